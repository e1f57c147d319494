import type { Telemetry } from '#platform';
import type { ObservableKind } from '../observables.ts';
import { deepestPath, enclosingNetworks, urlPrefixes } from './lineage.ts';
import type { QueryOptions } from './tables.ts';

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
		SELECT n, kind, value, ancestor, network
		FROM (SELECT {numbers:Array(UInt32)} AS n, {kinds:Array(String)} AS kind, {values:Array(String)} AS value,
			{ancestors:Array(String)} AS ancestor, {networks:Array(String)} AS network)
		ARRAY JOIN n, kind, value, ancestor, network
	),
	found AS (
		SELECT n, kind, value FROM wanted WHERE value != ''
		UNION DISTINCT
		SELECT wanted.n, lineage.kind, lineage.value
		FROM dijkwacht.lineage AS lineage
		INNER JOIN wanted ON wanted.kind = lineage.kind AND wanted.ancestor = lineage.ancestor
		WHERE (lineage.kind, lineage.ancestor) IN (SELECT kind, ancestor FROM wanted WHERE ancestor != '')
			AND if(wanted.network = '', true, isIPAddressInRange(lineage.value, if(wanted.network = '', '::/0', wanted.network)))
	)
SELECT found.n AS indicator, toString(seen.institution) AS institution,
	toUnixTimestamp64Milli(min(seen.time)) AS first, toUnixTimestamp64Milli(max(seen.time)) AS last,
	uniqExact(seen.batch, seen.line) AS count,
	argMin((toString(seen.batch), seen.line), (seen.time, seen.batch, seen.line)) AS pointer
FROM dijkwacht.observables AS seen
INNER JOIN found ON found.kind = seen.kind AND found.value = seen.value
WHERE (seen.kind, seen.value) IN (SELECT kind, value FROM found)
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
	const keys = indicators.flatMap((indicator, number) => soughtRows(indicator).map((row) => ({ ...row, number })));
	const rows = await telemetry.query<Row>(
		statement,
		{
			numbers: keys.map((key) => key.number),
			kinds: keys.map((key) => key.kind),
			values: keys.map((key) => key.value),
			ancestors: keys.map((key) => key.ancestor),
			networks: keys.map((key) => key.network),
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

interface SoughtRow {
	readonly kind: string;
	readonly value: string;
	readonly ancestor: string;
	readonly network: string;
}

function soughtRows({ kind, value, match }: SoughtIndicator): SoughtRow[] {
	if (match === 'exact') return [{ kind, value, ancestor: '', network: '' }];
	if (match === 'subdomains') return [{ kind, value, ancestor: value, network: '' }];
	if (match === 'prefix') return [{ kind, value, ancestor: urlPrefixes(value).at(-1) ?? '', network: '' }];
	return enclosingNetworks(value).map((ancestor) => ({ kind, value: '', ancestor, network: value }));
}

/** Why an indicator cannot be looked for in the past; `undefined` when it can. */
export function cannotLookBack({ kind, value, match }: SoughtIndicator): string | undefined {
	if (match === 'exact') return undefined;
	if (match === 'subdomains') return kind === 'domain' ? undefined : 'only domains have subdomains';
	if (match === 'prefix') {
		if (kind !== 'url') return 'only URLs have a beginning';
		return urlPrefixes(value).length > deepestPath ? `the path is deeper than ${deepestPath} folders` : undefined;
	}
	if (kind !== 'ipv4' && kind !== 'ipv6') return 'only addresses lie in a network';
	return enclosingNetworks(value).length === 0 ? 'the network is unreadable or too wide' : undefined;
}
