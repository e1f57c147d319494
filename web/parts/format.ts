import type { Locale } from '#kernel';

const tags: Record<Locale, string> = { nl: 'nl-NL', en: 'en-GB' };
export const zone = 'Europe/Amsterdam';

/** Half up on the exact value (DOMAIN.md, "Maturity"). The tiny addend undoes binary noise only: 2.05 is stored as 2.0499999... */
export function roundHalfUp(value: number, decimals = 1): number {
	const factor = 10 ** decimals;
	return Math.floor(value * factor + 0.5 + 1e-9) / factor;
}

/** A mean level with one decimal: `3,0` in Dutch. */
export function formatLevel(value: number, locale: Locale): string {
	return formatNumber(roundHalfUp(value), locale, 1);
}

export function formatNumber(value: number, locale: Locale, decimals = 0): string {
	return new Intl.NumberFormat(tags[locale], { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
}

/** An exact fraction for people: cut off, not rounded, so that 2,9999… never looks like the 3 that it is not. */
export function formatExact(exact: string, locale: Locale): string {
	const [above = '', below] = exact.split('/');
	if (below === undefined) return exact;
	const cut = Math.trunc((Number(above) / Number(below)) * 10_000 + Math.sign(Number(above)) * 1e-9) / 10_000;
	const rest = (BigInt(above) * 10_000n) % BigInt(below) === 0n ? '' : '…';
	const decimals = new Intl.NumberFormat(tags[locale], { maximumFractionDigits: 4 }).format(cut);
	return `${decimals}${rest} (${exact})`;
}

/** `part` 0 to 1. */
export function formatShare(part: number, locale: Locale): string {
	return `${formatNumber(roundHalfUp(part * 100, 0), locale)}%`;
}

/** Calendar day `YYYY-MM-DD`, written out short; the day never shifts with the zone of the reader. */
export function formatDay(day: string, locale: Locale): string {
	return new Intl.DateTimeFormat(tags[locale], { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
		new Date(`${day.slice(0, 10)}T12:00:00Z`),
	);
}

export function formatMonth(day: string, locale: Locale): string {
	return new Intl.DateTimeFormat(tags[locale], { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(
		new Date(`${day.slice(0, 10)}T12:00:00Z`),
	);
}

/** Moment in UTC shown in Dutch time. */
export function formatMoment(moment: string, locale: Locale): string {
	return new Intl.DateTimeFormat(tags[locale], {
		day: 'numeric',
		month: 'short',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		timeZone: zone,
	}).format(new Date(moment));
}

/** Time in Dutch time, with its day when that is not today; for lists of what happened lately. */
export function formatClock(moment: string, locale: Locale, now = new Date()): string {
	if (dayAt(new Date(moment)) === dayAt(now)) return formatTime(moment, locale).slice(0, 5);
	return new Intl.DateTimeFormat(tags[locale], {
		day: 'numeric',
		month: 'short',
		hour: '2-digit',
		minute: '2-digit',
		timeZone: zone,
	}).format(new Date(moment));
}

export function formatTime(moment: string, locale: Locale): string {
	return new Intl.DateTimeFormat(tags[locale], {
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
		timeZone: zone,
	}).format(new Date(moment));
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
	['day', 86_400],
	['hour', 3600],
	['minute', 60],
	['second', 1],
];

/** `3 minuten geleden`; `now` in milliseconds since 1970. */
export function formatAgo(moment: string, now: number, locale: Locale): string {
	const seconds = Math.round((Date.parse(moment) - now) / 1000);
	const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const);
	return new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto', style: 'short' }).format(Math.trunc(seconds / size), unit);
}

/** The calendar day in the Netherlands at a moment, `YYYY-MM-DD`. */
export function dayAt(now: Date): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(now);
}
