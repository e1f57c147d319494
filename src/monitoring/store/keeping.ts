import { sql, type Tx } from '#platform';
import { keepDays } from '../ingest/limits.ts';

export interface TermsRow {
	readonly eventsDays: number;
	readonly observablesDays: number;
	readonly reason: string | null;
	readonly changedAt: Date | null;
}

const ordinary: TermsRow = { eventsDays: keepDays.events, observablesDays: keepDays.observables, reason: null, changedAt: null };

/** The terms of an institution; the ordinary ones when it set none. */
export async function termsOf(tx: Tx, institution: string): Promise<TermsRow> {
	const found = await sql<TermsRow>`select events_days as "eventsDays", observables_days as "observablesDays", reason,
		changed_at as "changedAt" from monitoring.keeping_terms where institution_id = ${institution}`.execute(tx);
	return found.rows[0] ?? ordinary;
}

/** Terms of all institutions that set their own. */
export async function allTerms(tx: Tx): Promise<Map<string, TermsRow>> {
	const found = await sql<TermsRow & { institution: string }>`select institution_id as institution, events_days as "eventsDays",
		observables_days as "observablesDays", reason, changed_at as "changedAt" from monitoring.keeping_terms`.execute(tx);
	return new Map(found.rows.map((row) => [row.institution, row]));
}

export async function saveTerms(
	tx: Tx,
	institution: string,
	{ eventsDays, observablesDays, reason }: { eventsDays: number; observablesDays: number; reason: string },
	by: string | null,
	now: Date,
): Promise<void> {
	await sql`insert into monitoring.keeping_terms (institution_id, events_days, observables_days, reason, changed_by, changed_at)
		values (${institution}, ${eventsDays}, ${observablesDays}, ${reason}, ${by}, ${now})
		on conflict (institution_id) do update set events_days = excluded.events_days, observables_days = excluded.observables_days,
			reason = excluded.reason, changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(tx);
}

export interface HoldRow {
	readonly id: string;
	readonly from: Date;
	readonly to: Date;
	/** A day. */
	readonly until: string;
	readonly reason: string;
	readonly madeAt: Date;
	readonly endedAt: Date | null;
	readonly endReason: string | null;
	readonly active: boolean;
}

const holdColumns = (
	now: Date,
) => sql`id, from_time as "from", to_time as "to", until::text as until, reason, made_at as "madeAt",
	ended_at as "endedAt", end_reason as "endReason", ended_at is null and until > ${now}::timestamptz::date as active`;

export async function holdsOf(tx: Tx, institution: string, now: Date): Promise<HoldRow[]> {
	const found = await sql<HoldRow>`select ${holdColumns(now)} from monitoring.holds where institution_id = ${institution}
		order by id desc limit 500`.execute(tx);
	return found.rows;
}

/** Institutions with a hold in force. */
export async function institutionsOnHold(tx: Tx, now: Date): Promise<string[]> {
	const found = await sql<{ id: string }>`select distinct institution_id as id from monitoring.holds
		where ended_at is null and until > ${now}::timestamptz::date`.execute(tx);
	return found.rows.map(({ id }) => id);
}

export async function addHold(
	tx: Tx,
	hold: { institution: string; from: string; to: string; until: string; reason: string; by: string | null; now: Date },
): Promise<HoldRow> {
	const made =
		await sql<HoldRow>`insert into monitoring.holds (institution_id, from_time, to_time, until, reason, made_by, made_at)
		values (${hold.institution}, ${hold.from}, ${hold.to}, ${hold.until}, ${hold.reason}, ${hold.by}, ${hold.now})
		returning ${holdColumns(hold.now)}`.execute(tx);
	return made.rows[0]!;
}

/** @returns nothing when there is no hold of this id in force that the asker may end */
export async function closeHold(tx: Tx, id: string, reason: string, by: string | null, now: Date): Promise<HoldRow | undefined> {
	const found = await sql<HoldRow>`update monitoring.holds set ended_at = ${now}, ended_by = ${by}, end_reason = ${reason}
		where id = ${id} and ended_at is null returning ${holdColumns(now)}`.execute(tx);
	return found.rows[0];
}
