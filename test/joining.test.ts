import { afterAll, beforeAll, expect, it } from 'vitest';
import { addPeople, invite, issueToken, setDisclosures } from '#institutions';
import { addSensors } from '#monitoring';
import { asSystem, sql, type Telemetry, type Who } from '#platform';
import { jobs, routes } from '../src/rooms.ts';
import { type TestPlatform, testPlatform } from './helpers/platform.ts';
import { soc, somebody, testId, testSector } from './helpers/sector.ts';
import { movableClock } from './helpers/sign-in.ts';

/** Nothing was ever reported here: a search of the past finds nothing. */
const emptyStore: Telemetry = {
	...{ insert: async () => undefined, query: async () => [], command: async () => undefined },
	...{ ready: async () => undefined, stop: async () => undefined, restarts: 0, waitingBytes: 0 },
};
const today = new Date().toISOString().slice(0, 10);
const tomorrow = new Date(Date.now() + 86_400_000);
const clock = movableClock(new Date().toISOString());
const operator: Who = { ...somebody(600, 'operator', 'operator'), person: null };
const [gone, target, later] = [testId(1), testId(2), testId(3)];

let test: TestPlatform;
beforeAll(async () => {
	test = await testPlatform({ routes, jobs, telemetry: emptyStore, clock });
	await testSector(test.db.database, 8);
	await test.db.database.pool.query(`insert into institutions.organisations (id, kind, name) values ($1, 'operator', 'Beheer')`, [
		testId(600),
	]);
});
afterAll(() => test.stop());

async function call<T = { id: string }>(who: Who, method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object): Promise<T> {
	const answer = await test.app.inject({ method, url, headers: test.as(who), ...(payload === undefined ? {} : { payload }) });
	expect(answer.statusCode, `${method} ${url}: ${answer.body}`).toBeLessThan(300);
	return (answer.body === '' ? {} : answer.json()) as T;
}

/** Works off what was promised up to now, as the worker does. */
async function work(): Promise<void> {
	for (;;) {
		const due = await test.db.database.pool.query<{ id: string; task: string; payload: unknown }>(
			`select j.id::text, t.identifier as task, j.payload from graphile_worker._private_jobs j
				join graphile_worker._private_tasks t on t.id = j.task_id where j.run_at <= now() order by j.id`,
		);
		if (due.rows.length === 0) return;
		for (const { id, task, payload } of due.rows) {
			await jobs.find((one) => one.name.replaceAll('.', ':') === task)?.run(test.platform, payload);
			await test.db.database.pool.query('delete from graphile_worker._private_jobs where id = $1', [id]);
		}
	}
}
const rows = async (text: string, values: unknown[] = []) => (await test.db.database.pool.query(text, values)).rows;

const advisory = (more: object) => ({
	title: { nl: 'Nagemaakte aanmeldpagina', en: 'Counterfeit sign-in page' },
	indicators: [{ kind: 'domain', match: 'subdomains', value: 'inloggen.example' }],
	lines: [{ text: { nl: 'Blokkeer het domein', en: 'Block the domain' }, effort: 'minutes' }],
	...more,
});

it('delivers what is still open to an institution that comes later, and asks it for its past', async () => {
	const open = await call(soc, 'POST', '/v1/advisories', advisory({ audience: { to: 'all' } }));
	const forMbo = await call(soc, 'POST', '/v1/advisories', advisory({ audience: { to: 'kinds', kinds: ['mbo'] } }));
	const forWo = await call(soc, 'POST', '/v1/advisories', advisory({ audience: { to: 'kinds', kinds: ['wo'] } }));
	const closed = await call(soc, 'POST', '/v1/advisories', advisory({ audience: { to: 'all' } }));
	await call(soc, 'PATCH', `/v1/advisories/${closed.id}`, { state: 'closed', reason: 'afgehandeld' });
	await work();
	const school = await call(operator, 'POST', '/v1/institutions', { name: 'Vakschool De Laatkomer', kind: 'mbo' });
	await work();
	const ciso: Who = { ...somebody(1, 'ciso'), organisation: school.id };
	const received = await rows('select advisory_id as id from sharing.recipients where institution_id = $1', [school.id]);
	expect(received.map(({ id }) => id).sort()).toEqual([open.id, forMbo.id].sort());
	const seen = await call<{ handling: { state: string }[] }>(ciso, 'GET', `/v1/advisories/${open.id}`);
	expect(seen.handling.map(({ state }) => state)).toEqual(['received']);
	const answers = await rows('select answer, reason from sharing.sightings where institution_id = $1', [school.id]);
	expect(answers).toHaveLength(2);
	expect(answers[0]).toMatchObject({ answer: 'could-not-check', reason: 'no-sensor-has-reported' });
	await call(operator, 'PATCH', `/v1/institutions/${school.id}`, { kind: 'wo' });
	await work();
	await work();
	const more = await rows('select advisory_id as id from sharing.recipients where institution_id = $1', [school.id]);
	expect(more.map(({ id }) => id)).toContain(forWo.id);
});

