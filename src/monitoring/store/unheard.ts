import { sql, type Tx } from '#platform';

/** A finished batch of which the sender may not know that it was taken. */
export interface Unheard {
	readonly key: string;
	/** Eight bytes a document. */
	readonly documents: Buffer;
}

/** Of a sensor, the batch of this key left out; they stay as they are until the end of the transaction when locked. */
export async function unheardOf(tx: Tx, sensor: string, key: string, lock: boolean): Promise<Unheard[]> {
	// One batch of a sensor after the other: two that repeat the same lines must not both find them fresh.
	if (lock) await sql`select pg_advisory_xact_lock(hashtextextended(${sensor}, 613))`.execute(tx);
	const found = await sql<Unheard>`select key, unheard as documents from monitoring.batches
		where sensor_id = ${sensor} and unheard is not null and key <> ${key} order by finished_at desc limit 200`.execute(tx);
	return found.rows;
}

/** What the sender of a batch may send again; null when it has heard the answer. */
export async function noteUnheard(tx: Tx, sensor: string, key: string, documents: Buffer | null): Promise<void> {
	await sql`update monitoring.batches set unheard = ${documents} where sensor_id = ${sensor} and key = ${key}`.execute(tx);
}

/** What did not come again of a batch; one that was heard of meanwhile stays forgotten. */
export async function leaveUnheard(tx: Tx, sensor: string, key: string, documents: Buffer | null): Promise<void> {
	await sql`update monitoring.batches set unheard = ${documents}
		where sensor_id = ${sensor} and key = ${key} and unheard is not null`.execute(tx);
}

export interface Unfinished {
	readonly institution: string;
	readonly sensor: string;
	readonly key: string;
}

/** Batches that came before this moment and were never finished; nobody finishes them while they are locked. */
export async function lockUnfinished(tx: Tx, before: Date): Promise<Unfinished[]> {
	const found = await sql<Unfinished>`select institution_id as institution, sensor_id as sensor, key from monitoring.batches
		where finished_at is null and received_at < ${before} order by received_at limit 1000 for update skip locked`.execute(tx);
	return found.rows;
}

/** Batches of these institutions that are under way, or that nobody will finish any more. */
export async function unfinishedOf(
	tx: Tx,
	institutions: readonly string[],
): Promise<(Unfinished & { readonly received: Date })[]> {
	const found = await sql<
		Unfinished & { received: Date }
	>`select institution_id as institution, sensor_id as sensor, key, received_at as received from monitoring.batches
		where finished_at is null and institution_id = any(${[...institutions]}::uuid[]) order by received_at limit 20000`.execute(
		tx,
	);
	return found.rows;
}

export async function forgetClaims(tx: Tx, batches: readonly Unfinished[]): Promise<void> {
	await sql`delete from monitoring.batches b using jsonb_to_recordset(${JSON.stringify(batches)}::jsonb) as x(sensor uuid, key text)
		where b.sensor_id = x.sensor and b.key = x.key and b.finished_at is null`.execute(tx);
}
