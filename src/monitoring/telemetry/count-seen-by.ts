import type { Telemetry } from '#platform';
import type { Observable } from '../observables.ts';
import { anchorOf } from './anchor.ts';
import type { Span } from './look-back.ts';

export interface SeenBy {
	/** Institutions that saw it besides the one that asks. */
	readonly others: number;
	/** Events of the institution that asks. */
	readonly own: number;
}

const statement = `
SELECT uniqExactIf(institution, institution != {institution:UUID}) AS others,
	uniqExactIf((batch, line), institution = {institution:UUID}) AS own
FROM dijkwacht.observables
WHERE kind = {kind:String} AND anchor = {anchor:String} AND value = {value:String}
	AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}`;

/** How many other institutions saw this: a number, never who. */
export async function countSeenBy(
	telemetry: Telemetry,
	institution: string,
	observable: Observable,
	span: Span,
): Promise<SeenBy> {
	const { kind, value } = observable;
	const parameters = { institution, kind, anchor: anchorOf(kind, value), value, from: span.from, to: span.to };
	const [row] = await telemetry.query<SeenBy>(statement, parameters);
	return row ?? { others: 0, own: 0 };
}
