import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock, type OrganisationKind, type Role } from '#kernel';
import { asSystem, sql, type Who } from '#platform';
import { type TestPlatform, testPlatform } from '../../test/helpers/platform.ts';
import { actionStates, actionSteps, actionVerbs, stepAction } from './model/action.ts';
import { writeMilestones } from './index.ts';
import { routes } from './routes.ts';

const id = (n: number) => `0197b1de-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [a, b, surf] = [id(1), id(2), id(3)];
const who = (
	organisation: string,
	person: number,
	role: Role = 'ciso',
	organisationKind: OrganisationKind = 'institution',
): Who => ({
	...{ person: id(person), organisation, organisationKind, role, session: null, token: null },
});
const ciso = who(a, 11);
const officer = who(a, 12, 'security-officer');
const coordinator = who(surf, 13, 'audit-coordinator', 'surf-audit');

let t: TestPlatform;
beforeAll(async () => {
	t = await testPlatform({ routes, clock: fixedClock('2026-11-23T12:00:00Z') });
	await asSystem(t.platform, async ({ tx }) => {
		await sql`insert into institutions.organisations (id, kind, name)
			values (${a}, 'institution', 'A'), (${b}, 'institution', 'B'), (${surf}, 'surf-audit', 'S')`.execute(tx);
		await sql`insert into institutions.institutions (id, kind) values (${a}, 'hbo'), (${b}, 'mbo')`.execute(tx);
		await sql`insert into institutions.disclosures (institution_id, audience_id, subject, purpose, from_day)
			values (${a}, ${surf}, 'milestones', 'audit', '2020-01-01')`.execute(tx);
	});
});
afterAll(() => t.stop());

async function call(method: 'GET' | 'POST' | 'PATCH' | 'PUT', url: string, asker: Who, payload?: object) {
	const answer = await t.app.inject({ method, url, headers: t.as(asker), ...(payload && { payload }) });
	return { status: answer.statusCode, ...answer.json() };
}
const wish = {
	title: 'MFA for every account',
	owner: 'Head of identity',
	dueOn: '2027-03-01',
	because: { room: 'assessments', id: 'x' },
};

describe('an action', () => {
	it('walks exactly the drawn graph', () => {
		const drawn = readFileSync(new URL('../../docs/state-machines/improvement-action.md', import.meta.url), 'utf8');
		const arrows = [...drawn.matchAll(/^\t(\S+) --> (\S+): (\S+)$/gm)].map(([, from, to, verb]) => `${from} ${verb} ${to}`);
		const coded = actionVerbs.flatMap((verb) => actionSteps[verb].from.map((from) => `${from} ${verb} ${actionSteps[verb].to}`));
		expect(arrows.length).toBeGreaterThan(0);
		expect(coded.sort()).toEqual(arrows.sort());
		for (const state of actionStates)
			for (const verb of actionVerbs) {
				const step = stepAction({ state, doneBy: 'p' }, { verb, proof: 'seen', reason: 'why', person: 'q' });
				expect(step.ok).toBe(actionSteps[verb].from.includes(state));
			}
	});

	it('is done with a proof only, and verified by somebody else only', async () => {
		const made = await call('POST', '/v1/actions', ciso, { ...wish, milestone: 'target-reached' });
		const step = (asker: Who, body: object) => call('PATCH', `/v1/actions/${made.id}`, asker, body);
		expect(made).toMatchObject({ status: 201, state: 'open', overdue: false, version: 1 });
		expect(await step(ciso, { version: 1, verb: 'finish' })).toMatchObject({ status: 409, findings: [{ code: 'proof-absent' }] });
		expect(await step(ciso, { version: 1, verb: 'finish', proof: 'report 12' })).toMatchObject({ state: 'done', version: 2 });
		expect(await step(ciso, { version: 2, proof: 'another report' })).toMatchObject({ code: 'state-refused' });
		expect(await step(officer, { version: 2, verb: 'verify', title: 'Something else' })).toMatchObject({ code: 'state-refused' });
		expect(await step(ciso, { version: 2, verb: 'verify' })).toMatchObject({ status: 409, findings: [{ code: 'same-person' }] });
		expect(await step(officer, { version: 1, verb: 'verify' })).toMatchObject({ status: 409, code: 'version-conflict' });
		expect(await step(officer, { version: 2, verb: 'verify' })).toMatchObject({ status: 200, state: 'verified' });
	});

	it('carries what it costs, in whole euros, and nothing when that is not known', async () => {
		const made = await call('POST', '/v1/actions', ciso, { ...wish, costOnce: 12_000 });
		expect(made).toMatchObject({ status: 201, costOnce: 12_000, costYearly: null });
		const changed = { version: 1, costOnce: null, costYearly: 4000 };
		expect(await call('PATCH', `/v1/actions/${made.id}`, ciso, changed)).toMatchObject({ costOnce: null, costYearly: 4000 });
		expect(await call('POST', '/v1/actions', ciso, { ...wish, costOnce: -1 })).toMatchObject({ status: 400 });
		expect(await call('POST', '/v1/actions', ciso, { ...wish, costOnce: 0.5 })).toMatchObject({ status: 400 });
	});

	it('is not there for another institution, also when it knows the id', async () => {
		const made = await call('POST', '/v1/actions', ciso, wish);
		expect(await call('PATCH', `/v1/actions/${made.id}`, who(b, 21), { version: 1, verb: 'start' })).toMatchObject({
			status: 404,
		});
		expect(await call('GET', `/v1/actions?institution=${a}`, who(b, 21))).toMatchObject({ status: 404 });
		expect(await call('GET', `/v1/actions?institution=${a}`, coordinator)).toMatchObject({ status: 404 });
		expect((await call('GET', '/v1/actions', who(b, 21))).items).toEqual([]);
	});
});

describe('a milestone', () => {
	const url = `/v1/institutions/${a}/milestones`;
	const item = { kind: 'soc-connected', planned: '2027-01-01', forecast: null, actual: null };

	it('forecasts the due day of the last open action it waits for', async () => {
		await call('POST', '/v1/actions', ciso, { ...wish, dueOn: '2027-05-01', milestone: 'external-audit' });
		const late = await call('POST', '/v1/actions', ciso, { ...wish, dueOn: '2027-09-01', milestone: 'external-audit' });
		const audit = async () => (await call('GET', url, ciso)).items[2];
		expect(await audit()).toMatchObject({ forecast: '2027-09-01', forecastFrom: 'actions' });
		await call('PATCH', `/v1/actions/${late.id}`, ciso, { version: 1, verb: 'drop', reason: 'not needed' });
		expect(await audit()).toMatchObject({ forecast: '2027-05-01' });
	});

	it('asks a reason when the promise moves back and refuses what lies ahead, all faults at once', async () => {
		expect(await call('PUT', url, ciso, { items: [{ ...item, version: 0 }] })).toMatchObject({ status: 200 });
		const bad = { ...item, planned: '2027-06-01', actual: '2026-12-24', version: 1 };
		const refused = await call('PUT', url, ciso, { items: [bad] });
		expect(refused.findings.map((one: { where: string }) => one.where)).toEqual(['/body/items/0/actual', '/body/items/0/reason']);
		expect(await call('PUT', url, ciso, { items: [{ ...item, version: 0 }] })).toMatchObject({ code: 'version-conflict' });
		const moved = { ...item, planned: '2027-06-01', reason: 'No capacity at the desk', version: 1 };
		expect((await call('PUT', url, ciso, { items: [moved] })).items[1]).toMatchObject({ planned: '2027-06-01', version: 2 });
		const kept = await asSystem(t.platform, ({ tx }) =>
			sql`select planned from improvement.milestone_changes where institution_id = ${a} and kind = 'soc-connected' order by version`.execute(
				tx,
			),
		);
		expect(kept.rows).toEqual([{ planned: '2027-01-01' }, { planned: '2027-06-01' }]);
	});

	it('is read by an organisation it was disclosed to, which is noted, and by no other', async () => {
		expect((await call('GET', url, coordinator)).items).toHaveLength(3);
		const looks = await t.db.database.as(ciso, (tx) => sql`select viewer_id, subject from institutions.looks`.execute(tx));
		expect(looks.rows).toEqual([{ viewer_id: surf, subject: 'milestones' }]);
		expect(await call('GET', url, who(b, 21))).toMatchObject({ status: 404 });
		expect(await call('PUT', url, who(b, 21), { items: [{ ...item, version: 2 }] })).toMatchObject({ status: 404 });
	});

	it('is written for many institutions in one statement', async () => {
		const rows = [a, b].map((institution) => ({
			...{
				institution,
				kind: 'target-reached' as const,
				planned: '2027-12-31',
				forecast: '2028-01-31',
				actual: null,
				reason: '',
			},
		}));
		await asSystem(t.platform, ({ tx, now }) => writeMilestones(tx, rows, now));
		expect((await call('GET', `/v1/institutions/${b}/milestones`, who(b, 21))).items[0]).toMatchObject({
			forecast: '2028-01-31',
		});
	});
});
