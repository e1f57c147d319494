import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Who } from '#platform';
import { cloneDatabase, type TestDatabase } from './helpers/database.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await cloneDatabase();
});
afterAll(() => db.drop());

const rooms = `n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public', 'pg_toast')`;

/** Tables everybody who is signed in may read whole, each with the reason. A new one is a decision, not a habit. */
const openToTheSector: Record<string, string> = {
	'institutions.organisations': 'who exists is no secret',
	'institutions.institutions': 'the register: who exists, not how they fare',
	'institutions.names': 'earlier names belong to the register',
	'steering.releases': 'figures that passed the anonymity rules',
	'steering.released_cells': 'figures that passed the anonymity rules',
};

it('forces row security on every table of every room', async () => {
	const found = await db.database.pool.query<{ name: string; fine: boolean }>(
		`select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as fine
		from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${rooms}`,
	);
	expect(found.rows.length).toBeGreaterThan(20);
	const open = found.rows.filter(({ fine }) => !fine).map(({ name }) => name);
	expect(open, "call platform.protect('room.table') in the migration of these tables").toEqual([]);
});

it('keeps both working roles from owning a table or going around its policies', async () => {
	const owners = await db.database.pool.query(
		`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'r' and ${rooms} and pg_get_userbyid(c.relowner) in ('dijkwacht_app', 'dijkwacht_system')`,
	);
	expect(owners.rows).toEqual([]);
	const powers = await db.database.pool.query(
		`select rolname from pg_roles where rolname in ('dijkwacht_app', 'dijkwacht_system') and (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole)`,
	);
	expect(powers.rows).toEqual([]);
});

// A policy that looks its row up in another table of the house inherits that table's own policies.
it('reads the asker in every policy of the application role, but for the tables open to the sector', async () => {
	const policies = await db.database.pool.query<{ name: string; policy: string; rule: string }>(
		`select schemaname || '.' || tablename as name, policyname as policy, coalesce(qual, '') || ' ' || coalesce(with_check, '') as rule
		from pg_policies where 'dijkwacht_app' = any(roles) and cmd in ('SELECT', 'ALL')`,
	);
	expect(policies.rows.length).toBeGreaterThan(20);
	const loose = policies.rows.filter(
		({ name, rule }) => !(name in openToTheSector) && !/FROM \w+\.\w+|organisation\(\)|person\(\)|readable\(|role\(\)/.test(rule),
	);
	expect(
		loose.map(({ name, policy }) => `${name}: ${policy}`),
		'a policy that does not ask who is asking lets everybody in',
	).toEqual([]);
	for (const name of Object.keys(openToTheSector)) {
		expect(
			policies.rows.some((row) => row.name === name),
			`${name} is on the list but has no policy: take it off`,
		).toBe(true);
	}
});

it('wraps the functions of a policy in a select, so that they run once per statement', async () => {
	const policies = await db.database.pool.query<{ name: string; rule: string }>(
		`select schemaname || '.' || tablename || ' ' || policyname as name, coalesce(qual, '') || ' ' || coalesce(with_check, '') as rule
		from pg_policies where 'dijkwacht_app' = any(roles)`,
	);
	const bare = policies.rows.filter(({ rule }) =>
		/ (?<!SELECT )platform\.(organisation|person|role)\(\)/.test(rule.replaceAll('SELECT platform', 'SELECT_platform')),
	);
	expect(
		bare.map(({ name }) => name),
		'write (select platform.organisation())',
	).toEqual([]);
});

it('lets nobody but their owner run the functions that see every row', async () => {
	const found = await db.database.pool.query<{ name: string; path: string[] | null }>(
		`select p.oid::regprocedure::text as name, p.proconfig as path from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where p.prosecdef and ${rooms}`,
	);
	expect(found.rows.length).toBeGreaterThan(1);
	const unsafe = found.rows.filter(({ path }) => !(path ?? []).some((setting) => setting.startsWith('search_path=')));
	expect(
		unsafe.map(({ name }) => name),
		"add: set search_path = ''",
	).toEqual([]);
});

it('shows an organisation that nobody knows no row that is not open to the sector', async () => {
	const tables = await db.database.pool.query<{ name: string }>(
		`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'r' and ${rooms} and has_table_privilege('dijkwacht_app', c.oid, 'select')`,
	);
	const stranger: Who = {
		...{ person: '0197b1de-0000-7000-8000-00000000000a', organisation: '0197b1de-0000-7000-8000-00000000000b' },
		...{ organisationKind: 'institution', role: 'ciso', session: null, token: null },
	};
	for (const { name } of tables.rows) {
		if (name in openToTheSector) continue;
		const seen = await db.database.as(stranger, (tx) =>
			sql<{ n: number }>`select count(*)::int as n from ${sql.raw(name)}`.execute(tx),
		);
		expect(seen.rows[0]?.n, `${name} shows rows to a stranger`).toBe(0);
	}
});
