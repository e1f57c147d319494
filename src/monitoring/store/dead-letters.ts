import { sql, type Tx } from '#platform';

export interface DeadLetter {
	/** From 0, as in telemetry. */
	readonly line: number;
	readonly reason: string;
	/** Begin of the line. */
	readonly excerpt: string;
}

/** Keeps lines that could not be used, at most `bound` of a sensor. Returns how many older ones fell off. */
export async function keepDeadLetters(
	tx: Tx,
	batch: { readonly institution: string; readonly sensor: string; readonly key: string },
	letters: readonly DeadLetter[],
	bound: number,
): Promise<number> {
	if (letters.length === 0) return 0;
	await sql`insert into monitoring.dead_letters (institution_id, sensor_id, batch_key, line, reason, excerpt)
		select ${batch.institution}, ${batch.sensor}, ${batch.key}, x.line, x.reason, x.excerpt
		from jsonb_to_recordset(${JSON.stringify(letters)}::jsonb) as x(line int, reason text, excerpt text)`.execute(tx);
	const gone = await sql<{ count: number }>`with old as (
			select id from monitoring.dead_letters where sensor_id = ${batch.sensor} order by id desc offset ${bound}
		), gone as (delete from monitoring.dead_letters where id in (select id from old) returning 1)
		select count(*) as count from gone`.execute(tx);
	return gone.rows[0]?.count ?? 0;
}

export interface DeadLetterRow extends DeadLetter {
	readonly id: number;
	readonly batch: string;
	readonly at: Date;
}

export async function listDeadLetters(
	tx: Tx,
	sensor: string,
	before: number | undefined,
	limit: number,
): Promise<DeadLetterRow[]> {
	const found = await sql<DeadLetterRow>`select id, batch_key as batch, line, reason, excerpt, at from monitoring.dead_letters
		where sensor_id = ${sensor} and (${before ?? null}::bigint is null or id < ${before ?? null}) order by id desc limit ${limit}`.execute(
		tx,
	);
	return found.rows;
}

export async function deadLetterReasons(tx: Tx, sensor: string): Promise<{ reason: string; count: number }[]> {
	const found = await sql<{ reason: string; count: number }>`select reason, count(*) as count from monitoring.dead_letters
		where sensor_id = ${sensor} group by reason order by count desc, reason limit 50`.execute(tx);
	return found.rows;
}
