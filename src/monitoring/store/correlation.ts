import { sql, type Tx } from '#platform';

export interface StateRow {
	readonly rule: string;
	/** JSON of the groups of one correlation. */
	readonly groups: string;
}

/** What correlations remember of an institution. Batches of one institution that move it wait for each other here. */
export async function loadStates(tx: Tx, institution: string): Promise<StateRow[]> {
	await sql`select pg_advisory_xact_lock(hashtextextended('correlation ' || ${institution}::text, 0))`.execute(tx);
	const found = await sql<StateRow>`select rule_id as rule, groups from monitoring.correlation_states
		where institution_id = ${institution}`.execute(tx);
	return found.rows;
}

/** @param givenUp groups, entries and late events left out to stay within bounds; counted on the first row */
export async function saveStates(tx: Tx, institution: string, rows: readonly StateRow[], givenUp: number): Promise<void> {
	if (rows.length === 0) return;
	const counted = rows.map((row, at) => ({ ...row, givenUp: at === 0 ? givenUp : 0 }));
	await sql`insert into monitoring.correlation_states as s (institution_id, rule_id, groups, given_up)
		select ${institution}, x.rule, x.groups, x."givenUp"
		from jsonb_to_recordset(${JSON.stringify(counted)}::jsonb) as x(rule text, groups text, "givenUp" bigint)
		on conflict (institution_id, rule_id) do update set groups = excluded.groups, given_up = s.given_up + excluded.given_up`.execute(
		tx,
	);
}
