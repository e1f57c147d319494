import type { Tx } from '#platform';
import { isReachable } from './model/reachable.ts';
import { reachedOf } from './store/contacts.ts';
import { desksAt } from './store/rotas.ts';

export interface DeskProof {
	/** Null: the organisation has no rota that the asker may know of. */
	readonly staffed: boolean | null;
	/** Somebody said that they are there. */
	readonly present: boolean;
	/** End of the last shift that runs now. */
	readonly until: Date | null;
}

/** Whether somebody stands watch at an organisation's desks at a moment, as far as the transaction may know. */
export async function deskStaffed(tx: Tx, organisation: string, at: Date): Promise<DeskProof> {
	const desks = (await desksAt(tx, at)).filter(({ organisationId }) => organisationId === organisation);
	const ends = desks.flatMap(({ until }) => (until === null ? [] : [until.getTime()]));
	return {
		staffed: desks.length === 0 ? null : desks.some(({ people }) => people > 0),
		present: desks.some(({ present }) => present > 0),
		until: ends.length === 0 ? null : new Date(Math.max(...ends)),
	};
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
