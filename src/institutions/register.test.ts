import { afterAll, beforeAll, expect, it } from 'vitest';
import { addPerson, jobs, registerInstitutions, registerOrganisation, routes } from '#institutions';
import { asSystem, type Who } from '#platform';
import { type TestPlatform, testPlatform } from '../../test/helpers/platform.ts';
import { movableClock } from '../../test/helpers/sign-in.ts';

let test: TestPlatform;
const statements: string[] = [];
const clock = movableClock('2026-11-23T09:00:00Z');
const id: Record<'vaart' | 'diep' | 'koepel' | 'beheer' | 'ciso' | 'board', string> = {
	vaart: '',
	diep: '',
	koepel: '',
	beheer: '',
	ciso: '',
	board: '',
};

beforeAll(async () => {
	test = await testPlatform({ routes, clock, onStatement: (text) => statements.push(text) });
	await asSystem(test.platform, async (work) => {
		id.koepel = await registerOrganisation(work, { kind: 'umbrella', name: 'Koepel' });
		id.beheer = await registerOrganisation(work, { kind: 'operator', name: 'Beheer' });
		const rows = await registerInstitutions(work, [
			{ kind: 'hbo', name: 'Hogeschool De Vaart', brin: '01AA', umbrella: id.koepel, province: 'UT', validFrom: '2020-01-01' },
			{
				kind: 'wo',
				name: 'Universiteit Noorderdiep',
				brin: '02AA',
				province: 'GR',
				riskProfile: 'high',
				validFrom: '2020-01-01',
			},
			...Array.from({ length: 30 }, (_, n) => ({ kind: 'nrto' as const, name: `School ${String(n).padStart(2, '0')}` })),
		]);
		[id.vaart, id.diep] = rows as [string, string];
		id.ciso = await addPerson(work, {
			displayName: 'Ciso',
			mail: 'ciso@vaart.example',
			hats: [{ organisation: id.vaart, role: 'ciso' }],
		});
		id.board = await addPerson(work, { displayName: 'Bestuurder', hats: [{ organisation: id.vaart, role: 'board' }] });
	});
});
afterAll(() => test.stop());

const base = { session: null, token: null } as const;
const ciso = (): Who => ({ ...base, person: id.ciso, organisation: id.vaart, organisationKind: 'institution', role: 'ciso' });
const board = (): Who => ({ ...ciso(), person: id.board, role: 'board' });
const stranger = (): Who => ({ ...base, person: null, organisation: id.diep, organisationKind: 'institution', role: 'ciso' });
const operator = (): Who => ({ ...base, person: null, organisation: id.beheer, organisationKind: 'operator', role: 'operator' });
const umbrella = (): Who => ({
	...base,
	person: null,
	organisation: id.koepel,
	organisationKind: 'umbrella',
	role: 'umbrella-officer',
});

async function ask(who: Who, method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, payload?: object) {
	const answer = await test.app.inject({ method, url, headers: test.as(who), ...(payload ? { payload } : {}) });
	return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
}

it('pages through the register and finds by name, BRIN, kind, province, umbrella and risk', async () => {
	const first = await ask(ciso(), 'GET', '/v1/institutions?limit=20');
	const second = await ask(ciso(), 'GET', `/v1/institutions?limit=20&cursor=${first.body.next}`);
	expect([first.body.items.length, second.body.items.length, second.body.next]).toEqual([20, 12, undefined]);
	for (const query of ['search=noorder', 'search=02aa', 'kind=wo', 'province=GR', 'risk=high']) {
		expect((await ask(ciso(), 'GET', `/v1/institutions?${query}`)).body.items.map((row: { id: string }) => row.id)).toEqual([
			id.diep,
		]);
	}
	expect((await ask(ciso(), 'GET', `/v1/institutions?umbrella=${id.koepel}`)).body.items[0]).toMatchObject({
		umbrellaName: 'Koepel',
	});
});

it('refuses cursors and filters that are not ours, in problem+json', async () => {
	for (const query of ['cursor=%00', 'cursor=W10', 'limit=0', 'kind=x', 'umbrella=x', `search=${'x'.repeat(101)}`]) {
		expect((await ask(ciso(), 'GET', `/v1/institutions?${query}`)).status).toBe(400);
	}
	expect((await ask(ciso(), 'GET', '/v1/institutions/zes')).status).toBe(404);
});

