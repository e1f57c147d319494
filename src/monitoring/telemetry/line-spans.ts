import type { Telemetry } from '#platform';
import type { Span } from './look-back.ts';

/**
 * Cuts the stored lines of an institution into spans of time, oldest first, each of about so many lines: what one statement
 * reads within the limits of the engine. An hour is never cut.
 * @param within absent: all there are
 */
export async function lineSpans(telemetry: Telemetry, institution: string, linesAtOnce: number, within?: Span): Promise<Span[]> {
	const bounds = within === undefined ? '' : "AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}";
	const hours = await telemetry.query<{ first: number; last: number; lines: number }>(
		`SELECT intDiv(toUnixTimestamp64Milli(time), 3600000) AS hour, toUnixTimestamp64Milli(min(time)) AS first,
			toUnixTimestamp64Milli(max(time)) AS last, toFloat64(count()) AS lines
		FROM dijkwacht.events WHERE institution = {institution:UUID} ${bounds} GROUP BY hour ORDER BY first`,
		{ institution, ...within },
	);
	const found: { from: Date; to: Date }[] = [];
	let lines = linesAtOnce;
	for (const row of hours) {
		const to = new Date(row.last + 1);
		lines += row.lines;
		if (lines > linesAtOnce) {
			found.push({ from: new Date(row.first), to });
			lines = row.lines;
		} else found.at(-1)!.to = to;
	}
	return found;
}
