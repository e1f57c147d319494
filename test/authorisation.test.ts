import { afterAll, beforeAll, expect, it } from 'vitest';
import { humanRoles, machineRoles, type OrganisationKind, type Role } from '#kernel';
import type { Access, Telemetry, Who } from '#platform';
import { routes } from '../src/rooms.ts';
import { matrix } from './authorisation.matrix.ts';
import { type TestPlatform, testPlatform } from './helpers/platform.ts';

/** Rooms open their tables in it; no question of these tests reaches a row. */
const emptyStore: Telemetry = {
	insert: () => Promise.resolve(),
	query: () => Promise.resolve([]),
	command: () => Promise.resolve(),
	ready: () => Promise.resolve(),
	stop: () => Promise.resolve(),
	...{ restarts: 0, waitingBytes: 0 },
};
let test: TestPlatform;
beforeAll(async () => {
	test = await testPlatform({ routes, telemetry: emptyStore });
});
afterAll(() => test.stop());

const roles: readonly Role[] = [...humanRoles, ...machineRoles];
const kindOf: Partial<Record<Role, OrganisationKind>> = {
	'soc-analyst': 'surf-soc',
	'cert-handler': 'surf-cert',
	'audit-coordinator': 'surf-audit',
	'umbrella-officer': 'umbrella',
	'ministry-officer': 'ministry',
	inspector: 'inspectorate',
	auditor: 'auditor',
	operator: 'operator',
};
/** Tokens that lie on machines of others; `signed-in` does not name them. */
const narrow: readonly Role[] = ['machine-ingest', 'machine-share'];
const asker = (role: Role): Who => ({
	person: '0197b1de-0000-7000-8000-0000000000aa',
	organisation: '0197b1de-0000-7000-8000-0000000000bb',
	organisationKind: kindOf[role] ?? 'institution',
	...{ role, session: null, token: null },
});

const name = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
const written = (access: Access) => (typeof access === 'string' ? access : [...access].sort().join(' '));

it('has a row in the matrix for every route and a route for every row', () => {
	expect(routes.length).toBeGreaterThan(30);
	const table = Object.fromEntries(routes.map((route) => [name(route), written(route.access)]));
	expect(Object.fromEntries(Object.entries(matrix).map(([row, access]) => [row, written(access as Access)]))).toEqual(table);
});

it('turns away who is not signed in, and every role that has no cross in the matrix', async () => {
	for (const route of routes.filter(({ access }) => access !== 'public')) {
		const address = { method: route.method, url: route.path.replaceAll(/\{\w+\}/g, '0197b1de-0000-7000-8000-0000000000cc') };
		const nobody = await test.app.inject(address);
		expect(nobody.statusCode, `${name(route)} for nobody`).toBe(401);
		const outside = (role: Role) =>
			route.access === 'signed-in' ? narrow.includes(role) : !(route.access as readonly Role[]).includes(role);
		for (const role of roles.filter(outside)) {
			const answer = await test.app.inject({ ...address, headers: test.as(asker(role)) });
			expect(answer.statusCode, `${name(route)} for ${role}`).toBe(403);
			expect(answer.headers['content-type']).toContain(
				route.tell === undefined ? 'application/problem+json' : 'application/json',
			);
		}
	}
});

it('answers every role that has a cross without a fault of ours, also on an empty request', async () => {
	const faults: string[] = [];
	for (const route of routes) {
		if (route.path === '/v1/live') continue;
		const role = typeof route.access === 'string' ? 'ciso' : route.access[0];
		if (role === undefined) continue;
		const address = { method: route.method, url: route.path.replaceAll(/\{\w+\}/g, '0197b1de-0000-7000-8000-0000000000cc') };
		const answer = await test.app.inject({ ...address, headers: test.as(asker(role)) });
		// A refusal by the row of the table has no words of its own; one by the room says what is missing.
		const refused = answer.statusCode === 403 && answer.json().detail === answer.json().title;
		if (answer.statusCode >= 500 || refused)
			faults.push(`${name(route)} for ${role}: ${answer.statusCode} ${answer.body.slice(0, 300)}`);
	}
	expect(faults).toEqual([]);
});