it('keeps old names, closes what merged, and lets only the operator do so', async () => {
	const rename = { name: 'Hogeschool Het Kanaal', from: '2026-09-01' };
	expect((await ask(ciso(), 'POST', `/v1/institutions/${id.vaart}/rename`, rename)).status).toBe(403);
	expect((await ask(operator(), 'POST', `/v1/institutions/${id.vaart}/rename`, rename)).status).toBe(204);
	expect((await ask(operator(), 'POST', `/v1/institutions/${id.vaart}/rename`, rename)).status).toBe(409);
	const found = await ask(ciso(), 'GET', '/v1/institutions?search=de%20vaart');
	expect(found.body.items[0].name).toBe('Hogeschool Het Kanaal');
	const { names } = (await ask(ciso(), 'GET', `/v1/institutions/${id.vaart}`)).body;
	expect(names).toEqual([
		{ name: 'Hogeschool De Vaart', validFrom: '2020-01-01', validUntil: '2026-08-31' },
		{ name: 'Hogeschool Het Kanaal', validFrom: '2026-09-01', validUntil: null },
	]);
	const later = { name: 'Universiteit Straks', from: '2027-09-01' };
	expect((await ask(operator(), 'POST', `/v1/institutions/${id.diep}/rename`, later)).status).toBe(204);
	expect((await ask(ciso(), 'GET', `/v1/institutions/${id.diep}`)).body.name).toBe('Universiteit Noorderdiep');
	clock.set('2027-09-01T00:10:00Z');
	await jobs.find(({ name }) => name === 'institutions.turn-names')!.run(test.platform, {});
	clock.set('2026-11-23T09:00:00Z');
	expect((await ask(ciso(), 'GET', `/v1/institutions/${id.diep}`)).body.name).toBe('Universiteit Straks');
	const made = await ask(operator(), 'POST', '/v1/institutions', {
		name: 'School Oud',
		kind: 'mbo',
		brin: '03AA',
		validFrom: '2020-01-01',
	});
	expect(made.status).toBe(201);
	expect((await ask(operator(), 'POST', '/v1/institutions', { name: 'School Dubbel', kind: 'mbo', brin: '03AA' })).status).toBe(
		409,
	);
	const merge = (into: string) => ask(operator(), 'POST', `/v1/institutions/${made.body.id}/merge`, { into, from: '2026-01-01' });
	expect((await merge(made.body.id)).status).toBe(409);
	expect((await merge(id.diep)).status).toBe(204);
	expect((await merge(id.diep)).status).toBe(409);
	expect((await ask(ciso(), 'GET', '/v1/institutions?search=oud')).body.items).toEqual([]);
	expect((await ask(ciso(), 'GET', '/v1/institutions?search=oud&ended=true')).body.items).toHaveLength(1);
	expect((await ask(operator(), 'PATCH', `/v1/institutions/${id.diep}`, { riskProfile: 'elevated', size: 20_000 })).status).toBe(
		204,
	);
	expect((await ask(ciso(), 'GET', `/v1/institutions/${id.diep}`)).body).toMatchObject({
		riskProfile: 'elevated',
		size: 20_000,
		brin: '02AA',
	});
});

it('gives an institution its own colours and assurance, and takes them away again', async () => {
	const change = (body: object) => ask(operator(), 'PATCH', `/v1/institutions/${id.vaart}`, body);
	const shown = async () => (await ask(ciso(), 'GET', `/v1/institutions/${id.vaart}`)).body;
	const before = (await shown()).requiredAcr;
	expect((await change({ theme: 'example' })).status).toBe(204);
	expect(await shown()).toMatchObject({ theme: 'example', requiredAcr: before });
	for (const theme of ['../secret', 'Example', '']) expect((await change({ theme })).status, theme).toBe(400);
	expect((await change({ theme: null })).status).toBe(204);
	expect(await shown()).toMatchObject({ theme: null });
});

it('keeps units with their own institution', async () => {
	const made = await ask(ciso(), 'POST', '/v1/units', { name: 'Faculteit Techniek', kind: 'faculty' });
	expect(made.status).toBe(201);
	expect((await ask(stranger(), 'PUT', `/v1/units/${made.body.id}`, { name: 'x', kind: 'other' })).status).toBe(404);
	expect((await ask(stranger(), 'GET', `/v1/institutions/${id.vaart}`)).body.units).toEqual([]);
	expect((await ask(ciso(), 'GET', `/v1/institutions/${id.vaart}`)).body.units).toHaveLength(1);
	expect((await ask(ciso(), 'DELETE', `/v1/units/${made.body.id}`)).status).toBe(204);
});

