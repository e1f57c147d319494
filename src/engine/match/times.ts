import type { TimePart } from '../model.ts';

const date = /^\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?/;

/** A part of a date as it is written, without shifting time zones; numbers count as seconds or milliseconds since 1970 in UTC. */
export function timePart(value: string | number, part: TimePart): number | undefined {
	const written = String(value);
	const text = /^\d{9,16}(\.\d+)?$/.test(written) ? isoOf(Number(written)) : written;
	const match = text === undefined ? null : date.exec(text);
	if (!match) return undefined;
	const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
	if (part === 'year') return year;
	if (part === 'month') return month;
	if (part === 'day') return day;
	if (part === 'week') return isoWeek(year, month, day);
	const clock = match[part === 'hour' ? 4 : 5];
	return clock === undefined ? undefined : Number(clock);
}

function isoOf(epoch: number): string | undefined {
	const date = new Date(epoch > 1e11 ? epoch : epoch * 1000);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function isoWeek(year: number, month: number, day: number): number {
	const date = new Date(Date.UTC(year, month - 1, day));
	const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * 86_400_000);
	const start = Date.UTC(thursday.getUTCFullYear(), 0, 1);
	return Math.floor((thursday.getTime() - start) / 604_800_000) + 1;
}
