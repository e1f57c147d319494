import type { Tx } from '#platform';
import { isReachable } from './model/reachable.ts';
import { reachedOf } from './store/contacts.ts';
import { desksAt, staffedAt } from './store/rotas.ts';

export interface DeskProof {
	/** Somebody is planned to be there now. */
	readonly staffed: boolean;
	/** Somebody said that they are there. */
	readonly present: boolean;
	/** End of the last shift that runs now. */
	readonly until: Date | null;
}

/**
 * Per organisation whether somebody stands watch at its desks at a moment; one statement for any number of them. One that
 * has no rota, or none that the transaction may know of, is absent: unknown.
 */
export async function desksStaffed(tx: Tx, at: Date): Promise<Map<string, DeskProof>> {
	const desks = Map.groupBy(await desksAt(tx, at), ({ organisationId }) => organisationId);
	const proofs = [...desks].map(([organisation, rotas]) => {
		const ends = rotas.flatMap(({ until }) => (until === null ? [] : [until.getTime()]));
		const proof = {
			staffed: rotas.some(({ people }) => people > 0),
			present: rotas.some(({ present }) => present > 0),
			until: ends.length === 0 ? null : new Date(Math.max(...ends)),
		};
		return [organisation, proof] as const;
	});
	return new Map(proofs);
}

/** Whether a desk of one of these organisations was staffed at each of the moments, in their order; null: no rota known. */
export function desksStaffedAt(
	tx: Tx,
	organisations: readonly string[],
	moments: readonly Date[],
): Promise<readonly (boolean | null)[]> {
	return staffedAt(tx, organisations, moments);
}

export interface ContactProof {
	readonly reachable: boolean;
	/** Last proof; null when never. */
	readonly at: Date | null;
}

/**
 * Per institution whether a duty contact proved to be reachable in the last 31 days. An institution of which the
 * transaction may know nothing, or that named no contact, is absent: unknown, which is never green.
 */
export async function contactReachable(tx: Tx, institutions: readonly string[], at: Date): Promise<Map<string, ContactProof>> {
	const rows = await reachedOf(tx, institutions);
	return new Map(
		rows
			.filter(({ contacts }) => contacts > 0)
			.map((row) => [row.institutionId, { reachable: isReachable(row.confirmedAt, at), at: row.confirmedAt }]),
	);
}
