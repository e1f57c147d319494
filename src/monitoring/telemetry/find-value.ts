import type { Telemetry } from '#platform';
import { letters, wholeValue } from '../model/whole-value.ts';
import type { ObservableKind } from '../observables.ts';
import { anchorOf } from './anchor.ts';
import { lineSpans } from './line-spans.ts';
import { mayHold } from './may-hold.ts';

/** Something of a person, as it was recognised or stands in a line. */
export interface Sought {
	readonly kind: ObservableKind;
	/** In normal form. */
	readonly values: readonly string[];
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

/** Kinds whose values may hold a name as a part. They are kept longer than the lines in which they stood. */
const widerKinds: readonly ObservableKind[] = ['url', 'file-name', 'email', 'user-name', 'host-name'];

/** Lines read by one statement. */
const linesAtOnce = 1_000_000;

/** Keys of the events of an institution with this value, each once, with whether `mark` holds for it. */
export async function eventsWith(
	telemetry: Telemetry,
	institution: string,
	{ kind, values }: Sought,
	mark: Bound,
): Promise<FoundKey[]> {
	const pattern = wholeValue(values, letters.re2);
	const found = await telemetry.query<FoundKey>(
		`SELECT DISTINCT toString(observables.batch) AS batch, line, toUInt8(${mark.sql}) AS kept FROM dijkwacht.observables AS observables
		WHERE kind = {kind:String} AND anchor IN {anchors:Array(String)} AND value IN {values:Array(String)} AND institution = {institution:UUID}`,
		{ kind, anchors: values.map((value) => anchorOf(kind, value)), values, institution, ...mark.values },
	);
	const parts = await telemetry.query<FoundKey>(
		`SELECT DISTINCT toString(observables.batch) AS batch, line, toUInt8(${mark.sql}) AS kept FROM dijkwacht.observables AS observables
		WHERE kind IN {kinds:Array(String)} AND institution = {institution:UUID}
			AND multiSearchAnyCaseInsensitiveUTF8(value, {values:Array(String)}) AND match(value, {pattern:String})`,
		{ kinds: widerKinds, institution, values, pattern, ...mark.values },
	);
	for (const part of parts) found.push(part);
	const chance = mayHold(values);
	for (const span of await lineSpans(telemetry, institution, linesAtOnce)) {
		const lines = await telemetry.query<FoundKey>(
			`SELECT DISTINCT toString(events.batch) AS batch, line, toUInt8(${mark.sql}) AS kept FROM dijkwacht.events AS events
			WHERE institution = {institution:UUID} AND time >= {first:DateTime64(3, 'UTC')} AND time < {end:DateTime64(3, 'UTC')}
				AND ${chance?.sql ?? 'true'} AND match(raw, {pattern:String})`,
			{ institution, first: span.from, end: span.to, ...chance?.values, pattern, ...mark.values },
		);
		// One by one: a call takes no more arguments than its stack holds.
		for (const line of lines) found.push(line);
	}
	return [...new Map(found.map((row) => [`${row.batch} ${row.line}`, row])).values()];
}
