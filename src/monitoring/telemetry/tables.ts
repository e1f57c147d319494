import type { Telemetry } from '#platform';
import { observableKinds } from '../observables.ts';

export type TelemetryTable = Parameters<Telemetry['insert']>[0];
export type QueryOptions = NonNullable<Parameters<Telemetry['query']>[2]>;

/** Type of a kind of observable; a new kind goes at the end of the list. */
export const kindType = `Enum8(${observableKinds.map((kind, at) => `'${kind}' = ${at + 1}`).join(', ')})`;

/**
 * The way in: one row a batch, with its events and observables as lists; it keeps nothing and passes them on to the two
 * tables. Half the work of rows of their own, because what a batch has in common is read once.
 */
export const incoming = {
	name: 'dijkwacht.incoming',
	columns: [
		...['institution', 'sensor', 'batch', 'received', 'keep_events_until', 'keep_observables_until'],
		...['event_line', 'event_time', 'event_format', 'event_logsource', 'event_raw'],
		...['seen_line', 'seen_time', 'seen_kind', 'seen_anchor', 'seen_value'],
	],
} as const satisfies TelemetryTable;

const kept =
	'SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1, allow_suspicious_low_cardinality_types = 1';

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
	TTL keep_until ${kept}`,
	`CREATE TABLE IF NOT EXISTS dijkwacht.observables (
		institution LowCardinality(UUID),
		time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
		kind ${kindType},
		anchor String CODEC(ZSTD(1)),
		value String CODEC(ZSTD(1)),
		batch UInt64 CODEC(ZSTD(1)),
		line UInt32 CODEC(ZSTD(1)),
		received_on Date CODEC(ZSTD(1)),
		keep_until Date CODEC(ZSTD(1))
	) ENGINE = ReplacingMergeTree
	PARTITION BY toYYYYMM(received_on)
	ORDER BY (kind, anchor, value, institution, time, batch, line)
	TTL keep_until ${kept}`,
	`CREATE TABLE IF NOT EXISTS dijkwacht.incoming (
		institution UUID, sensor UUID, batch UInt64, received DateTime64(3, 'UTC'), keep_events_until Date, keep_observables_until Date,
		event_line Array(UInt32), event_time Array(Int64), event_format Array(String), event_logsource Array(String),
		event_raw Array(String),
		seen_line Array(UInt32), seen_time Array(Int64), seen_kind Array(Int8), seen_anchor Array(String), seen_value Array(String)
	) ENGINE = Null`,
	`CREATE MATERIALIZED VIEW IF NOT EXISTS dijkwacht.incoming_events TO dijkwacht.events AS
	SELECT institution, sensor, batch, n AS line, fromUnixTimestamp64Milli(t, 'UTC') AS time, received, f AS format,
		l AS logsource, r AS raw, keep_events_until AS keep_until
	FROM dijkwacht.incoming
	ARRAY JOIN event_line AS n, event_time AS t, event_format AS f, event_logsource AS l, event_raw AS r`,
	`CREATE MATERIALIZED VIEW IF NOT EXISTS dijkwacht.incoming_observables TO dijkwacht.observables AS
	SELECT institution, fromUnixTimestamp64Milli(t, 'UTC') AS time, CAST(k AS ${kindType}) AS kind, a AS anchor, v AS value,
		batch, n AS line, toDate(received) AS received_on, keep_observables_until AS keep_until
	FROM dijkwacht.incoming
	ARRAY JOIN seen_line AS n, seen_time AS t, seen_kind AS k, seen_anchor AS a, seen_value AS v`,
];

/** Makes the tables where they are absent; safe to repeat and to run from several processes. */
export async function prepareTables(telemetry: Telemetry): Promise<void> {
	for (const definition of definitions) await telemetry.command(definition);
}
