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

/** The lists that were bound, as rows. */
function sought(list: 'exact' | 'wide'): string {
	return `(SELECT n, CAST(kind_name AS ${kindType}) AS kind, anchor, match, value
		FROM (SELECT {${list}_numbers:Array(UInt32)} AS n, {${list}_kinds:Array(String)} AS kind_name,
			{${list}_anchors:Array(String)} AS anchor, {${list}_matches:Array(String)} AS match, {${list}_values:Array(String)} AS value)
		ARRAY JOIN n, kind_name, anchor, match, value)`;
}

const answer = `sought.n AS indicator, toString(seen.institution) AS institution,
	toUnixTimestamp64Milli(min(seen.time)) AS first, toUnixTimestamp64Milli(max(seen.time)) AS last,
	uniqExact(seen.batch, seen.line) AS count,
	argMin((toString(seen.batch), seen.line), (seen.time, seen.batch, seen.line)) AS pointer`;

const within = `seen.time >= {from:DateTime64(3, 'UTC')} AND seen.time < {to:DateTime64(3, 'UTC')}
	AND ({institution:String} = '' OR toString(seen.institution) = {institution:String})`;

/** A URL without its scheme; its beginning counts where it ends at a boundary, as the engine has it. */
const urlText = "substring(seen.value, position(seen.value, '://') + 3)";

/*
 * Each list is bound once as plain columns too: the primary key (kind, anchor, value) narrows by those, which it does not
 * by a list of tuples. An indicator stands in one of the two lists, so the halves do not meet.
 */
const statement = `
SELECT ${answer}
FROM dijkwacht.observables AS seen
INNER JOIN ${sought('exact')} AS sought ON sought.kind = seen.kind AND sought.value = seen.value
WHERE seen.kind IN {exact_kind_set:Array(String)} AND seen.anchor IN {exact_anchors:Array(String)}
	AND seen.value IN {exact_values:Array(String)} AND ${within}
GROUP BY indicator, institution
UNION ALL
SELECT ${answer}
FROM dijkwacht.observables AS seen
INNER JOIN ${sought('wide')} AS sought ON sought.kind = seen.kind AND sought.anchor = seen.anchor
WHERE seen.kind IN {wide_kind_set:Array(String)} AND seen.anchor IN {wide_anchors:Array(String)} AND ${within}
	AND multiIf(
		sought.match = 'network', isIPAddressInRange(
			if(sought.match = 'network', seen.value, '::'), if(sought.match = 'network', sought.value, '::/0')),
		sought.match = 'subdomains', seen.value = sought.value OR endsWith(seen.value, concat('.', sought.value)),
		sought.match = 'prefix', startsWith(${urlText}, sought.value) AND (endsWith(sought.value, '/')
			OR substring(${urlText}, length(sought.value) + 1, 1) IN ('', '/', '?', '&', '#', ':')),
		false)
GROUP BY indicator, institution`;

interface Row {
	readonly indicator: number;
	readonly institution: string;
	readonly first: number;
	readonly last: number;
	readonly count: number;
	readonly pointer: readonly [string, number];
}

/** Have these been seen, by whom, first and last, how often? One statement for all indicators and all institutions. */
export async function lookBack(
	telemetry: Telemetry,
	indicators: readonly SoughtIndicator[],
	span: Span,
	options: LookBackOptions = {},
): Promise<Sighting[]> {
	if (indicators.length === 0) return [];
	const keys = indicators.flatMap((indicator, number) => drawersOf(indicator).map((anchor) => ({ number, indicator, anchor })));
	const sightings: Sighting[] = [];
	for (let at = 0; at < keys.length; ) {
		// An indicator's drawers stay together: its events are counted once over all of them.
		let end = Math.min(at + keysPerStatement, keys.length);
		while (end < keys.length && keys[end]!.number === keys[end - 1]!.number) end++;
		const part = keys.slice(at, end);
		const rows = await telemetry.query<Row>(
			statement,
			{
				...bound(
					'exact',
					part.filter((key) => key.indicator.match === 'exact'),
				),
				...bound(
					'wide',
					part.filter((key) => key.indicator.match !== 'exact'),
				),
				from: span.from,
				to: span.to,
				institution: options.institution ?? '',
			},
			options,
		);
		for (const row of rows) sightings.push(readSighting(row));
		at = end;
	}
	return sightings.sort((a, b) => a.indicator - b.indicator || (a.institution < b.institution ? -1 : 1));
}

interface Key {
	readonly number: number;
	readonly indicator: SoughtIndicator;
	readonly anchor: string;
}

/** Drawers looked into by one statement. A list longer than a block of the engine (65,409) takes quadratic time to unfold. */
const keysPerStatement = 16_384;

function bound(list: 'exact' | 'wide', keys: readonly Key[]): Record<string, unknown> {
	return {
		[`${list}_numbers`]: keys.map((key) => key.number),
		[`${list}_kinds`]: keys.map((key) => key.indicator.kind),
		[`${list}_kind_set`]: [...new Set(keys.map((key) => key.indicator.kind))],
		[`${list}_anchors`]: keys.map((key) => key.anchor),
		[`${list}_matches`]: keys.map((key) => key.indicator.match),
		[`${list}_values`]: keys.map((key) => soughtText(key.indicator)),
	};
}

function readSighting(row: Row): Sighting {
	const firstSeen = new Date(row.first);
	const [batch, line] = row.pointer;
	return {
		indicator: row.indicator,
		institution: row.institution,
		firstSeen,
		lastSeen: new Date(row.last),
		count: row.count,
		pointer: { institution: row.institution, time: firstSeen, batch, line },
	};
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
