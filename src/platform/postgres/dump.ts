import type pg from 'pg';

const rooms = `n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public', 'pg_toast')`;

async function lines(client: pg.ClientBase, query: string): Promise<string[]> {
	return (await client.query<{ line: string }>(query)).rows.map(({ line }) => line);
}

/** The end result of all migrations as readable text, in a fixed order: what db/schema.sql holds. */
export async function dumpSchema(client: pg.ClientBase): Promise<string> {
	const tables = await lines(
		client,
		`select format(E'create table %I.%I (\\n%s\\n);', n.nspname, c.relname, string_agg(format(E'\\t%I %s%s%s', a.attname,
			format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
			case when a.attidentity <> '' then ' generated always as identity'
				when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end), E',\\n' order by a.attnum)) as line
		from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
		where c.relkind = 'r' and ${rooms} group by n.nspname, c.relname order by n.nspname, c.relname`,
	);
	const constraints = await lines(
		client,
		`select format('alter table %I.%I add constraint %I %s;', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)) as line
		from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
		where ${rooms} and k.contype <> 'n' order by n.nspname, c.relname, k.conname`,
	);
	const indexes = await lines(
		client,
		`select i.indexdef || ';' as line from pg_indexes i join pg_namespace n on n.nspname = i.schemaname where ${rooms}
		and not exists (select from pg_constraint k where k.conname = i.indexname and k.connamespace = n.oid) order by i.schemaname, i.tablename, i.indexname`,
	);
	const policies = await lines(
		client,
		`select format('create policy %I on %I.%I for %s to %s%s%s;', p.policyname, p.schemaname, p.tablename, lower(p.cmd), array_to_string(p.roles, ', '),
			coalesce(' using (' || p.qual || ')', ''), coalesce(' with check (' || p.with_check || ')', '')) as line
		from pg_policies p order by p.schemaname, p.tablename, p.policyname`,
	);
	const security = await lines(
		client,
		`select format('alter table %I.%I %s;', n.nspname, c.relname, case when c.relforcerowsecurity then 'force row level security' else 'NO ROW SECURITY' end) as line
		from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and ${rooms} order by n.nspname, c.relname`,
	);
	const functions = await lines(
		client,
		`select pg_get_functiondef(p.oid) || ';' || E'\\n-- owner ' || case pg_get_userbyid(p.proowner) when 'dijkwacht_system' then 'dijkwacht_system' else 'migrator' end as line
		from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${rooms} order by n.nspname, p.proname, p.oid::regprocedure::text`,
	);
	const head = '-- The end result of db/migrations, written by `npm run cli -- schema`; a test compares it. Do not edit by hand.';
	const parts = {
		Tables: tables,
		Constraints: constraints,
		Indexes: indexes,
		'Row security': security,
		Policies: policies,
		Functions: functions,
	};
	const text = Object.entries(parts).map(([title, content]) => `-- ${title}\n\n${content.join('\n')}\n`);
	return `${head}\n\n${text.join('\n')}`;
}
