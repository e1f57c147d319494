import { dateOf, isoShape, readIso, readTime, utc } from '#engine';

export { readTime } from '#engine';

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
