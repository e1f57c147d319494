import type { Telemetry } from '#platform';
import type { Condition } from '../search/condition.ts';
import type { Span } from './look-back.ts';
import type { QueryOptions } from './tables.ts';

export interface FoundEvent {
	readonly institution: string;
	readonly time: Date;
	/** UInt64 in digits; with `line` the event's key. */
	readonly batch: string;
	readonly line: number;
	readonly sensor: string;
	readonly format: string;
	readonly source: string;
	/** At most `rawLength` characters of the line. */
	readonly raw: string;
	/** Characters of the whole line. */
	readonly length: number;
}

export type Place = Pick<FoundEvent, 'time' | 'batch' | 'line'>;

export interface SearchOptions extends QueryOptions {
	/** 1 to 5,000. */
	readonly limit: number;
	/** Continue after this event, the last of the page before. */
	readonly after?: Place | undefined;
	/** Oldest first instead of newest first. */
	readonly ascending?: boolean;
	readonly rawLength?: number;
}

/** Events of these institutions in this span, in either table; under `institutions`, `from` and `to`. */
export const scope = `institution IN {institutions:Array(UUID)}
	AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}`;
/** A search stops on these, so that no question holds up the ingest. Each is asked once: compiling it takes longer than it saves. */
export const bounds = 'SETTINGS max_execution_time = 30, max_memory_usage = 1000000000, compile_expressions = 0';
const longestLine = 1_048_576;

export function bindScope(institutions: readonly string[], span: Span) {
	return { institutions, from: span.from, to: span.to };
}

/** Names that no column has: the engine would take them for the columns in its conditions too. */
interface Row extends Pick<FoundEvent, 'format' | 'source' | 'length'> {
	readonly owner: string;
	readonly moment: number;
	readonly number: string;
	readonly place: number;
	readonly origin: string;
	readonly text: string;
}

/** Events of institutions, newest first, each once. Rejects with a TelemetryRefusal (`limit`) when it takes too much. */
export async function searchEvents(
	telemetry: Telemetry,
	institutions: readonly string[],
	span: Span,
	condition: Condition,
	options: SearchOptions,
): Promise<FoundEvent[]> {
	const { after, ascending = false } = options;
	const order = (name: string) =>
		['time', 'batch', 'line'].map((key) => `${name}.${key} ${ascending ? 'ASC' : 'DESC'}`).join(', ');
	const further =
		after === undefined
			? ''
			: `AND (events.time, events.batch, events.line) ${ascending ? '>' : '<'}
				({at:DateTime64(3, 'UTC')}, {atBatch:UInt64}, {atLine:UInt32})`;
	// The keys are found and sorted first; only the lines of the page are read.
	const rows = await telemetry.query<Row>(
		`SELECT toString(found.institution) AS owner, toUnixTimestamp64Milli(found.time) AS moment, toString(found.batch) AS number,
			found.line AS place, toString(found.sensor) AS origin, format, logsource AS source,
			substringUTF8(found.raw, 1, {rawLength:UInt32}) AS text, toUInt32(lengthUTF8(found.raw)) AS length
		FROM dijkwacht.events AS found
		WHERE ${scope} AND (found.time, found.batch, found.line) IN (
			SELECT events.time, events.batch, events.line FROM dijkwacht.events AS events
			WHERE ${scope} ${further} AND ${condition.sql}
			GROUP BY events.time, events.batch, events.line ORDER BY ${order('events')} LIMIT {limit:UInt32})
		ORDER BY ${order('found')}
		LIMIT 1 BY found.batch, found.line ${bounds}`,
		{
			...condition.parameters,
			...bindScope(institutions, span),
			...{ limit: options.limit, rawLength: options.rawLength ?? longestLine },
			...(after && { at: after.time, atBatch: after.batch, atLine: after.line }),
		},
		options,
	);
	return rows.map(({ owner, moment, number, place, origin, format, source, text, length }) => ({
		...{ institution: owner, time: new Date(moment), batch: number, line: place, sensor: origin },
		...{ format, source, raw: text, length },
	}));
}

/** Events that meet the condition, each once. */
export async function countEvents(
	telemetry: Telemetry,
	institutions: readonly string[],
	span: Span,
	condition: Condition,
	options: QueryOptions = {},
): Promise<number> {
	const [row] = await telemetry.query<{ count: number }>(
		`SELECT toFloat64(uniqExact(batch, line)) AS count FROM dijkwacht.events WHERE ${scope} AND ${condition.sql} ${bounds}`,
		{ ...condition.parameters, ...bindScope(institutions, span) },
		options,
	);
	return row?.count ?? 0;
}

export interface Bar {
	readonly from: Date;
	readonly count: number;
}

/** Events per `step` seconds, empty steps left out. */
export async function histogram(
	telemetry: Telemetry,
	institutions: readonly string[],
	span: Span,
	condition: Condition,
	step: number,
	options: QueryOptions = {},
): Promise<Bar[]> {
	const rows = await telemetry.query<{ from: number; count: number }>(
		`SELECT intDiv(toUnixTimestamp(time), {step:UInt32}) * {step:UInt32} AS bar, toFloat64(bar) AS from,
			toFloat64(uniqExact(batch, line)) AS count
		FROM dijkwacht.events WHERE ${scope} AND ${condition.sql}
		GROUP BY bar ORDER BY bar LIMIT 2000 ${bounds}`,
		{ ...condition.parameters, ...bindScope(institutions, span), step },
		options,
	);
	return rows.map(({ from, count }) => ({ from: new Date(from * 1000), count }));
}
