import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerInstitutions, registerOrganisation, routes } from '#institutions';
import { asSystem, sql, type Who } from '#platform';
import { type TestPlatform, testPlatform } from '../../test/helpers/platform.ts';

let test: TestPlatform;
let operator: Who;
beforeAll(async () => {
	test = await testPlatform({ routes });
	const organisation = await asSystem(test.platform, async (work) => {
		await registerInstitutions(work, [
			{ kind: 'hbo', name: 'Hogeschool Oud', brin: '01AA', city: 'Dam', validFrom: '2020-01-01' },
			{ kind: 'wo', name: 'Universiteit Weg', brin: '02AA', validFrom: '2020-01-01' },
			{ kind: 'mbo', name: 'MBO Elders', brin: '03AA' },
			{ kind: 'hbo', name: 'Hogeschool Gelijk', brin: '04AA' },
		]);
		return registerOrganisation(work, { kind: 'operator', name: 'Beheer' });
	});
	operator = { person: null, organisation, organisationKind: 'operator', role: 'operator', session: null, token: null };
});
afterAll(() => test.stop());

const lines = [
	'INSTELLINGSCODE;INSTELLINGSNAAM;PLAATSNAAM;SOORT HO',
	'01AA;Hogeschool Nieuw;Dam;hbo',
	'04AA;Hogeschool Gelijk;;hbo',
	'05AA;Vers;;wo',
];

async function send(text: string, who = operator) {
	const answer = await test.app.inject({
		...{ method: 'POST', url: '/v1/institutions/imports?sector=higher-education', payload: text },
		headers: { ...test.as(who), 'content-type': 'text/csv' },
	});
	return { status: answer.statusCode, body: answer.json() };
}
async function apply(id: string, payload: object = {}) {
	const answer = await test.app.inject({
		method: 'POST',
		url: `/v1/institutions/imports/${id}/apply`,
		headers: test.as(operator),
		payload,
	});
	return { status: answer.statusCode, body: answer.json() };
}
const names = async () =>
	(
		await test.db.database.system((tx) =>
			sql<{ name: string }>`select name from institutions.organisations order by name`.execute(tx),
		)
	).rows.map((row) => row.name);

it('writes nothing when one line is at fault, and says which', async () => {
	const before = await names();
	const refused = await send([...lines, '5AA;Kapot;;hbo'].join('\n'));
	expect(refused).toMatchObject({
		status: 422,
		body: { code: 'content-refused', findings: [{ code: 'code-shape', where: 'line 5, column INSTELLINGSCODE' }] },
	});
	expect(await names()).toEqual(before);
});

it('previews, then applies exactly that; a stale or used preview is refused', async () => {
	const before = await names();
	const preview = await send(lines.join('\n'));
	expect(preview).toMatchObject({
		status: 201,
		body: {
			added: [{ code: '05AA', kind: 'wo' }],
			changed: [{ code: '01AA', fields: [{ field: 'name', from: 'Hogeschool Oud', to: 'Hogeschool Nieuw' }] }],
			vanished: [{ code: '02AA', name: 'Universiteit Weg' }],
			unchanged: 1,
		},
	});
	expect(await names()).toEqual(before);
	const second = await send(lines.join('\n'));
	expect((await apply(preview.body.id, { vanished: 'close' })).body).toEqual({ added: 1, changed: 1, closed: 1 });
	expect((await apply(preview.body.id)).status).toBe(409);
	expect((await apply(second.body.id)).body.code).toBe('version-conflict');
	const again = await send(lines.join('\n'));
	expect(again.body).toMatchObject({ added: [], changed: [], vanished: [], unchanged: 3 });
	const kept = await test.db.database.system((tx) =>
		sql<{ name: string }>`select n.name from institutions.names n join institutions.institutions i on i.id = n.institution_id
			where i.brin = '01AA' order by n.valid_from`.execute(tx),
	);
	expect(kept.rows.map(({ name }) => name)).toEqual(['Hogeschool Oud', 'Hogeschool Nieuw']);
	const back = await send([...lines, '02AA;Universiteit Weg;;wo'].join('\n'));
	expect(back.body.changed).toMatchObject([{ code: '02AA', fields: [{ field: 'closed', to: 'false' }] }]);
});

it('is for the operator only and bounds the file', async () => {
	expect((await send('x', { ...operator, role: 'ciso' })).status).toBe(403);
	expect((await send('x'.repeat(5_000_001))).status).toBe(413);
	const json = await test.app.inject({
		...{ method: 'POST', url: '/v1/institutions/imports?sector=mbo', payload: {} },
		headers: test.as(operator),
	});
	expect(json.statusCode).toBe(415);
});
