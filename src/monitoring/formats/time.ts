/**
 * Moment of an event: ISO 8601 with `T` or a blank, any number of decimals, `Z`, `+02:00` or `+0200` (none counts as UTC);
 * or as PowerShell 5 writes it, `/Date(1790000000000)/`; or seconds, milliseconds, microseconds or nanoseconds since 1970 as a number or in digits. `undefined` when unreadable.
 */
export function readTime(value: unknown): Date | undefined {
	if (typeof value === 'string' && value.startsWith('/Date(')) return readEpoch(Number.parseInt(value.slice(6), 10));
	if (typeof value === 'string') return /^\d{9,19}(\.\d+)?$/.test(value) ? readEpoch(Number(value)) : readIso(value);
	return typeof value === 'number' ? readEpoch(value) : undefined;
}

const isoShape = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}/;

/** Whether one of the values tells a time, be it one that never was, such as 30 February. */
export function tellsTime(...values: unknown[]): boolean {
	return firstTime(...values) !== undefined || values.some((value) => typeof value === 'string' && isoShape.test(value));
}

/** The first of the values that can be read. */
export function firstTime(...values: unknown[]): Date | undefined {
	for (const value of values) {
		const time = value === undefined ? undefined : readTime(value);
		if (time !== undefined) return time;
	}
	return undefined;
}

function readEpoch(number: number): Date | undefined {
	if (!(number > 0)) return undefined;
	let seconds = number;
	for (let step = 0; step < 3 && seconds > 99_999_999_999; step++) seconds /= 1000;
	return dateOf(seconds * 1000);
}

function dateOf(milliseconds: number): Date | undefined {
	const date = new Date(Math.round(milliseconds));
	return Number.isNaN(date.getTime()) ? undefined : date;
}

/**
 * The one place that decides whether a day and a clock time are any: `undefined` for 30 February and for hour 24, where Date
 * would roll over in silence. A leap second is the moment behind it, and can only end a quarter of an hour, whatever the zone.
 */
function utc(year: number, month: number, day: number, hour: number, minute: number, second: number): number | undefined {
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

/** By hand, because Date.parse reads a time without zone in the server's own zone and drops nothing in silence. */
function readIso(text: string): Date | undefined {
	if (text.length < 19 || text.length > 40) return undefined;
	const whole = utc(
		digits(text, 0, 4),
		digits(text, 5, 7) - 1,
		digits(text, 8, 10),
		digits(text, 11, 13),
		digits(text, 14, 16),
		digits(text, 17, 19),
	);
	if (whole === undefined) return undefined;
	let at = 19;
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

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Number 0 to 11 of an English month's first three letters; -1 for others. */
export function monthNumber(text: string): number {
	return months.indexOf(text.toLowerCase());
}

/** `10/Oct/2026:13:55:36 +0200` of web servers. */
export function readClfTime(text: string): Date | undefined {
	const month = monthNumber(text.slice(3, 6));
	if (month === -1 || text.length < 20) return undefined;
	const number = String(month + 1).padStart(2, '0');
	return readIso(`${text.slice(7, 11)}-${number}-${text.slice(0, 2)}T${text.slice(12)}`);
}

/** `Oct 11 22:14:15`, read as UTC; without a year after the day or behind the clock the one in which it lies nearest to the receipt. */
export function readYearlessTime(text: string, received: Date): Date | undefined {
	const match = /^([A-Z][a-z]{2})\s+(\d{1,2}) (?:(\d{4}) )?(\d{2}):(\d{2}):(\d{2})(?: (\d{4})(?!\S))?/.exec(text);
	const month = match === null ? -1 : monthNumber(match[1]!);
	if (match === null || month === -1) return undefined;
	const [day, before, hour, minute, second, behind] = match.slice(2, 8).map(Number) as [
		number,
		number,
		number,
		number,
		number,
		number,
	];
	const inYear = (year: number) => utc(year, month, day, hour, minute, second);
	if (match[3] !== undefined) return momentOf(inYear(before));
	if (match[7] !== undefined) return momentOf(inYear(behind));
	const year = received.getUTCFullYear();
	const halfYear = 183 * 86_400_000;
	return momentOf(
		[year, year - 1, year + 1].map(inYear).find((at) => at !== undefined && Math.abs(at - received.getTime()) <= halfYear),
	);
}

function momentOf(milliseconds: number | undefined): Date | undefined {
	return milliseconds === undefined ? undefined : dateOf(milliseconds);
}

/** `Nov 20 2026 09:59:59.123 +0100`, the first form that CEF and LEEF allow; without a zone read as UTC. */
export function readNamedMonth(text: string | undefined): Date | undefined {
	const match = /^([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)(.{0,8})$/.exec(text?.trim() ?? '');
	const month = match === null ? -1 : monthNumber(match[1]!);
	if (match === null || month === -1) return undefined;
	const [, , day, year, clock, zone = ''] = match;
	const hours = namedZones[zone.trim()];
	const ending = hours === undefined ? zone : `+0${hours}00`;
	return readIso(`${year}-${String(month + 1).padStart(2, '0')}-${day!.padStart(2, '0')}T${clock}${ending}`);
}

/** Hours east of Greenwich of the zones that devices in Europe write by name. */
export const namedZones: Readonly<Record<string, number | undefined>> = {
	...{ CET: 1, MET: 1, BST: 1, WEST: 1, CEST: 2, MEST: 2, EET: 2, EEST: 3, GMT: 0 },
};