it('carries people, machines and history over when an institution merges, and ends what spoke for it', async () => {
	const named = await call(soc, 'POST', '/v1/advisories', advisory({ audience: { to: 'listed', institutions: [gone] } }));
	const made = await asSystem(test.platform, async (system) => {
		const hats = [{ organisation: gone, role: 'ciso' as const }];
		const [stays = ''] = await addPeople(system, [{ displayName: 'Iemand', mail: 'iemand@een.example', hats }]);
		await sql`update institutions.institutions set home_organisations = array['een.example'] where id = ${gone}`.execute(
			system.tx,
		);
		const [sensor = ''] = await addSensors(
			system.tx,
			[{ institution: gone, name: 'Rand', kind: 'network', rhythmSeconds: 60, scope: '' }],
			system.now,
		);
		const ingest = await issueToken(system, { organisation: gone, name: 'Rand', scope: 'ingest', sensor });
		const reading = await issueToken(system, { organisation: gone, name: 'Export', scope: 'read' });
		const invited = await invite(system, { organisation: gone, displayName: 'Nieuw', role: 'board' });
		const rule = { institution: gone, audience: soc.organisation, subject: 'alerts' as const, purpose: 'bewaking' };
		const [disclosure = ''] = await setDisclosures(system, [rule]);
		return { stays, sensor, ingest: ingest.id, reading: reading.id, invited: invited.id, disclosure };
	});

	await call(operator, 'POST', `/v1/institutions/${gone}/merge`, { into: target, from: tomorrow.toISOString().slice(0, 10) });
	const hats = () =>
		rows('select organisation_id as at, role, ended_at is null as live from institutions.memberships where person_id = $1', [
			made.stays,
		]);
	expect(await hats(), 'not before its day').toEqual([{ at: gone, role: 'ciso', live: true }]);

	clock.set(tomorrow.toISOString());
	await jobs.find(({ name }) => name === 'institutions.carry-over')?.run(test.platform, {});
	await work();
	expect((await hats()).sort((a, b) => Number(a.live) - Number(b.live))).toEqual([
		{ at: gone, role: 'ciso', live: false },
		{ at: target, role: 'ciso', live: true },
	]);
	const state = await rows(
		`select (select organisation_id from institutions.tokens where id = $1) = $6 as ingest,
			(select revoked_at is null from institutions.tokens where id = $1) as reports,
			(select revoked_at is not null from institutions.tokens where id = $2) as reading,
			(select revoked_at is not null from institutions.invitations where id = $3) as invited,
			(select ended_at is not null from institutions.disclosures where id = $4) as disclosure,
			(select institution_id from monitoring.sensors where id = $5) = $6 as sensor,
			(select home_organisations from institutions.institutions where id = $6) as home`,
		[made.ingest, made.reading, made.invited, made.disclosure, made.sensor, target],
	);
	expect(state).toEqual([
		{ ...{ ingest: true, reports: true, reading: true, invited: true, disclosure: true, sensor: true }, home: ['een.example'] },
	]);
	const ciso: Who = { ...somebody(2, 'ciso'), person: made.stays };
	const trail = await call<{ items: { verb: string }[] }>(ciso, 'GET', '/v1/audit-trail');
	expect(trail.items.map(({ verb }) => verb)).toEqual(
		expect.arrayContaining(['institution.carried-over', 'sensors.carried-over', 'advisory.delivered-later']),
	);
	expect(await call(ciso, 'GET', `/v1/advisories/${named.id}`)).toMatchObject({ id: named.id });
	const history = await call<{ items: { institution: { id: string }; subject: string }[] }>(ciso, 'GET', '/v1/disclosures');
	expect(JSON.stringify(history)).toContain(gone);
});

it('carries on from one merge to the next', async () => {
	const [stays = ''] = await asSystem(test.platform, (system) =>
		addPeople(system, [{ displayName: 'Nog iemand', hats: [{ organisation: later, role: 'board' }] }]),
	);
	await call(operator, 'POST', `/v1/institutions/${target}/merge`, { into: testId(4), from: today });
	await call(operator, 'POST', `/v1/institutions/${later}/merge`, { into: testId(5), from: today });
	await work();
	const found = await rows(
		'select organisation_id as at from institutions.memberships where person_id = $1 and ended_at is null',
		[stays],
	);
	expect(found).toEqual([{ at: testId(5) }]);
	const moved = await rows(`select distinct institution_id as at from monitoring.sensors where name = 'Rand'`);
	expect(moved, 'a sensor that moved before moves again').toEqual([{ at: testId(4) }]);
});
