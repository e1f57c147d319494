import { sql, type Tx } from '#platform';
import type { Candidate, Known, Severity } from '../model/candidate.ts';

export interface Raised {
	readonly id: string;
	readonly cause: string;
	readonly severity: Severity;
	readonly titleNl: string;
	readonly titleEn: string;
	readonly eventTime: Date;
	readonly synthetic: boolean;
	readonly institution: string;
	/** False: hits were added to an alert that stood already. */
	readonly fresh: boolean;
}

/** A candidate with where it was seen. */
export interface Placed extends Candidate {
	readonly institution: string;
	/** Null when looked back: telemetry knows the sensor. */
	readonly sensor: string | null;
	/** UInt64 in digits. */
	readonly batch: string;
	/** Of the ids in `context` those that may be told there, with what they name. */
	readonly known: readonly Known[];
}

/** Writes candidates as alerts; hits within the window of a standing alert add to its counter, or change nothing when looked back. */
export async function raiseAlerts(tx: Tx, placed: readonly Placed[], lookedBack = false): Promise<Raised[]> {
	if (placed.length === 0) return [];
	// In one order for all writers, so that two batches never wait for each other in a circle.
	const rows = [...placed].sort((a, b) => compare(keyOf(a), keyOf(b)));
	const added = lookedBack ? sql`a.count` : sql`a.count + excluded.count`;
	const made =
		await sql<Raised>`insert into monitoring.alerts as a (institution_id, sensor_id, cause, title_nl, title_en, author, severity,
			first_time, last_time, count, host, window_start, batch, line, event_time, observables, excerpt, synthetic, looked_back, context)
		select x.institution, x.sensor, x.cause, x."titleNl", x."titleEn", x.author, x.severity, x."firstTime", x."lastTime", x.count, x.host,
			x."windowStart", x.batch, x.line, x."eventTime", x.observables, x.excerpt, x.synthetic, ${lookedBack}, x.known
		from jsonb_to_recordset(${asJson(rows)}::jsonb) as x(institution uuid, sensor uuid, cause text, "titleNl" text,
			"titleEn" text, author text, severity text, "firstTime" timestamptz, "lastTime" timestamptz, count bigint, host text,
			"windowStart" timestamptz, batch text, line int, "eventTime" timestamptz, observables jsonb, excerpt text, synthetic boolean,
			known jsonb)
		on conflict (institution_id, cause, host, window_start) do update set count = ${added},
			first_time = least(a.first_time, excluded.first_time), last_time = greatest(a.last_time, excluded.last_time)
		returning id, cause, severity, title_nl as "titleNl", title_en as "titleEn", event_time as "eventTime", synthetic,
			institution_id as institution, (xmax = 0) as fresh`.execute(tx);
	return made.rows;
}

const keyOf = ({ institution, cause, host, windowStart }: Placed) => `${institution} ${cause} ${host} ${windowStart.getTime()}`;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** PostgreSQL keeps no NUL in a text. */
function asJson(rows: readonly Placed[]): string {
	return JSON.stringify(rows, (_key, value: unknown) =>
		typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value,
	);
}

/** Organisations that see the alerts of these institutions now, the institution itself left out. */
export async function alertAudience(
	tx: Tx,
	institutions: readonly string[],
): Promise<{ institution: string; audience: string }[]> {
	const found = await sql<{
		institution: string;
		audience: string;
	}>`select distinct institution_id as institution, audience_id as audience
		from institutions.disclosures where institution_id = any(${[...institutions]}::uuid[]) and subject = 'alerts' and ended_at is null
			and current_date >= from_day and (until_day is null or current_date <= until_day)`.execute(tx);
	return found.rows;
}

/** Rules that this institution has switched off. */
export async function rulesSwitchedOff(tx: Tx): Promise<{ institution: string; rule: string }[]> {
	const found = await sql<{ institution: string; rule: string }>`select institution_id as institution, rule_id as rule
		from monitoring.rule_states where not enabled`.execute(tx);
	return found.rows;
}
