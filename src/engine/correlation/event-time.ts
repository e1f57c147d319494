import { member } from '../logsource/own.ts';
import type { EventRecord } from '../model.ts';

/** Where events keep their time, the surest first; a path goes into objects. */
const places: readonly (readonly string[])[] = [
	['@timestamp'],
	['Event', 'System', 'TimeCreated', '#attributes', 'SystemTime'],
	['Event', 'System', 'TimeCreated', '@SystemTime'],
	['Event', 'System', 'TimeCreated_attributes', 'SystemTime'],
	['TimeCreated'],
	['SystemTime'],
	['UtcTime'],
	['timestamp'],
	['ts'],
	['eventTime'],
	['CreationTime'],
	['published'],
	['TimeGenerated'],
	['eventTimestamp'],
	['createdDateTime'],
	['activityDateTime'],
	['EventTime'],
	['time'],
	['_time'],
];
const zoned = /(z|[+-]\d\d:?\d\d)$/i;

/** Time of an event in milliseconds since 1970. A time without a zone is taken as UTC; numbers are seconds, milliseconds or finer. */
export function eventTime(event: EventRecord): number | undefined {
	for (const path of places) {
		let value: unknown = event;
		for (const name of path) value = member(value, name);
		const time = readTime(value);
		if (time !== undefined) return time;
	}
	return undefined;
}

function readTime(value: unknown): number | undefined {
	if (typeof value === 'number' || (typeof value === 'string' && /^\d{9,19}(\.\d+)?$/.test(value)))
		return readEpoch(Number(value));
	const dotnet = typeof value === 'string' ? /^\/Date\((\d{9,16})\)\/$/.exec(value)?.[1] : undefined;
	if (dotnet !== undefined) return Number(dotnet);
	if (typeof value !== 'string' || value.length > 40 || !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value)) return undefined;
	const iso = value.trim().replace(' ', 'T');
	const time = Date.parse(zoned.test(iso) ? iso : `${iso}Z`);
	return Number.isNaN(time) ? undefined : time;
}

function readEpoch(number: number): number | undefined {
	if (!(number > 1e8)) return undefined;
	if (number < 1e11) return number * 1000;
	if (number < 1e14) return number;
	return number < 1e17 ? number / 1000 : number / 1e6;
}
