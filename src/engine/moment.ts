/**
 * Moment of an event: ISO 8601 with `T` or a blank, with seconds and any number of decimals or without, `Z`, `+02:00` or `+0200`
 * (none counts as UTC); or as PowerShell 5 writes it, `/Date(1790000000000)/`; or seconds, milliseconds, microseconds or
 * nanoseconds since 1970 as a number or in digits. `undefined` when unreadable.
 */
export function readTime(value: unknown): Date | undefined {
	if (typeof value === 'string' && value.startsWith('/Date(')) return readEpoch(Number.parseInt(value.slice(6), 10));
	if (typeof value === 'string') return /^\d{9,19}(\.\d+)?$/.test(value) ? readEpoch(Number(value)) : readIso(value);
	return typeof value === 'number' ? readEpoch(value) : undefined;
}

function readEpoch(number: number): Date | undefined {
	if (!(number > 0)) return undefined;
	let seconds = number;
	for (let step = 0; step < 3 && seconds > 99_999_999_999; step++) seconds /= 1000;
	return dateOf(seconds * 1000);
}

export function dateOf(milliseconds: number): Date | undefined {
	const date = new Date(Math.round(milliseconds));
	return Number.isNaN(date.getTime()) ? undefined : date;
}

/**
 * The one place that decides whether a day and a clock time are any: `undefined` for 30 February and for hour 24, where Date
 * would roll over in silence. A leap second is the moment behind it, and can only end a quarter of an hour, whatever the zone.
 */
export function utc(year: number, month: number, day: number, hour: number, minute: number, second: number): number | undefined {
	const clock = hour <= 23 && minute <= 59 && (second <= 59 || (second === 60 && minute % 15 === 14));
	if (!(month >= 0 && month <= 11 && day >= 1 && clock)) return undefined;
	const whole = Date.UTC(year, month, day, hour, minute, second);
	// Years below 100 are those of the last century to Date.
	return day <= new Date(Date.UTC(year, month + 1, 0)).getUTCDate() && year >= 100 ? whole : undefined;
}

function digits(text: string, from: number, to: number): number {
	let number = 0;
	for (let at = from; at < to; at++) {
		const digit = text.charCodeAt(at) - 48;
		if (!(digit >= 0 && digit <= 9)) return Number.NaN;
		number = number * 10 + digit;
	}
	return number;
}

/** How ISO 8601 begins with a clock time, be it one that never was. */
export const isoShape = /^\d{4}[-/]\d{2}[-/]\d{2}[Tt _]\d{2}:\d{2}/;

/** ISO 8601 alone. By hand, because Date.parse reads a time without zone in the server's own zone and drops nothing in silence. */
export function readIso(text: string): Date | undefined {
	if (text.length > 40 || !isoShape.test(text)) return undefined;
	const seconds = text[16] === ':';
	const whole = utc(
		digits(text, 0, 4),
		digits(text, 5, 7) - 1,
		digits(text, 8, 10),
		digits(text, 11, 13),
		digits(text, 14, 16),
		seconds ? digits(text, 17, 19) : 0,
	);
	if (whole === undefined) return undefined;
	let at = seconds ? 19 : 16;
	let fraction = 0;
	if (text[at] === '.' || text[at] === ',') {
		const start = ++at;
		while (at < text.length && !Number.isNaN(digits(text, at, at + 1))) at++;
		fraction = Math.floor(digits(text, start, Math.min(at, start + 3)) * 10 ** Math.max(0, 3 - (at - start)));
	}
	const offset = readOffset(text, at);
	return offset === undefined ? undefined : dateOf(whole + fraction - offset * 60_000);
}

/** Minutes east of Greenwich; 0 when no zone is told. */
function readOffset(text: string, at: number): number | undefined {
	const rest = text.slice(at).trim();
	if (rest === '' || rest === 'Z' || rest === 'z' || rest === 'UTC') return 0;
	const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(rest);
	if (match === null) return undefined;
	const [hours, more] = [Number(match[2]), Number(match[3] ?? 0)];
	if (hours > 14 || more > 59) return undefined;
	const minutes = hours * 60 + more;
	return match[1] === '-' ? -minutes : minutes;
}
