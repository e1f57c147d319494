import { member } from '../logsource/own.ts';
import type { EventRecord } from '../model.ts';
import { readTime } from '../moment.ts';

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
/** Smaller numbers under these names are durations and counters: March 1973. */
const earliest = 1e11;

/** Time of an event in milliseconds since 1970. A time without a zone is taken as UTC; numbers are seconds, milliseconds or finer. */
export function eventTime(event: EventRecord): number | undefined {
	for (const path of places) {
		let value: unknown = event;
		for (const name of path) value = member(value, name);
		const time = readTime(value)?.getTime();
		if (time !== undefined && time >= earliest) return time;
	}
	return undefined;
}
