import { sql, type Tx } from '#platform';
import type { Decision } from '../model/alert-state.ts';
import type { Known, Severity } from '../model/candidate.ts';

export interface AlertFacts {
	readonly id: string;
	readonly institution: string;
	readonly sensor: string | null;
	readonly cause: string;
	readonly titleNl: string;
	readonly titleEn: string;
	readonly author: string;
	readonly severity: Severity;
	readonly eventTime: Date;
	readonly lastTime: Date;
	readonly count: number;
	readonly host: string;
	readonly observables: { kind: string; value: string }[];
	readonly lookedBack: boolean;
	readonly state: 'new' | 'taken' | 'decided';
	readonly takenBy: string | null;
	readonly takenAt: Date | null;
	readonly decision: Decision | null;
	readonly reason: string | null;
	readonly decidedBy: string | null;
	readonly decidedAt: Date | null;
	readonly createdAt: Date;
	readonly excerpt: string;
	readonly context: readonly Known[];
	readonly batch: string;
	readonly line: number;
}

const columns = sql`a.id, a.institution_id as institution, a.sensor_id as sensor, a.cause, a.title_nl as "titleNl", a.title_en as "titleEn",
	a.author, a.severity, a.event_time as "eventTime", a.last_time as "lastTime", a.count, a.host, a.observables,
	a.looked_back as "lookedBack", a.state, a.taken_by as "takenBy", a.taken_at as "takenAt", a.decision, a.reason,
	a.decided_by as "decidedBy", a.decided_at as "decidedAt", a.created_at as "createdAt", a.excerpt, a.context, a.batch, a.line`;

/**
 * Institutions whose alerts the asker may read. The policies see to it that no other is read; said in so many words the
 * database knows how many rows that are, and whether an index of an institution or the order of time is the shorter way.
 */
export async function readableAlerts(tx: Tx): Promise<string[]> {
	const found = await sql<{ id: string }>`select distinct institutions.readable('alerts') as id`.execute(tx);
	return found.rows.map(({ id }) => id);
}

export interface AlertFilter {
	/** Of `readableAlerts`. */
	readonly readable: readonly string[];
	readonly state?: readonly string[] | undefined;
	readonly severity?: readonly string[] | undefined;
	readonly institution?: readonly string[] | undefined;
	readonly cause?: string | undefined;
	/** Of `alertsHolding`. */
	readonly ids?: readonly string[] | undefined;
	readonly takenBy?: string | undefined;
}

/** Of alerts that hold a text, the newest so many are listed and counted. */
const mostSearched = 1000;

/** Ids of the newest alerts that hold a text. Asked apart, for a list that the database knows is searched by a table of it. */
export async function alertsHolding(tx: Tx, text: string): Promise<string[]> {
	const found = await sql<{ id: string }>`select monitoring.alerts_holding(${text}, ${mostSearched}) as id`.execute(tx);
	return found.rows.map(({ id }) => id);
}

/** What narrows the list and the counts alike; only what was asked stands in the statement, so that an index can serve it. */
function scope({ readable, institution, cause, ids, takenBy }: AlertFilter) {
	const parts = [
		sql`not a.synthetic`,
		sql`a.institution_id = any(${readable}::uuid[])`,
		...(institution === undefined ? [] : [sql`a.institution_id = any(${institution}::uuid[])`]),
		...(cause === undefined ? [] : [sql`a.cause = ${cause}`]),
		...(takenBy === undefined ? [] : [sql`a.taken_by = ${takenBy}::uuid`]),
		...(ids === undefined ? [] : [sql`a.id = any (${ids}::uuid[])`]),
	];
	return sql.join(parts, sql` and `);
}

