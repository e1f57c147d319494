import { afterAll, beforeAll, expect, it } from 'vitest';
import { humanRoles, machineRoles, organisationKinds } from '#kernel';
import { sql } from '#platform';
import { cloneDatabase, type TestDatabase } from '../../test/helpers/database.ts';
import { mayGive, rolesOf } from './model.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await cloneDatabase();
});
afterAll(() => db.drop());

it('has the same roles for each kind of organisation as the database', async () => {
	for (const kind of organisationKinds) {
		const found = await db.database.pool.query('select institutions.roles_of($1) as roles', [kind]);
		expect(found.rows[0].roles).toEqual([...rolesOf[kind]]);
	}
	expect(Object.values(rolesOf).flat().sort()).toEqual([...humanRoles].sort());
});

it('lets the same roles give the same roles as the database', async () => {
	for (const giver of [...humanRoles, ...machineRoles]) {
		const who = {
			person: null,
			organisation: '0197b1de-0000-7000-8000-000000000001',
			organisationKind: 'institution',
			session: null,
			token: null,
		} as const;
		const found = await db.database.as({ ...who, role: giver }, (tx) =>
			sql<{
				role: string;
				may: boolean;
			}>`select role, institutions.manages(role) as may from unnest(${[...humanRoles]}::text[]) as r (role)`.execute(tx),
		);
		for (const { role, may } of found.rows)
			expect(mayGive(giver, role as (typeof humanRoles)[number]), `${giver} gives ${role}`).toBe(may);
	}
});
