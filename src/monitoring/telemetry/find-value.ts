import type { Telemetry } from '#platform';
import { letters, wholeValue } from '../model/whole-value.ts';
import type { ObservableKind } from '../observables.ts';
import { anchorOf } from './anchor.ts';
import { mayHold } from './may-hold.ts';

/** Something of a person: as it was recognised, and as it may stand in a line. */
export interface Sought {
	readonly kind: ObservableKind;
	/** In normal form. */
	readonly values: readonly string[];
	readonly texts: readonly string[];
}

export interface Bound {
	readonly sql: string;
	readonly values: Record<string, unknown>;
}

export interface FoundKey {
	/** UInt64 in digits. */
	readonly batch: string;
	readonly line: number;
	/** 1 when the mark holds for it. */
	readonly kept: number;
}

/** Lines read by one statement: it must end within the limits of the engine. */
const linesAtOnce = 1_000_000;

/** Keys of the events of an institution with this value, each once, with whether `mark` holds for it. */
export async function eventsWith(
	telemetry: Telemetry,
	institution: string,
	{ kind, values, texts }: Sought,
	mark: Bound,
): Promise<FoundKey[]> {
	const found = await telemetry.query<FoundKey>(
		`SELECT DISTINCT toString(observables.batch) AS batch, line, toUInt8(${mark.sql}) AS kept FROM dijkwacht.observables AS observables
		WHERE kind = {kind:String} AND anchor IN {anchors:Array(String)} AND value IN {values:Array(String)} AND institution = {institution:UUID}`,
		{ kind, anchors: values.map((value) => anchorOf(kind, value)), values, institution, ...mark.values },
	);
	const chance = mayHold(texts);
	for (const { first, last } of await spans(telemetry, institution)) {
		const lines = await telemetry.query<FoundKey>(
			`SELECT DISTINCT toString(events.batch) AS batch, line, toUInt8(${mark.sql}) AS kept FROM dijkwacht.events AS events
			WHERE institution = {institution:UUID} AND toDate(time) BETWEEN {first:Date} AND {last:Date}
				AND ${chance?.sql ?? 'true'} AND match(raw, {pattern:String})`,
			{ institution, first, last, ...chance?.values, pattern: wholeValue(texts, letters.re2), ...mark.values },
		);
		// One by one: a call takes no more arguments than its stack holds.
		for (const line of lines) found.push(line);
	}
	return [...new Map(found.map((row) => [`${row.batch} ${row.line}`, row])).values()];
}

/** Days of an institution's lines, gathered until they hold enough for one statement. */
async function spans(telemetry: Telemetry, institution: string): Promise<{ first: string; last: string }[]> {
	const days = await telemetry.query<{ day: string; lines: number }>(
		`SELECT toString(toDate(time)) AS day, toFloat64(count()) AS lines FROM dijkwacht.events WHERE institution = {institution:UUID}
		GROUP BY day ORDER BY day`,
		{ institution },
	);
	const found: { first: string; last: string }[] = [];
	let lines = linesAtOnce;
	for (const row of days) {
		lines += row.lines;
		if (lines <= linesAtOnce) found.at(-1)!.last = row.day;
		else {
			found.push({ first: row.day, last: row.day });
			lines = row.lines;
		}
	}
	return found;
}
