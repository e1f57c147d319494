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
	readonly institutions: number;
	readonly firstTime: Date;
	readonly lastTime: Date;
	/** The last time in microseconds since 1970, in digits. */
	readonly seen: string;
}

const levels = sql`array['informational', 'low', 'medium', 'high', 'critical']`;

/** Open alerts of thirty days, and if wished what was decided in the last seven days, as in the counts of the queue. */
export interface BundleScope {
	/** Of `readableAlerts`. */
	readonly readable: readonly string[];
	readonly onlyOpen: boolean;
	readonly now: Date;
}

/** Only columns that the index of decisions holds, for what was decided is much and lies spread over all alerts. */
function bundled({ readable, onlyOpen, now }: BundleScope, cause?: string) {
	const columns = sql`cause, institution_id, severity, count, first_time, last_time`;
	const of = sql`monitoring.alerts where not synthetic and institution_id = any(${readable}::uuid[])
		${cause === undefined ? sql`` : sql`and cause = ${cause}`}`;
	const opened = sql`select ${columns}, true as open, state = 'taken' and taken_by = (select platform.person()) as mine
		from ${of} and state <> 'decided' and created_at > ${now}::timestamptz - interval '30 days'`;
	const decided = sql`select ${columns}, false as open, false as mine
		from ${of} and state = 'decided' and decided_at > ${now}::timestamptz - interval '7 days'`;
	return onlyOpen ? sql`(${opened})` : sql`(${opened} union all ${decided})`;
}

const held = sql`count(*) as alerts, count(*) filter (where a.open) as open, count(*) filter (where a.mine) as mine,
	sum(a.count) as hits, min(a.first_time) as first_time, max(a.last_time) as last_time`;

/** The last of a page: what comes after it is spread less, or as much and was seen longer ago. */
export type AfterBundle = Pick<BundleFacts, 'institutions' | 'seen' | 'bundle'>;

/**
 * Alerts of one cause together; the widest spread first. Gathered per institution and then per cause, so that nothing is sorted
 * but what is left; the title is read for what is listed only.
 */
export async function listBundles(
	tx: Tx,
	scope: BundleScope,
	after: AfterBundle | undefined,
	limit: number,
): Promise<BundleFacts[]> {
	const beyond =
		after === undefined
			? sql`true`
			: sql`(institutions < ${after.institutions} or (institutions = ${after.institutions} and (seen < ${after.seen}::bigint
				or (seen = ${after.seen}::bigint and cause > ${after.bundle}))))`;
	const found = await sql<BundleFacts>`with per as (
			select a.cause, a.institution_id, max(array_position(${levels}, a.severity)) as level, ${held}
			from ${bundled(scope)} a group by a.cause, a.institution_id
		), whole as (
			select cause, any_value(institution_id) as one, max(level) as level, sum(alerts)::bigint as alerts, sum(open)::bigint as open,
				sum(mine)::bigint as mine, sum(hits) as hits, count(*) as institutions, min(first_time) as first_time,
				max(last_time) as last_time, (extract(epoch from max(last_time)) * 1000000)::bigint as seen
			from per group by cause
		), page as (
			select * from whole where ${beyond} order by institutions desc, seen desc, cause limit ${limit}
		)
		select p.cause as bundle, a.title_nl as "titleNl", a.title_en as "titleEn", (${levels})[p.level] as severity, p.alerts, p.open,
			p.mine, p.hits, p.institutions, p.first_time as "firstTime", p.last_time as "lastTime", p.seen::text as seen
		from page p cross join lateral (select title_nl, title_en from monitoring.alerts
			where institution_id = p.one and cause = p.cause and not synthetic limit 1) a
		order by p.institutions desc, p.seen desc, p.cause`.execute(tx);
	return found.rows;
}

export interface BundlePlace {
	readonly institution: string;
	readonly name: string;
	readonly alerts: number;
	readonly open: number;
	readonly mine: number;
	readonly hits: number;
	readonly firstTime: Date;
	readonly lastTime: Date;
}

/** Institutions where alerts of one cause are, those with the most open ones first and then by name. */
export async function placesOf(
	tx: Tx,
	cause: string,
	scope: BundleScope,
	after: Pick<BundlePlace, 'open' | 'institution'> | undefined,
	limit: number,
): Promise<BundlePlace[]> {
	const beyond =
		after === undefined
			? sql`true`
			: sql`(p.open < ${after.open} or (p.open = ${after.open} and (o.name, o.id) >
				((select name from institutions.organisations where id = ${after.institution}), ${after.institution}::uuid)))`;
	const found = await sql<BundlePlace>`with per as (
			select a.institution_id, ${held} from ${bundled(scope, cause)} a group by a.institution_id
		)
		select o.id as institution, o.name, p.alerts, p.open, p.mine, p.hits, p.first_time as "firstTime", p.last_time as "lastTime"
		from per p join institutions.organisations o on o.id = p.institution_id
		where ${beyond} order by p.open desc, o.name, o.id limit ${limit}`.execute(tx);
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
