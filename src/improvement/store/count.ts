import { sql, type Tx } from '#platform';

export interface ActionCount {
	readonly open: number;
	readonly overdue: number;
	readonly done: number;
	/** Whole euros of the open actions: once, and each year after. */
	readonly costOnce: number;
	readonly costYearly: number;
	/** Open actions that carry an estimate. */
	readonly estimated: number;
	/** The five that are overdue longest. */
	readonly oldest: readonly { readonly id: string; readonly title: string; readonly dueOn: string }[];
}

/** How the actions of an institution stand on a day, `YYYY-MM-DD`; of what the asker may read. */
export async function countActions(tx: Tx, institution: string, today: string): Promise<ActionCount> {
	const found = await sql<ActionCount>`with own as (select * from improvement.actions where institution_id = ${institution}),
		late as (select id, title, due_on from own where state in ('open', 'in-progress') and due_on < ${today} order by due_on limit 5)
		select (select count(*)::int from own where state in ('open', 'in-progress')) as open,
			(select count(*)::int from own where state in ('open', 'in-progress') and due_on < ${today}) as overdue,
			(select count(*)::int from own where state in ('done', 'verified')) as done,
			(select coalesce(sum(cost_once), 0)::float8 from own where state in ('open', 'in-progress')) as "costOnce",
			(select coalesce(sum(cost_yearly), 0)::float8 from own where state in ('open', 'in-progress')) as "costYearly",
			(select count(*)::int from own where state in ('open', 'in-progress') and coalesce(cost_once, cost_yearly) is not null) as estimated,
			(select coalesce(jsonb_agg(jsonb_build_object('id', id, 'title', title, 'dueOn', due_on) order by due_on), '[]') from late) as oldest`.execute(
		tx,
	);
	return found.rows[0] ?? { open: 0, overdue: 0, done: 0, costOnce: 0, costYearly: 0, estimated: 0, oldest: [] };
}
