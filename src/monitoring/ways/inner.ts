import { recognise } from '../formats/recognise.ts';
import { tellsTime } from '../formats/time.ts';
import type { Line } from '../ingest/lines.ts';
import { listedIn } from '../ingest/lists.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A line made of what a sender wrapped; numbered by its place among the events. */
export function lineOf(text: string, number: number): Line {
	return { number, bytes: Buffer.from(text), tooLong: false };
}

/** When what is inside is of no known format, it stands as a message in our own form. */
export interface Wrapping {
	/** ISO 8601, or seconds since 1970. */
	readonly time: unknown;
	readonly host: unknown;
	readonly more: Fields;
}

/** Bytes that what stands around a list may come to when each of its events gets it. */
const mostAround = 16 * 1024 * 1024;
/** By its first signs, since every wrapped text is asked. */
const likeList = /^(?:\{\s*"[@RrviknN]|\[\s*\{|<[^{]{1,600}\{)/;

/**
 * Events of a list that a sender wrapped, each as if it had been wrapped by itself; undefined when it is no list. What stands
 * around a long list stays away from its events rather than be multiplied by their number.
 */
export function unwrappedList(text: string, around: () => Wrapping, received: Date): Buffer[] | undefined {
	const listed = likeList.test(text) ? listedIn(Buffer.from(text)) : undefined;
	if (listed === undefined) return undefined;
	const wrapping = around();
	const weight = JSON.stringify(wrapping).length * listed.length;
	const each = weight > mostAround ? { time: undefined, host: undefined, more: {} } : wrapping;
	return listed.map((bytes) => Buffer.from(unwrapped(bytes.toString('utf8'), each, received)));
}

/** Members in which senders carry a line: Filebeat and Vector, Fluent Bit, Docker, Splunk. */
const carriers = ['message', 'log', 'line', '_raw'] as const;

/** The line or record itself when one of our formats knows it; else the first known line that the record carries. */
function known(text: string, record: Fields, received: Date): string | undefined {
	const inside = new Set([text, ...carriers.map((name) => record[name])]);
	return [...inside].find(
		(one): one is string =>
			typeof one === 'string' && one !== '' && !one.includes('\n') && !('fault' in recognise(one, received)),
	);
}

/**
 * The event that a sender wrapped: the line or record itself when one of our formats knows it, or the line that the record
 * carries, else the whole as our own plain form, so that nothing is lost. What is kept in telemetry is what was chosen here.
 */
export function unwrapped(inside: unknown, { time, host, more }: Wrapping, received: Date, record: Fields = {}): string {
	const text = typeof inside === 'string' ? inside.trim() : JSON.stringify(inside ?? null);
	const chosen = known(text, record, received);
	if (chosen !== undefined) return chosen;
	const hostname = typeof host === 'string' && host !== '' ? { host } : {};
	const moment = tellsTime(time) ? time : received.toISOString();
	return JSON.stringify({ ...more, time: moment, ...hostname, message: text });
}
