import { sql, type Tx } from '#platform';
import type { Decision } from '../model/alert-state.ts';
import type { Severity } from '../model/candidate.ts';

export interface BundleFacts {
	readonly bundle: string;
	readonly titleNl: string;
	readonly titleEn: string;
	readonly severity: Severity;
	readonly alerts: number;
	readonly open: number;
	readonly mine: number;
	readonly hits: number;
	readonly institutions: string[];
	readonly firstTime: Date;
	readonly lastTime: Date;
}

const levels = sql`array['informational', 'low', 'medium', 'high', 'critical']`;

/**
 * Alerts of one cause together, open ones of thirty days, and if wished what was decided in the last seven days, as in the
 * counts of the queue; the widest spread first. Gathered per institution and then per cause, so that nothing is sorted but what
 * is left.
 */
export async function listBundles(
	tx: Tx,
	readable: readonly string[],
	onlyOpen: boolean,
	limit: number,
	now: Date,
): Promise<BundleFacts[]> {
	const of = sql`monitoring.alerts where not synthetic and institution_id = any(${readable}::uuid[])`;
	const opened = sql`(select * from ${of} and state <> 'decided' and created_at > ${now}::timestamptz - interval '30 days')`;
	const decided = sql`(select * from ${of} and state = 'decided' and decided_at > ${now}::timestamptz - interval '7 days')`;
	const found = await sql<BundleFacts>`with per as (
			select a.cause, a.institution_id, max(a.title_nl) as title_nl, max(a.title_en) as title_en,
				max(array_position(${levels}, a.severity)) as level, count(*) as alerts, count(*) filter (where a.state <> 'decided') as open,
				count(*) filter (where a.state = 'taken' and a.taken_by = (select platform.person())) as mine, sum(a.count) as hits,
				min(a.first_time) as first_time, max(a.last_time) as last_time, max(a.created_at) as newest
			from ${onlyOpen ? opened : sql`(select * from ${opened} union all select * from ${decided})`} a
			group by a.cause, a.institution_id
		)
		select cause as bundle, max(title_nl) as "titleNl", max(title_en) as "titleEn", (${levels})[max(level)] as severity,
			sum(alerts)::bigint as alerts, sum(open)::bigint as open, sum(mine)::bigint as mine, sum(hits) as hits,
			array_agg(institution_id) as institutions, min(first_time) as "firstTime", max(last_time) as "lastTime"
		from per group by cause order by count(*) desc, max(newest) desc, cause limit ${limit}`.execute(tx);
	return found.rows;
}

export async function bundleSize(tx: Tx, cause: string): Promise<number> {
	const found = await sql<{
		count: number;
	}>`select count(*) as count from monitoring.alerts where cause = ${cause} and not synthetic`.execute(tx);
	return found.rows[0]?.count ?? 0;
}

export interface BundleDecision {
	readonly bundle: string;
	readonly institutions: readonly string[] | undefined;
	readonly person: string | null;
	readonly organisation: string;
	readonly decision: Decision;
	readonly reason: string;
	readonly now: Date;
}

/** Takes what nobody has taken. One entry an institution goes into its audit trail. */
export async function takeBundle(
	tx: Tx,
	{ bundle, person, organisation, now }: Pick<BundleDecision, 'bundle' | 'person' | 'organisation' | 'now'>,
): Promise<{ taken: { id: string; institution: string }[]; held: number }> {
	const taken = await sql<{ id: string; institution: string }>`update monitoring.alerts set state = 'taken', taken_by = ${person},
		taken_by_organisation = ${organisation}, taken_at = ${now}
		where cause = ${bundle} and not synthetic and state = 'new' returning id, institution_id as institution`.execute(tx);
	const held = await sql<{
		count: number;
	}>`select count(*) as count from monitoring.alerts where cause = ${bundle} and not synthetic
		and state = 'taken' and taken_by is distinct from ${person}::uuid`.execute(tx);
	await sql`select institutions.record(x.institution, 'alert.taken', ${bundle},
			jsonb_build_object('alerts', x.alerts, 'by', ${organisation}::text))
		from (select institution, count(*) as alerts from jsonb_to_recordset(${JSON.stringify(taken.rows)}::jsonb)
			as r(institution uuid) group by institution order by institution) x`.execute(tx);
	return { taken: taken.rows, held: held.rows[0]?.count ?? 0 };
}

/** Decides what nobody else holds; tells how many others hold. One entry an institution goes into its audit trail. */
export async function decideBundle(
	tx: Tx,
	{ bundle, institutions, person, organisation, decision, reason, now }: BundleDecision,
): Promise<{ decided: { id: string; institution: string }[]; held: number }> {
	const mine = sql`cause = ${bundle} and not synthetic and state <> 'decided'
		and (${institutions ?? null}::uuid[] is null or institution_id = any(${institutions ?? null}::uuid[]))`;
	const free = sql`(state = 'new' or taken_by is not distinct from ${person}::uuid)`;
	const held = await sql<{
		count: number;
	}>`select count(*) as count from monitoring.alerts where ${mine} and not ${free}`.execute(tx);
	const decided = await sql<{ id: string; institution: string }>`update monitoring.alerts set state = 'decided',
		decision = ${decision}, reason = ${reason}, decided_by = ${person}, decided_by_organisation = ${organisation}, decided_at = ${now}
		where ${mine} and ${free} returning id, institution_id as institution`.execute(tx);
	await sql`select institutions.record(x.institution, 'alert.decided', ${bundle},
			jsonb_build_object('decision', ${decision}::text, 'reason', ${reason}::text, 'alerts', x.alerts, 'by', ${organisation}::text))
		from (select institution, count(*) as alerts from jsonb_to_recordset(${JSON.stringify(decided.rows)}::jsonb)
			as r(institution uuid) group by institution order by institution) x`.execute(tx);
	return { decided: decided.rows, held: held.rows[0]?.count ?? 0 };
}
