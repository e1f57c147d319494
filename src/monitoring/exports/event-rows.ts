import { stringify } from 'csv-stringify/sync';
import type { FoundEvent } from '../telemetry/search-events.ts';

const columns = ['time', 'institution', 'sensor', 'format', 'source', 'batch', 'line', 'raw'] as const;

function rowOf({ time, institution, sensor, format, source, batch, line, raw }: FoundEvent) {
	return { time: time.toISOString(), institution, sensor, format, source, batch, line, raw };
}

/** A form in which events leave: what stands before the first, and the text of some. */
export interface EventRows {
	readonly type: string;
	readonly head: string;
	write(events: readonly FoundEvent[]): string;
}

export const eventRows: Readonly<Record<'ndjson' | 'csv', EventRows>> = {
	ndjson: {
		type: 'application/x-ndjson',
		head: '',
		write: (events) => events.map((event) => `${JSON.stringify(rowOf(event))}\n`).join(''),
	},
	csv: {
		type: 'text/csv; charset=utf-8',
		head: `${columns.join(',')}\n`,
		// A spreadsheet runs what begins with these signs; escaped it is text.
		write: (events) => stringify(events.map(rowOf), { columns: [...columns], escape_formulas: true }),
	},
};
