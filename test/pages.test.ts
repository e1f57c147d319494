import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedDemo } from '#demo';
import type { OrganisationKind, Role } from '#kernel';
import { loadContent } from '#norms';
import { asSystem, type Route, sql, type Telemetry, type Who } from '#platform';
import { jobs, routes } from '../src/rooms.ts';
import { type TestPlatform, testPlatform } from './helpers/platform.ts';

/** Setting who asks is one of them; begin and commit are not counted. */
const mostStatements = 10;
const emptyStore: Telemetry = {
	insert: () => Promise.resolve(),
	query: () => Promise.resolve([]),
	command: () => Promise.resolve(),
	ready: () => Promise.resolve(),
	stop: () => Promise.resolve(),
	...{ restarts: 0, waitingBytes: 0 },
};
/** Not pages: an endless stream, sign-in that leads elsewhere. */
const notPages = new Set(['/v1/live', '/v1/oidc/callback']);

let test: TestPlatform;
/** Statements of one request only: detection reads its rules every few seconds beside it. */
const asked = new AsyncLocalStorage<string[]>();
const people = new Map<Role, Who>();
const ids = new Map<string, string>();

beforeAll(async () => {
	const onStatement = (statement: string) => {
		if (!/^\s*(begin|commit|start transaction)/i.test(statement)) asked.getStore()?.push(statement);
	};
	test = await testPlatform({ routes, jobs, onStatement, telemetry: emptyStore, settings: { DEMO: 'true' } });
	await loadContent(test.platform);
	await seedDemo(test.platform, () => undefined);
	await asSystem(test.platform, async ({ tx }) => {
		const members = await sql<{
			person: string;
			organisation: string;
			kind: OrganisationKind;
			role: Role;
		}>`select distinct on (m.role)
			m.person_id as person, m.organisation_id as organisation, o.kind, m.role from institutions.memberships m
			join institutions.organisations o on o.id = m.organisation_id order by m.role, m.organisation_id`.execute(tx);
		for (const { person, organisation, kind, role } of members.rows)
			people.set(role, { person, organisation, organisationKind: kind, role, session: null, token: null });
		const own = people.get('ciso')?.organisation ?? '';
		const first = async (folder: string, query: ReturnType<typeof sql<{ id: string }>>) =>
			ids.set(folder, (await query.execute(tx)).rows[0]?.id ?? '');
		ids.set('institutions', own);
		await first('frameworks', sql`select id from norms.frameworks where framework = 'ho-6c'`);
		await first('advisories', sql`select advisory_id as id from sharing.recipients where institution_id = ${own} limit 1`);
		await first('assessments', sql`select id from assessments.assessments where institution_id = ${own} limit 1`);
		await first('sensors', sql`select id from monitoring.sensors where institution_id = ${own} limit 1`);
	});
});
afterAll(() => test.stop());

function askerOf({ access }: Route): Who | undefined {
	if (access === 'public') return undefined;
	const roles: readonly Role[] = access === 'signed-in' ? ['ciso'] : access;
	return roles.map((role) => people.get(role)).find((who) => who !== undefined);
}

it('answers every address that a page reads in at most ten statements', { timeout: 120_000 }, async () => {
	const table: { address: string; status: number; statements: number }[] = [];
	for (const route of routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/v1/') && !notPages.has(path))) {
		const who = askerOf(route);
		if (who === undefined) continue;
		const id = ids.get(route.path.split('/')[2] ?? '') || '0197b1de-0000-7000-8000-0000000000cc';
		const url = route.path
			.replace('{id}', id)
			.replace(/\{format\}/, 'csaf')
			.replace('{bundle}', 'rule:none')
			.replaceAll(/\{\w+\}/g, '0197b1de-0000-7000-8000-0000000000cc');
		// The first time a room reads what it keeps in memory; a page is what comes after.
		await test.app.inject({ method: 'GET', url, headers: test.as(who) });
		const statements: string[] = [];
		const ask = () => test.app.inject({ method: 'GET', url, headers: test.as(who) });
		const answer = await asked.run(statements, async () => await ask());
		expect(answer.statusCode, `${url}: ${answer.body.slice(0, 300)}`).toBeLessThan(500);
		if (answer.statusCode === 200) expect(statements.length, `${url}: no statement was counted`).toBeGreaterThan(0);
		table.push({ address: route.path, status: answer.statusCode, statements: statements.length });
	}
	const lines = table.map((row) => `${String(row.statements).padStart(3)}  ${row.status}  ${row.address}`);
	process.stdout.write(`\nstatements, status, address\n${lines.join('\n')}\n`);
	expect(table.length).toBeGreaterThan(30);
	expect(table.filter(({ status }) => status === 200).length, 'pages that really answered').toBeGreaterThan(25);
	expect(table.filter((row) => row.statements > mostStatements)).toEqual([]);
});
