import { recognise } from '../formats/recognise.ts';
import { tellsTime } from '../formats/time.ts';
import type { Line } from '../ingest/lines.ts';

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

/**
 * The event that a sender wrapped: the line or record itself when one of our formats knows it, else the whole as our own
 * plain form, so that nothing is lost. What is kept in telemetry is what was chosen here.
 */
export function unwrapped(inside: unknown, { time, host, more }: Wrapping, received: Date): string {
	const text = typeof inside === 'string' ? inside.trim() : JSON.stringify(inside ?? null);
	if (text !== '' && !text.includes('\n') && !('fault' in recognise(text, received))) return text;
	const hostname = typeof host === 'string' && host !== '' ? { host } : {};
	const moment = tellsTime(time) ? time : received.toISOString();
	return JSON.stringify({ ...more, time: moment, ...hostname, message: text });
}