it('discloses a subject, shows it to both sides, and ends it', async () => {
	const wanted = { audience: id.koepel, subjects: ['scores', 'milestones'], purpose: 'Voortgang van de leden' };
	expect((await ask(umbrella(), 'POST', '/v1/disclosures', wanted)).status).toBe(403);
	const made = await ask(ciso(), 'POST', '/v1/disclosures', wanted);
	expect(made.body.ids).toHaveLength(2);
	expect((await ask(ciso(), 'GET', '/v1/disclosures')).body.items).toMatchObject([
		{ subject: 'milestones', state: 'open', looks: 0 },
		{ subject: 'scores', state: 'open', looks: 0, audience: { name: 'Koepel' } },
	]);
	expect((await ask(ciso(), 'POST', '/v1/disclosures', wanted)).body.code).toBe('already-exists');
	expect((await ask(umbrella(), 'GET', '/v1/disclosures')).body.received).toHaveLength(2);
	const strange = (await ask(stranger(), 'GET', '/v1/disclosures')).body;
	expect(strange.items).toEqual([]);
	const from = new Set(strange.received.map((row: { institution: { name: string } }) => row.institution.name));
	expect([...from], 'the history of the school that merged into it, and nothing else').toEqual(['School Oud']);
	expect((await ask(stranger(), 'DELETE', `/v1/disclosures/${made.body.ids[0]}`)).status).toBe(404);
	expect((await ask(ciso(), 'DELETE', `/v1/disclosures/${made.body.ids[0]}`)).status).toBe(204);
	expect((await ask(umbrella(), 'GET', '/v1/disclosures')).body.received).toHaveLength(1);
	expect((await ask(ciso(), 'POST', '/v1/disclosures', { ...wanted, from: '2027-01-02', until: '2027-01-01' })).status).toBe(400);
});

it('manages people, but makes no board member without the board and no stranger', async () => {
	expect((await ask(stranger(), 'GET', '/v1/people')).body.items).toEqual([]);
	expect((await ask(ciso(), 'GET', '/v1/people')).body.items.map((row: { role: string }) => row.role)).toEqual(['board', 'ciso']);
	const invite = (who: Who, role: string, more = {}) =>
		ask(who, 'POST', '/v1/invitations', { displayName: 'Nieuw', role, ...more });
	expect((await invite(ciso(), 'board')).status).toBe(403);
	expect((await invite(board(), 'board')).status).toBe(201);
	expect((await invite(ciso(), 'operator')).status).toBe(409);
	expect((await invite(ciso(), 'ciso', { organisation: id.diep })).status).toBe(404);
	const made = await invite(ciso(), 'faculty-contact');
	expect(made.body).toMatchObject({ mailed: false, link: expect.stringMatching(/\/invitation#dwi_[\w-]{43}$/) });
	expect((await ask(stranger(), 'DELETE', `/v1/invitations/${made.body.id}`)).status).toBe(404);
	expect((await ask(ciso(), 'DELETE', `/v1/invitations/${made.body.id}`)).status).toBe(204);
	expect((await ask(ciso(), 'POST', '/v1/people', { person: id.ciso, role: 'board' })).status).toBe(403);
	expect((await ask(ciso(), 'POST', `/v1/people/${id.board}/recovery`, {})).status).toBe(409);
	expect((await ask(stranger(), 'POST', `/v1/people/${id.board}/recovery`, {})).status).toBe(404);
	expect((await ask(board(), 'POST', `/v1/people/${id.ciso}/recovery`, {})).status).toBe(201);
	const own = (await ask(board(), 'GET', '/v1/people')).body.items[0].membership;
	expect((await ask(board(), 'DELETE', `/v1/memberships/${own}`)).status).toBe(404);
});

it('shows what was done, searchable, and that the chain is sound, within ten statements', async () => {
	const trail = await ask(ciso(), 'GET', '/v1/audit-trail?search=disclosure.ended');
	expect(trail.body.items).toMatchObject([{ verb: 'disclosure.ended', personName: 'Ciso', role: 'ciso' }]);
	expect((await ask(ciso(), 'GET', '/v1/audit-trail?limit=1')).body.next).toMatch(/^\d+$/);
	expect((await ask(ciso(), 'GET', '/v1/audit-trail/verification')).body).toMatchObject({ sound: true, firstFault: null });
	for (const url of ['/v1/institutions', '/v1/disclosures', '/v1/people', `/v1/institutions/${id.vaart}`]) {
		statements.length = 0;
		await ask(ciso(), 'GET', url);
		expect(statements.length, url).toBeLessThanOrEqual(10);
	}
});
