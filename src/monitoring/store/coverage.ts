import { sql, type Tx } from '#platform';

/** Institutions of this list whose sensors have ever reported: the others have no past to search. */
export async function withTelemetry(tx: Tx, institutions: readonly string[]): Promise<Set<string>> {
	const found = await sql<{ institution: string }>`select distinct institution_id as institution from monitoring.sensors
		where institution_id = any(${[...institutions]}::uuid[]) and kind <> 'synthetic' and last_report_at is not null`.execute(tx);
	return new Set(found.rows.map(({ institution }) => institution));
}
