import { type Finding, Refusal } from '#kernel';
import type { Span } from '../telemetry/look-back.ts';
import type { FoundEvent, Place } from '../telemetry/search-events.ts';
import { type Condition, conditionOf } from './condition.ts';
import type { StoredName } from './names-asked.ts';
import { parseQuery } from './parse.ts';

const day = 86_400_000;
const longestSpan = 400 * day;

/** From and to as asked, or the last 24 hours. Refuses a span that is empty or too long. */
export function spanOf({ from, to }: { from?: string | undefined; to?: string | undefined }, now: Date): Span {
	const end = to === undefined ? new Date(now.getTime() + 1) : new Date(to);
	const start = from === undefined ? new Date(end.getTime() - day) : new Date(from);
	const length = end.getTime() - start.getTime();
	if (length <= 0) throw refusal('span-empty', '/query/to', 'lies not after from');
	if (length > longestSpan) throw refusal('span-too-long', '/query/from', 'lies more than 400 days before to');
	return { from: start, to: end };
}

/** What was typed as a condition. Refuses with the column of each fault. */
export function conditionAsked(q: string, stored?: StoredName): Condition {
	const query = parseQuery(q);
	const condition = query.ok ? conditionOf(query.value, stored) : query;
	if (condition.ok) return condition.value;
	throw new Refusal('input-invalid', 'the search cannot be read', condition.findings.map(inQuery));
}

function inQuery({ code, where, detail }: Finding): Finding {
	return { code, where: `/query/q ${where}`, detail };
}

function refusal(code: string, where: string, detail: string): Refusal {
	return new Refusal('input-invalid', '', [{ code, where, detail }]);
}

export function writeCursor({ time, batch, line }: Place): string {
	return `${time.getTime()}.${batch}.${line}`;
}

export function readCursor(text: string | undefined): Place | undefined {
	if (text === undefined) return undefined;
	const found = /^(-?\d{1,14})\.(\d{1,20})\.(\d{1,10})$/.exec(text);
	const [, time = '', batch = '', line = ''] = found ?? [];
	if (found === null || !inRange(time, batch, line)) throw refusal('cursor-unknown', '/query/cursor', 'is not one of ours');
	return { time: new Date(Number(time)), batch, line: Number(line) };
}

/** Id of an event: institution, moment in milliseconds, batch and line with dots between. */
export function eventId({ institution, time, batch, line }: Pick<FoundEvent, 'institution'> & Place): string {
	return `${institution}.${time.getTime()}.${batch}.${line}`;
}

export function readEventId(id: string): Pick<FoundEvent, 'institution'> & Place {
	const [institution = '', time = '', batch = '', line = ''] = id.split('.');
	if (!inRange(time, batch, line)) throw new Refusal('not-found');
	return { institution, time: new Date(Number(time)), batch, line: Number(line) };
}

/** What the store can hold. */
const moments = { first: Date.UTC(1900, 0, 1), last: Date.UTC(2299, 11, 31) } as const;

function inRange(time: string, batch: string, line: string): boolean {
	const moment = Number(time);
	return moment >= moments.first && moment <= moments.last && BigInt(batch) < 2n ** 64n && Number(line) < 2 ** 32;
}
