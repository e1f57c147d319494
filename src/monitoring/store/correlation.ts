import { sql, type Tx } from '#platform';

export interface GroupKey {
	readonly rule: string;
	/** 16 bytes in hexadecimal. */
	readonly key: string;
}
export interface GroupRow extends GroupKey {
	/** JSON of one group of the correlation. */
	readonly state: string;
}
export interface Bounds {
	/** Groups kept of a correlation at one institution; the one not heard of longest goes first. */
	readonly groups: number;
	/** Milliseconds after which a group that nothing was heard of is forgotten, by rule. */
	readonly forget: ReadonlyMap<string, number>;
}

/** What correlations remember of these groups. Batches of one institution that move any wait for each other here. */
export async function loadGroups(tx: Tx, institution: string, keys: readonly GroupKey[]): Promise<GroupRow[]> {
	await sql`select pg_advisory_xact_lock(hashtextextended('correlation ' || ${institution}::text, 0))`.execute(tx);
	const found = await sql<GroupRow>`select g.rule_id as rule, encode(g.key, 'hex') as key, g.state
		from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as x(rule text, key text)
		join monitoring.correlation_groups g on g.institution_id = ${institution} and g.rule_id = x.rule
			and g.key = decode(x.key, 'hex') order by g.touched_at`.execute(tx);
	return found.rows;
}

/** Keeps groups as they are now, within the bounds; what had to go for that is counted. */
export async function saveGroups(
	tx: Tx,
	institution: string,
	rows: readonly GroupRow[],
	{ groups, forget }: Bounds,
	now: Date,
): Promise<void> {
	if (rows.length === 0) return;
	const lasting = rows.map((row) => ({ ...row, forgetAt: new Date(now.getTime() + (forget.get(row.rule) ?? 0)) }));
	await sql`insert into monitoring.correlation_groups as g (institution_id, rule_id, key, state, touched_at, forget_at)
		select ${institution}, x.rule, decode(x.key, 'hex'), x.state, ${now}, x."forgetAt"
		from jsonb_to_recordset(${JSON.stringify(lasting)}::jsonb) as x(rule text, key text, state text, "forgetAt" timestamptz)
		on conflict (institution_id, rule_id, key) do update
			set state = excluded.state, touched_at = excluded.touched_at, forget_at = excluded.forget_at`.execute(tx);
	const rules = [...new Set(rows.map(({ rule }) => rule))];
	const crowded = await sql<{ rule: string; count: number }>`with gone as (
			delete from monitoring.correlation_groups where ctid = any(array(
				select g.ctid from unnest(${rules}::text[]) as rule, lateral (
					(select ctid from monitoring.correlation_groups where institution_id = ${institution} and rule_id = rule
						order by touched_at desc, key offset ${groups})
					union
					select ctid from monitoring.correlation_groups where institution_id = ${institution} and rule_id = rule
						and forget_at < ${now}
				) g)) returning rule_id, forget_at >= ${now} as crowded
		)
		select rule_id as rule, count(*)::int as count from gone where crowded group by rule_id`.execute(tx);
	await noteGivenUp(tx, institution, new Map(crowded.rows.map(({ rule, count }) => [rule, count])));
}

export async function noteGivenUp(tx: Tx, institution: string, counts: ReadonlyMap<string, number>): Promise<void> {
	if (counts.size === 0) return;
	const rows = [...counts].map(([rule, count]) => ({ rule, count }));
	await sql`insert into monitoring.correlation_states as s (institution_id, rule_id, given_up)
		select ${institution}, x.rule, x.count from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(rule text, count bigint)
		on conflict (institution_id, rule_id) do update set given_up = s.given_up + excluded.given_up`.execute(tx);
}

/** Forgets groups of correlations that count nothing any more. */
export async function forgetGroups(tx: Tx, now: Date): Promise<void> {
	await sql`delete from monitoring.correlation_groups where forget_at < ${now}`.execute(tx);
}
