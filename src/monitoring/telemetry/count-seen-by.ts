import type { Telemetry } from '#platform';
import type { Observable } from '../observables.ts';
import type { Condition } from '../search/condition.ts';
import { anchorOf } from './anchor.ts';
import type { Span } from './look-back.ts';
import type { QueryOptions } from './tables.ts';

const place = `FROM dijkwacht.observables WHERE kind = {kind:String} AND anchor = {anchor:String} AND value IN {values:Array(String)}
	AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}`;

/** A value as it was recognised, or as an institution stored it; all of one kind. */
export interface SeenValue {
	readonly kind: Observable['kind'];
	readonly values: readonly string[];
}

function bind({ kind, values }: SeenValue, institutions: readonly string[], { from, to }: Span) {
	return { institutions, kind, anchor: anchorOf(kind, values[0] ?? ''), values, from, to };
}

/** Institutions besides these that saw it: a number, never who. Not to be told as it is: see atLeastOthers. */
export async function countOthers(
	telemetry: Telemetry,
	institutions: readonly string[],
	seen: SeenValue,
	span: Span,
	options: QueryOptions = {},
): Promise<number> {
	const [row] = await telemetry.query<{ others: number }>(
		`SELECT toUInt32(uniqExactIf(institution, institution NOT IN {institutions:Array(UUID)})) AS others ${place}`,
		bind(seen, institutions, span),
		options,
	);
	return row?.others ?? 0;
}

export interface OwnSighting {
	readonly institution: string;
	readonly firstSeen: Date;
	readonly lastSeen: Date;
	readonly count: number;
}

/** What each of these institutions saw of it among the rows that meet the condition; one that saw nothing is absent. */
export async function ownSightings(
	telemetry: Telemetry,
	institutions: readonly string[],
	seen: SeenValue,
	span: Span,
	condition: Condition,
	options: QueryOptions = {},
): Promise<OwnSighting[]> {
	const rows = await telemetry.query<{ id: string; first: number; last: number; count: number }>(
		`SELECT toString(institution) AS id, toUnixTimestamp64Milli(min(time)) AS first, toUnixTimestamp64Milli(max(time)) AS last,
			toFloat64(uniqExact(batch, line)) AS count
		${place} AND institution IN {institutions:Array(UUID)} AND ${condition.sql} GROUP BY institution ORDER BY count DESC, id`,
		{ ...condition.parameters, ...bind(seen, institutions, span) },
		options,
	);
	return rows.map(({ id, first, last, count }) => ({
		...{ institution: id, firstSeen: new Date(first), lastSeen: new Date(last), count },
	}));
}
