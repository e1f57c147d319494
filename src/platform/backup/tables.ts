import type pg from 'pg';

/** Every table of the rooms, parents before children, so that rows can be put back with the constraints in force. */
export async function tablesInOrder(client: pg.ClientBase): Promise<string[]> {
	const tables = await client.query<{ name: string }>(`select format('%I.%I', n.nspname, c.relname) as name
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public') order by 1`);
	const references = await client.query<{ child: string; parent: string }>(`select distinct
		format('%I.%I', cn.nspname, c.relname) as child, format('%I.%I', pn.nspname, p.relname) as parent
		from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
		join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
		where k.contype = 'f' and k.conrelid <> k.confrelid`);
	const waiting = new Set(tables.rows.map(({ name }) => name));
	const ordered: string[] = [];
	while (waiting.size > 0) {
		const free = [...waiting].filter(
			(name) => !references.rows.some(({ child, parent }) => child === name && waiting.has(parent)),
		);
		if (free.length === 0) throw new Error(`Tables refer to each other in a circle: ${[...waiting].join(', ')}`);
		for (const name of free) {
			ordered.push(name);
			waiting.delete(name);
		}
	}
	return ordered;
}

/** Sequences continue after the rows that came back. */
export async function setSequences(client: pg.ClientBase): Promise<void> {
	const found = await client.query<{ statement: string }>(`select format(
		'select setval(%L, coalesce((select max(%I) from %I.%I), 0) + 1, false)',
		pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname), a.attname, n.nspname, c.relname) as statement
		from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
		where a.attidentity <> '' and c.relkind = 'r' and n.nspname not in ('graphile_worker', 'pg_catalog')`);
	for (const { statement } of found.rows) await client.query(statement);
}
