import type { Telemetry } from '#platform';
import type { Condition } from '../search/condition.ts';
import type { Span } from './look-back.ts';
import type { QueryOptions } from './tables.ts';

export interface FoundEvent {
	readonly time: Date;
	/** UInt64 in digits; with `line` the event's key. */
	readonly batch: string;
	readonly line: number;
	readonly sensor: string;
	readonly format: string;
	readonly source: string;
	readonly raw: string;
}

export interface SearchOptions extends QueryOptions {
	/** 1 to 1,000. */
	readonly limit: number;
	/** Continue after this event, the last of the page before. */
	readonly after?: Pick<FoundEvent, 'time' | 'batch' | 'line'>;
}

const mine = `institution = {institution:UUID} AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}`;
/** A search stops on these, so that no question holds up the ingest. */
const bounds = 'SETTINGS max_execution_time = 20, max_memory_usage = 1000000000';

interface Row extends Omit<FoundEvent, 'time'> {
	readonly moment: number;
}

/** Events of one institution, newest first, each once. Rejects with a TelemetryRefusal (`limit`) when it takes too much. */
export async function searchEvents(
	telemetry: Telemetry,
	institution: string,
	span: Span,
	condition: Condition,
	options: SearchOptions,
): Promise<FoundEvent[]> {
	const after = options.after;
	const further =
		after === undefined
			? ''
			: `AND (events.time, events.batch, events.line) < ({at:DateTime64(3, 'UTC')}, {atBatch:UInt64}, {atLine:UInt32})`;
	const rows = await telemetry.query<Row>(
		`SELECT toUnixTimestamp64Milli(time) AS moment, toString(events.batch) AS batch, events.line AS line,
			toString(events.sensor) AS sensor, format, logsource AS source, raw
		FROM dijkwacht.events AS events
		WHERE ${mine} ${further} AND ${condition.sql}
		ORDER BY events.time DESC, events.batch DESC, events.line DESC
		LIMIT 1 BY events.batch, events.line
		LIMIT {limit:UInt32} ${bounds}`,
		{
			...condition.parameters,
			...bind(institution, span),
			limit: options.limit,
			...(after && { at: after.time, atBatch: after.batch, atLine: after.line }),
		},
		options,
	);
	return rows.map(({ moment, ...row }) => ({ ...row, time: new Date(moment) }));
}

export interface Bar {
	readonly from: Date;
	readonly count: number;
}

/** Events per `step` seconds, empty steps left out. */
export async function histogram(
	telemetry: Telemetry,
	institution: string,
	span: Span,
	condition: Condition,
	step: number,
	options: QueryOptions = {},
): Promise<Bar[]> {
	const rows = await telemetry.query<{ from: number; count: number }>(
		`SELECT intDiv(toUnixTimestamp(time), {step:UInt32}) * {step:UInt32} AS from, uniqExact(batch, line) AS count
		FROM dijkwacht.events WHERE ${mine} AND ${condition.sql}
		GROUP BY from ORDER BY from LIMIT 2000 ${bounds}`,
		{ ...condition.parameters, ...bind(institution, span), step },
		options,
	);
	return rows.map(({ from, count }) => ({ from: new Date(from * 1000), count }));
}

function bind(institution: string, span: Span) {
	return { institution, from: span.from, to: span.to };
}
