import { sql, type Tx } from '#platform';

/** Batches in order of their last claim; a message that is not acknowledged can only be in the newest. */
const newest = 1000;

/** Keys of a sensor's newest batches that begin so, and whether each is finished. */
export async function claimedKeys(tx: Tx, sensor: string, prefix: string): Promise<{ key: string; finished: boolean }[]> {
	const found = await sql<{
		key: string;
		finished: boolean;
	}>`select key, finished_at is not null as finished from monitoring.batches
		where sensor_id = ${sensor} and starts_with(key, ${prefix}) order by received_at desc limit ${newest}`.execute(tx);
	return found.rows;
}

/** The institution of a sensor in use. */
export async function institutionOf(tx: Tx, sensor: string): Promise<string | undefined> {
	const found = await sql<{ institution: string }>`select institution_id as institution from monitoring.sensors
		where id = ${sensor} and retired_at is null and kind <> 'synthetic'`.execute(tx);
	return found.rows[0]?.institution;
}
