import { sql, type Tx } from '#platform';

export interface Check {
	readonly id: string;
	readonly institution: string;
	readonly sensor: string;
}

/** Opens a check for every institution that has a sensor in use, and gives it a synthetic sensor where it has none. */
export async function openChecks(tx: Tx, now: Date): Promise<Check[]> {
	await sql`insert into monitoring.sensors (institution_id, name, kind, rhythm_seconds, scope)
		select distinct institution_id, 'Dijkwacht', 'synthetic', 600, '' from monitoring.sensors
		where kind <> 'synthetic' and retired_at is null on conflict do nothing`.execute(tx);
	const made = await sql<Check>`with made as (
			insert into monitoring.synthetic_checks (institution_id, sent_at)
			select s.institution_id, ${now} from monitoring.sensors s where s.kind = 'synthetic' and exists (
				select 1 from monitoring.sensors r where r.institution_id = s.institution_id and r.kind <> 'synthetic' and r.retired_at is null)
			returning id, institution_id
		)
		select made.id, made.institution_id as institution, s.id as sensor from made
		join monitoring.sensors s on s.institution_id = made.institution_id and s.kind = 'synthetic'`.execute(tx);
	return made.rows;
}

/** Whether the alert of a check stands in the institution's own queue; read as that institution. */
export async function alertStands(tx: Tx, check: string): Promise<boolean> {
	const found = await sql`select 1 from monitoring.alerts where synthetic and host = ${check}
		and institution_id = (select platform.organisation())`.execute(tx);
	return found.rows.length === 1;
}

export interface CheckResult {
	readonly id: string;
	readonly passedAt: Date | null;
	readonly fault: string | null;
}

export async function closeChecks(tx: Tx, results: readonly CheckResult[]): Promise<void> {
	await sql`update monitoring.synthetic_checks c set passed_at = x."passedAt", fault = x.fault
		from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as x(id uuid, "passedAt" timestamptz, fault text) where c.id = x.id`.execute(
		tx,
	);
}

/** Keeps eight days of checks and one hour of their alerts and batches: what came later has proven more. */
export async function forgetChecks(tx: Tx, now: Date): Promise<void> {
	await sql`delete from monitoring.alerts where synthetic and created_at < ${now}::timestamptz - interval '1 hour'`.execute(tx);
	await sql`delete from monitoring.batches b using monitoring.sensors s
		where s.id = b.sensor_id and s.kind = 'synthetic' and b.received_at < ${now}::timestamptz - interval '1 hour'`.execute(tx);
	await sql`delete from monitoring.synthetic_checks where sent_at < ${now}::timestamptz - interval '8 days'`.execute(tx);
}
