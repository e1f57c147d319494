import type { Telemetry } from '#platform';
import type { ObservableKind } from '../observables.ts';
import { anchorOf, anchorsOfNetwork, withoutScheme } from './anchor.ts';
import { kindType, type QueryOptions } from './tables.ts';

/** What is looked for. `value` in normal form: a network for `network`, a domain for `subdomains`, a URL for `prefix`. */
export interface SoughtIndicator {
	readonly kind: ObservableKind;
	readonly value: string;
	/** `exact`; or everything in a network, a domain with its subdomains, a URL with all that begins with its path. */
	readonly match: 'exact' | 'network' | 'subdomains' | 'prefix';
}

export interface Span {
	readonly from: Date;
	/** Not included. */
	readonly to: Date;
}

/** One institution's answer on one indicator; no sighting means checked and not seen. */
export interface Sighting {
	/** Place of the indicator in the list that was asked. */
	readonly indicator: number;
	readonly institution: string;
	readonly firstSeen: Date;
	readonly lastSeen: Date;
	/** Events that carried it. */
	readonly count: number;
	/** The first event: see readEvent. */
	readonly pointer: EventPointer;
}

export interface EventPointer {
	readonly institution: string;
	readonly time: Date;
	/** UInt64 in digits. */
	readonly batch: string;
	readonly line: number;
}

export interface LookBackOptions extends QueryOptions {
	/** Only this institution; absent: all of them in one statement. */
	readonly institution?: string;
}

/** What is looked for more widely than by its value, as rows. */
const wide = `(SELECT n, CAST(kind_name AS ${kindType}) AS kind, anchor, match, value
		FROM (SELECT {wide_numbers:Array(UInt32)} AS n, {wide_kinds:Array(String)} AS kind_name, {wide_anchors:Array(String)} AS anchor,
			{wide_matches:Array(String)} AS match, {wide_values:Array(String)} AS value)
		ARRAY JOIN n, kind_name, anchor, match, value)`;

const answer = `toString(institution) AS institution, toUnixTimestamp64Milli(latest) AS last, count,
	toUnixTimestamp64Milli(earliest.1) AS first, toString(earliest.2) AS batch, earliest.3 AS line`;
const tally = `seen.institution AS institution, max(seen.time) AS latest, uniqExact(seen.batch, seen.line) AS count,
	min((seen.time, seen.batch, seen.line)) AS earliest`;

const within = `seen.time >= {from:DateTime64(3, 'UTC')} AND seen.time < {to:DateTime64(3, 'UTC')}
	AND ({institution:String} = '' OR toString(seen.institution) = {institution:String})`;

/** A URL without its scheme; its beginning counts where it ends at a boundary, as the engine has it. */
const urlText = "substring(seen.value, position(seen.value, '://') + 3)";

/*
 * Lists are bound as plain columns: the primary key (kind, anchor, value) narrows by those, which it does not by a list of
 * tuples. Values may meet kinds they were not asked with; such rows name no indicator and are left out by the reader.
 */
const exactStatement = `
SELECT toString(kind) AS kind, value, ${answer} FROM (
SELECT seen.kind AS kind, seen.value AS value, ${tally}
FROM dijkwacht.observables AS seen
WHERE seen.kind IN {exact_kinds:Array(String)} AND seen.anchor IN {exact_anchors:Array(String)}
	AND seen.value IN {exact_values:Array(String)} AND ${within}
GROUP BY kind, value, institution)`;

const wideStatement = `
SELECT indicator, ${answer} FROM (
SELECT sought.n AS indicator, ${tally}
FROM dijkwacht.observables AS seen
INNER JOIN ${wide} AS sought ON sought.kind = seen.kind AND sought.anchor = seen.anchor
WHERE seen.kind IN {wide_kind_set:Array(String)} AND seen.anchor IN {wide_anchors:Array(String)} AND ${within}
	AND multiIf(
		sought.match = 'network', isIPAddressInRange(
			if(sought.match = 'network', seen.value, '::'), if(sought.match = 'network', sought.value, '::/0')),
		sought.match = 'subdomains', seen.value = sought.value OR endsWith(seen.value, concat('.', sought.value)),
		sought.match = 'prefix', startsWith(${urlText}, sought.value) AND (endsWith(sought.value, '/')
			OR substring(${urlText}, length(sought.value) + 1, 1) IN ('', '/', '?', '&', '#', ':')),
		false)
GROUP BY indicator, institution)`;

interface Row {
	readonly institution: string;
	readonly first: number;
	readonly last: number;
	readonly count: number;
	/** Of the first event. */
	readonly batch: string;
	readonly line: number;
}

