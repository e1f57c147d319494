import type { Telemetry } from '#platform';
import type { ObservableKind } from '../observables.ts';
import { anchorOf, anchorsOfNetwork, withoutSchemeAndQuery } from './anchor.ts';
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

const statement = `
WITH
	wanted AS (
		SELECT n, CAST(kind_name AS ${kindType}) AS kind, anchor, match, value
		FROM (SELECT {numbers:Array(UInt32)} AS n, {kinds:Array(String)} AS kind_name, {anchors:Array(String)} AS anchor,
			{matches:Array(String)} AS match, {values:Array(String)} AS value)
		ARRAY JOIN n, kind_name, anchor, match, value
	),
	filed AS (
		SELECT DISTINCT kind, anchor, value FROM dijkwacht.observables
		WHERE (kind, anchor) IN (SELECT kind, anchor FROM wanted WHERE match != 'exact')
	),
	found AS (
		SELECT n, kind, anchor, value FROM wanted WHERE match = 'exact'
		UNION DISTINCT
		SELECT wanted.n, filed.kind, filed.anchor, filed.value
		FROM filed
		INNER JOIN wanted ON wanted.kind = filed.kind AND wanted.anchor = filed.anchor
		WHERE multiIf(
			wanted.match = 'network', isIPAddressInRange(filed.value, if(wanted.match = 'network', wanted.value, '::/0')),
			wanted.match = 'subdomains', filed.value = wanted.value OR endsWith(filed.value, concat('.', wanted.value)),
			wanted.match = 'prefix', startsWith(
				concat(cutQueryStringAndFragment(substring(filed.value, position(filed.value, '://') + 3)), '/'),
				concat(trimRight(wanted.value, '/'), '/')),
			false)
	)
SELECT found.n AS indicator, toString(seen.institution) AS institution,
	toUnixTimestamp64Milli(min(seen.time)) AS first, toUnixTimestamp64Milli(max(seen.time)) AS last,
	uniqExact(seen.batch, seen.line) AS count,
	argMin((toString(seen.batch), seen.line), (seen.time, seen.batch, seen.line)) AS pointer
FROM dijkwacht.observables AS seen
INNER JOIN found ON found.kind = seen.kind AND found.value = seen.value
WHERE (seen.kind, seen.anchor, seen.value) IN (SELECT kind, anchor, value FROM found)
	AND seen.time >= {from:DateTime64(3, 'UTC')} AND seen.time < {to:DateTime64(3, 'UTC')}
	AND ({institution:String} = '' OR toString(seen.institution) = {institution:String})
GROUP BY indicator, institution
ORDER BY indicator, institution`;

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
	const rows = await telemetry.query<Row>(
		statement,
		{
			numbers: keys.map((key) => key.number),
			kinds: keys.map((key) => key.indicator.kind),
			anchors: keys.map((key) => key.anchor),
			matches: keys.map((key) => key.indicator.match),
			values: keys.map((key) => soughtText(key.indicator)),
			from: span.from,
			to: span.to,
			institution: options.institution ?? '',
		},
		options,
	);
	return rows.map(readSighting);
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
	return match === 'prefix' ? withoutSchemeAndQuery(value) : value;
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