export async function listAlerts(tx: Tx, filter: AlertFilter, before: string | undefined, limit: number): Promise<AlertFacts[]> {
	const { state, severity } = filter;
	const parts = [
		scope(filter),
		...(state === undefined ? [] : [sql`a.state = any(${state}::text[])`]),
		...(severity === undefined ? [] : [sql`a.severity = any(${severity}::text[])`]),
		...(before === undefined ? [] : [sql`a.id < ${before}::uuid`]),
	];
	const found = await sql<AlertFacts>`select ${columns} from monitoring.alerts a where ${sql.join(parts, sql` and `)}
		order by a.id desc limit ${limit}`.execute(tx);
	return found.rows;
}

export interface AlertCount {
	readonly state: 'new' | 'taken' | 'decided';
	readonly severity: Severity;
	readonly count: number;
}

/** What is open, and what was decided in the last seven days. */
export async function countAlerts(tx: Tx, filter: AlertFilter, now: Date): Promise<AlertCount[]> {
	const found = await sql<AlertCount>`select a.state, a.severity, count(*) as count from monitoring.alerts a
		where ${scope(filter)} and a.state <> 'decided' group by a.state, a.severity
		union all
		select 'decided', a.severity, count(*) as count from monitoring.alerts a
		where ${scope(filter)} and a.state = 'decided' and a.decided_at > ${now}::timestamptz - interval '7 days'
		group by a.severity`.execute(tx);
	return found.rows;
}

/** One alert that the asker may see; locked when it is about to change. */
export async function findAlert(tx: Tx, id: string, lock = false): Promise<AlertFacts | undefined> {
	const found = await sql<AlertFacts>`select ${columns} from monitoring.alerts a where a.id = ${id} and not a.synthetic
		${lock ? sql`for update` : sql``}`.execute(tx);
	return found.rows[0];
}

export interface AlertChange {
	readonly state: 'new' | 'taken' | 'decided';
	readonly by: string | null;
	readonly organisation: string;
	readonly decision?: Decision;
	readonly reason?: string;
	readonly now: Date;
}

export async function changeAlert(tx: Tx, id: string, change: AlertChange): Promise<AlertFacts | undefined> {
	const { state, by, organisation, decision, reason, now } = change;
	const decided = state === 'decided';
	const taken = state === 'taken';
	const found = await sql<AlertFacts>`update monitoring.alerts a set state = ${state},
		taken_by = case when ${decided} then taken_by when ${taken} then ${by}::uuid end,
		taken_by_organisation = case when ${decided} then taken_by_organisation when ${taken} then ${organisation}::uuid end,
		taken_at = case when ${decided} then taken_at when ${taken} then ${now}::timestamptz end,
		decision = ${decision ?? null}, reason = ${reason ?? null},
		decided_by = case when ${decided} then ${by}::uuid end,
		decided_by_organisation = case when ${decided} then ${organisation}::uuid end,
		decided_at = case when ${decided} then ${now}::timestamptz end
		where a.id = ${id} returning ${columns}`.execute(tx);
	return found.rows[0];
}

export interface NoteFacts {
	readonly id: string;
	readonly author: string | null;
	readonly organisation: string;
	readonly text: string;
	readonly at: Date;
}

export async function addNote(
	tx: Tx,
	note: {
		readonly alert: string;
		readonly institution: string;
		readonly author: string | null;
		readonly organisation: string;
		readonly text: string;
		readonly now: Date;
	},
): Promise<NoteFacts> {
	const made =
		await sql<NoteFacts>`insert into monitoring.alert_notes (alert_id, institution_id, author_id, organisation_id, text, at)
		values (${note.alert}, ${note.institution}, ${note.author}, ${note.organisation}, ${note.text}, ${note.now})
		returning id, author_id as author, organisation_id as organisation, text, at`.execute(tx);
	return made.rows[0]!;
}

export async function notesOf(tx: Tx, alert: string): Promise<NoteFacts[]> {
	const found = await sql<NoteFacts>`select id, author_id as author, organisation_id as organisation, text, at
		from monitoring.alert_notes where alert_id = ${alert} order by id limit 500`.execute(tx);
	return found.rows;
}
