import type { Telemetry } from '#platform';

interface TableOnDisk {
	readonly table: string;
	readonly rows: number;
	readonly parts: number;
	readonly bytes: number;
	/** Of the lines as they came in, for the table that keeps them; of all columns for the other. */
	readonly share: number;
}

/** What the tables take, everything that lies beside the lines included. */
export function tablesOnDisk(telemetry: Telemetry): Promise<TableOnDisk[]> {
	return telemetry.query<TableOnDisk>(
		`SELECT table, toFloat64(sum(rows)) AS rows, toFloat64(count()) AS parts, toFloat64(sum(bytes_on_disk)) AS bytes,
			bytes / if(table = 'events', (SELECT sum(length(raw)) FROM dijkwacht.events), sum(data_uncompressed_bytes)) AS share
		FROM system.parts WHERE active AND database = 'dijkwacht' GROUP BY table ORDER BY table`,
	);
}
