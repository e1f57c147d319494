import type { Telemetry } from '#platform';
import { observableKinds } from '../observables.ts';
import { lineColumns, lineInSql } from './line-parts.ts';

export type TelemetryTable = Parameters<Telemetry['insert']>[0];
export type QueryOptions = NonNullable<Parameters<Telemetry['query']>[2]>;

/** Type of a kind of observable; a new kind goes at the end of the list. */
export const kindType = `Enum8(${observableKinds.map((kind, at) => `'${kind}' = ${at + 1}`).join(', ')})`;

const key = ['institution', 'batch', 'line', 'time'] as const;

/** What was seen, its line in parts, and what was in it: columns in the order in which blocks bring them. */
export const events = {
	name: 'dijkwacht.events',
	columns: [...key, 'sensor', 'received', 'format', 'logsource', ...lineColumns, 'keep_until'],
} as const satisfies TelemetryTable;
export const observables = {
	name: 'dijkwacht.observables',
	columns: [...key, 'kind', 'anchor', 'value', 'received_on', 'keep_until'],
} as const satisfies TelemetryTable;

const kept =
	'SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1, allow_suspicious_low_cardinality_types = 1';

/** Looking back reads few rows in many places: what is unpacked around each of them was most of its cost. */
const smallBlocks = 'min_compress_block_size = 16384, max_compress_block_size = 16384';

/** Lines are packed for speed as they come in, and once more for size when they have settled: hard packing at each merge would cost the way in its pace. */
const settled = "toDateTime(received, 'UTC') + INTERVAL 1 HOUR RECOMPRESS CODEC(ZSTD(9))";

/** `raw` is what statements read: the line as it came. */
const parts = `${lineColumns.map((name) => `${name} String,`).join(' ')} raw String ALIAS ${lineInSql},`;

/*
 * A repeated batch carries the same keys and falls away in merging; statements count distinct (batch, line) and so do not
 * wait for it. Partitions follow the moment of receipt, because an event's own time is the sender's to choose.
 */
const definitions = [
	`CREATE TABLE IF NOT EXISTS dijkwacht.events (
		institution LowCardinality(UUID),
		sensor LowCardinality(UUID),
		batch UInt64 CODEC(ZSTD(1)),
		line UInt32 CODEC(Delta, ZSTD(1)),
		time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
		received DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
		format LowCardinality(String),
		logsource LowCardinality(String),
		${parts}
		keep_until Date CODEC(ZSTD(1))
	) ENGINE = ReplacingMergeTree
	PARTITION BY toYYYYMM(received)
	ORDER BY (institution, time, batch, line)
	TTL keep_until, ${settled} ${kept}, default_compression_codec = 'ZSTD(1)'`,
	`CREATE TABLE IF NOT EXISTS dijkwacht.observables (
		institution LowCardinality(UUID),
		time DateTime64(3, 'UTC') CODEC(T64, LZ4),
		kind ${kindType},
		anchor String CODEC(LZ4),
		value String CODEC(LZ4),
		batch UInt64 CODEC(ZSTD(1)),
		line UInt32 CODEC(T64, LZ4),
		received_on Date CODEC(ZSTD(1)),
		keep_until Date CODEC(ZSTD(1))
	) ENGINE = ReplacingMergeTree
	PARTITION BY toYYYYMM(received_on)
	ORDER BY (kind, anchor, value, institution, time, batch, line)
	TTL keep_until ${kept}, ${smallBlocks}`,
];

/** Makes the tables where they are absent; safe to repeat and to run from several processes. */
export async function prepareTables(telemetry: Telemetry): Promise<void> {
	for (const definition of definitions) await telemetry.command(definition);
	if (!(await keepsWholeLines(telemetry))) return;
	try {
		await telemetry.command(apart);
	} catch (fault) {
		// Another process may have done it at this moment.
		if (await keepsWholeLines(telemetry)) throw fault;
	}
}

/** A table made before lines were taken apart keeps those it has as they are. */
const apart = `ALTER TABLE dijkwacht.events RENAME COLUMN raw TO whole,
	${lineColumns
		.slice(1)
		.map((name) => `ADD COLUMN ${name} String,`)
		.join(' ')} ADD COLUMN raw String ALIAS ${lineInSql}`;

async function keepsWholeLines(telemetry: Telemetry): Promise<boolean> {
	const [row] = await telemetry.query<{ kind: string }>(
		"SELECT default_kind AS kind FROM system.columns WHERE database = 'dijkwacht' AND table = 'events' AND name = 'raw'",
	);
	return row?.kind === '';
}
