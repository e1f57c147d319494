import { sql, type Tx } from '#platform';

export interface RuleFacts {
	readonly rule: string;
	readonly enabled: boolean | null;
	readonly reason: string | null;
	readonly alerts: number;
	readonly givenUp: number;
}

/**
 * What the asker knows of rules: switched off and over their bounds at its own institution, and alerts of 30 days it may see.
 * Every cause is counted and those of rules are taken then: sorted out before, they are thought few and are sorted to be counted.
 * @param only one of them
 */
export async function ruleFacts(tx: Tx, readable: readonly string[], now: Date, only?: string): Promise<RuleFacts[]> {
	const one = only === undefined ? sql`` : sql`and cause = ${`rule:${only}`}`;
	const found = await sql<RuleFacts>`with causes as materialized (
			select cause, count(*) as alerts from monitoring.alerts
			where not synthetic and created_at > ${now}::timestamptz - interval '30 days' ${one}
				and institution_id = any(${readable}::uuid[]) group by cause
		), hits as (
			select substr(cause, 6) as rule, alerts from causes where cause like 'rule:%'
		), states as (
			select rule_id as rule, enabled, reason from monitoring.rule_states where institution_id = (select platform.organisation())
		), bounds as (
			select rule_id as rule, given_up from monitoring.correlation_states where institution_id = (select platform.organisation())
		)
		select rule, enabled, reason, coalesce(alerts, 0) as alerts, coalesce(given_up, 0) as "givenUp"
		from hits full join states using (rule) full join bounds using (rule)`.execute(tx);
	return found.rows;
}

export async function switchRule(
	tx: Tx,
	change: {
		readonly institution: string;
		readonly rule: string;
		readonly enabled: boolean;
		readonly reason: string;
		readonly by: string | null;
		readonly now: Date;
	},
): Promise<void> {
	await sql`insert into monitoring.rule_states (institution_id, rule_id, enabled, reason, changed_by, changed_at)
		values (${change.institution}, ${change.rule}, ${change.enabled}, ${change.reason}, ${change.by}, ${change.now})
		on conflict (institution_id, rule_id) do update
			set enabled = excluded.enabled, reason = excluded.reason, changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(
		tx,
	);
}
