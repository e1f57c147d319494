import type { Telemetry } from '#platform';

export type TelemetryTable = Parameters<Telemetry['insert']>[0];
/** One value of a row that is written. */
export type Cell = Parameters<Telemetry['insert']>[1][number][number];
export type QueryOptions = NonNullable<Parameters<Telemetry['query']>[2]>;

/** One row an event; the raw line apart from its observables, under its own term of keeping. */
export const eventsTable = {
	name: 'dijkwacht.events',
	columns: ['institution', 'sensor', 'batch', 'line', 'time', 'received', 'format', 'logsource', 'raw', 'keep_until'],
} as const satisfies TelemetryTable;

/** One row an observable of an event; (batch, line) points at the event. */
export const observablesTable = {
	name: 'dijkwacht.observables',
	columns: ['institution', 'time', 'kind', 'value', 'batch', 'line', 'received_on', 'keep_until'],
} as const satisfies TelemetryTable;

/** Which values lie under a network, a parent domain or the beginning of a URL; of all institutions together, without saying whose. */
export const lineageTable = {
	name: 'dijkwacht.lineage',
	columns: ['kind', 'ancestor', 'value', 'keep_month'],
} as const satisfies TelemetryTable;

/*
 * A repeated batch carries the same keys and falls away in merging; statements count distinct (batch, line) and so do not
 * wait for it. Partitions follow the moment of receipt, because an event's own time is the sender's to choose.
 */
const definitions = [
	`CREATE TABLE IF NOT EXISTS dijkwacht.events (
		institution LowCardinality(UUID),
		sensor LowCardinality(UUID),
		batch UInt64,
		line UInt32 CODEC(Delta, ZSTD(1)),
		time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
		received DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
		format LowCardinality(String),
		logsource LowCardinality(String),
		raw String CODEC(ZSTD(3)),
		keep_until Date
	) ENGINE = ReplacingMergeTree
	PARTITION BY toYYYYMM(received)
	ORDER BY (institution, time, batch, line)
	TTL keep_until
	SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1, allow_suspicious_low_cardinality_types = 1`,
	`CREATE TABLE IF NOT EXISTS dijkwacht.observables (
		institution LowCardinality(UUID),
		time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
		kind LowCardinality(String),
		value String CODEC(ZSTD(1)),
		batch UInt64 CODEC(ZSTD(1)),
		line UInt32 CODEC(ZSTD(1)),
		received_on Date CODEC(ZSTD(1)),
		keep_until Date CODEC(ZSTD(1))
	) ENGINE = ReplacingMergeTree
	PARTITION BY toYYYYMM(received_on)
	ORDER BY (kind, value, institution, time, batch, line)
	TTL keep_until
	SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1, allow_suspicious_low_cardinality_types = 1`,
	`CREATE TABLE IF NOT EXISTS dijkwacht.lineage (
		kind LowCardinality(String),
		ancestor String CODEC(ZSTD(1)),
		value String CODEC(ZSTD(1)),
		keep_month Date
	) ENGINE = ReplacingMergeTree
	PARTITION BY keep_month
	ORDER BY (kind, ancestor, value)
	TTL keep_month + toIntervalMonth(1)
	SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1`,
];

/** Makes the tables where they are absent; safe to repeat and to run from several processes. */
export async function prepareTables(telemetry: Telemetry): Promise<void> {
	for (const definition of definitions) await telemetry.command(definition);
}