interface Key {
	/** Place in the list of different indicators. */
	readonly number: number;
	readonly indicator: SoughtIndicator;
	readonly anchor: string;
}

/** Have these been seen, by whom, first and last, how often? All institutions are answered for in each statement. */
export async function lookBack(
	telemetry: Telemetry,
	indicators: readonly SoughtIndicator[],
	span: Span,
	options: LookBackOptions = {},
): Promise<Sighting[]> {
	const places = Map.groupBy(indicators.keys(), (at) => nameOf(indicators[at]!));
	const different = [...places.values()].map(([first]) => indicators[first!]!);
	const keys = different.flatMap((indicator, number) => drawersOf(indicator).map((anchor) => ({ number, indicator, anchor })));
	const found: { readonly number: number; readonly row: Row }[] = [];
	const common = { from: span.from, to: span.to, institution: options.institution ?? '' };
	const exact = keys.filter(({ indicator }) => indicator.match === 'exact');
	const numbers = new Map(exact.map(({ number, indicator }) => [`${indicator.kind} ${indicator.value}`, number]));
	for (const part of portions(exact)) {
		const rows = await telemetry.query<Row & { kind: string; value: string }>(
			exactStatement,
			{ ...exactLists(part), ...common },
			options,
		);
		for (const row of rows) {
			const number = numbers.get(`${row.kind} ${row.value}`);
			if (number !== undefined) found.push({ number, row });
		}
	}
	for (const part of portions(keys.filter(({ indicator }) => indicator.match !== 'exact'))) {
		const rows = await telemetry.query<Row & { indicator: number }>(wideStatement, { ...wideLists(part), ...common }, options);
		for (const row of rows) found.push({ number: row.indicator, row });
	}
	const named = [...places.values()];
	const sightings = found.flatMap(({ number, row }) => named[number]!.map((place) => readSighting(place, row)));
	return sightings.sort((a, b) => a.indicator - b.indicator || (a.institution < b.institution ? -1 : 1));
}

const nameOf = ({ kind, match, value }: SoughtIndicator) => `${kind} ${match} ${value}`;

/** Drawers looked into by one statement. A list longer than a block of the engine (65,409) takes quadratic time to unfold. */
const keysPerStatement = 16_384;

/** Parts of the drawers; those of an indicator stay together, because its events are counted once over all of them. */
function* portions(keys: readonly Key[]): Generator<readonly Key[]> {
	for (let at = 0; at < keys.length; ) {
		let end = Math.min(at + keysPerStatement, keys.length);
		while (end < keys.length && keys[end]!.number === keys[end - 1]!.number) end++;
		yield keys.slice(at, end);
		at = end;
	}
}

const different = (texts: readonly string[]) => [...new Set(texts)];

function exactLists(keys: readonly Key[]): Record<string, unknown> {
	return {
		exact_kinds: different(keys.map((key) => key.indicator.kind)),
		exact_anchors: different(keys.map((key) => key.anchor)),
		exact_values: different(keys.map((key) => key.indicator.value)),
	};
}

function wideLists(keys: readonly Key[]): Record<string, unknown> {
	return {
		wide_numbers: keys.map((key) => key.number),
		wide_kinds: keys.map((key) => key.indicator.kind),
		wide_kind_set: different(keys.map((key) => key.indicator.kind)),
		wide_anchors: keys.map((key) => key.anchor),
		wide_matches: keys.map((key) => key.indicator.match),
		wide_values: keys.map((key) => soughtText(key.indicator)),
	};
}

function readSighting(indicator: number, { institution, first, last, count, batch, line }: Row): Sighting {
	const firstSeen = new Date(first);
	const pointer = { institution, time: firstSeen, batch, line };
	return { indicator, institution, firstSeen, lastSeen: new Date(last), count, pointer };
}

function drawersOf({ kind, value, match }: SoughtIndicator): string[] {
	return match === 'network' ? anchorsOfNetwork(value) : [anchorOf(kind, value)];
}

function soughtText({ value, match }: SoughtIndicator): string {
	return match === 'prefix' ? withoutScheme(value) : value;
}

/** Why an indicator cannot be looked for in the past; `undefined` when it can. */
export function cannotLookBack({ kind, value, match }: SoughtIndicator): string | undefined {
	if (match === 'exact') return undefined;
	if (match === 'prefix') return kind === 'url' ? undefined : 'only URLs have a beginning';
	if (match === 'subdomains') {
		if (kind !== 'domain') return 'only domains have subdomains';
		return value.includes('.') ? undefined : 'a whole top-level domain is too wide';
	}
	if (kind !== 'ipv4' && kind !== 'ipv6') return 'only addresses lie in a network';
	return anchorsOfNetwork(value).length === 0 ? 'the network is unreadable or too wide' : undefined;
}
