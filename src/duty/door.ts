import type { Tx } from '#platform';
import { isReachable } from './model/reachable.ts';
import { type DeskProofRow, proofRows } from './store/proofs.ts';
import { statesAt } from './store/rotas.ts';

/** A plan is no presence: somebody said that they are there, somebody should be, or nobody. */
export type DeskState = 'present' | 'planned' | 'empty';

export interface DeskProof {
	readonly state: DeskState;
	/** End of the last shift that runs now. */
	readonly until: Date | null;
}

/** The best state of the desks of these organisations at each of the moments, in their order; null: no rota known. */
export function desksAt(
	tx: Tx,
	organisations: readonly string[],
	moments: readonly Date[],
): Promise<readonly (DeskState | null)[]> {
	return statesAt(tx, organisations, moments);
}

export interface ContactProof {
	/** A duty contact proved to be reachable in the last 31 days. */
	readonly reachable: boolean;
	/** Last proof; null when never. */
	readonly at: Date | null;
}

/** What is absent is unknown, which is never green: no rota or no contact, or none that the transaction may know of. */
export interface DutyProofs {
	readonly desks: ReadonlyMap<string, DeskProof>;
	readonly contacts: ReadonlyMap<string, ContactProof>;
}

function deskProof(rotas: readonly DeskProofRow[]): DeskProof {
	const ends = rotas.flatMap(({ until }) => (until === null ? [] : [Date.parse(until)]));
	return {
		state: rotas.some(({ present }) => present > 0) ? 'present' : rotas.some(({ people }) => people > 0) ? 'planned' : 'empty',
		until: ends.length === 0 ? null : new Date(Math.max(...ends)),
	};
}

/** The desks of all organisations and the contacts of these institutions at a moment; one statement, however many. */
export async function dutyProofs(tx: Tx, institutions: readonly string[], at: Date): Promise<DutyProofs> {
	const rows = await proofRows(tx, institutions, at);
	const desks = Map.groupBy(rows.desks, ({ organisation }) => organisation);
	const contacts = rows.contacts
		.filter(({ contacts }) => contacts > 0)
		.map(({ institution, confirmedAt }) => {
			const proven = confirmedAt === null ? null : new Date(confirmedAt);
			return [institution, { reachable: isReachable(proven, at), at: proven }] as const;
		});
	return { desks: new Map([...desks].map(([desk, rotas]) => [desk, deskProof(rotas)])), contacts: new Map(contacts) };
}
