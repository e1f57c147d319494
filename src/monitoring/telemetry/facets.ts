import type { Telemetry } from '#platform';
import { type ObservableKind, observableKinds } from '../observables.ts';
import type { Condition } from '../search/condition.ts';
import type { Span } from './look-back.ts';
import { bindScope, bounds, scope } from './search-events.ts';
import type { QueryOptions } from './tables.ts';

const columns = {
	format: 'format',
	source: 'logsource',
	sensor: 'toString(sensor)',
	institution: 'toString(institution)',
} as const;
/** What the events of a search can be divided by. */
export const facetFields = [...observableKinds, 'format', 'source', 'sensor', 'institution'] as const;
export type FacetField = (typeof facetFields)[number];

export interface Facets {
	/** Most frequent first. */
	readonly items: readonly { readonly value: string; readonly count: number }[];
	/** Different values in all. */
	readonly distinct: number;
}

/** The values of a field among the events that meet the condition, each with the number of events. */
export async function facetsOf(
	telemetry: Telemetry,
	institutions: readonly string[],
	span: Span,
	condition: Condition,
	field: FacetField,
	options: QueryOptions & { readonly limit: number },
): Promise<Facets> {
	const column = field in columns ? columns[field as keyof typeof columns] : undefined;
	const among = `(batch, line) IN (SELECT batch, line FROM dijkwacht.events WHERE ${scope} AND ${condition.sql})`;
	const from =
		column === undefined
			? `SELECT value, batch, line FROM dijkwacht.observables
				WHERE kind = {field:String} AND ${scope} ${condition.sql === 'true' ? '' : `AND ${among}`}`
			: `SELECT ${column} AS value, batch, line FROM dijkwacht.events WHERE ${scope} AND ${condition.sql}`;
	const rows = await telemetry.query<{ value: string; count: number; distinct: number }>(
		`SELECT value, toFloat64(uniqExact(batch, line)) AS count, toFloat64(count() OVER ()) AS distinct
		FROM (${from}) GROUP BY value ORDER BY count DESC, value LIMIT {limit:UInt32} ${bounds}`,
		{ ...condition.parameters, ...bindScope(institutions, span), field: field as ObservableKind, limit: options.limit },
		options,
	);
	return { items: rows.map(({ value, count }) => ({ value, count })), distinct: rows[0]?.distinct ?? 0 };
}
