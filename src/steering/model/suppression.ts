import { type Contribution, leastContributors, type WithheldReason, withheld } from './anonymity.ts';

/** A cell of a declared breakdown: one group with a name. */
export interface Cell {
	/** For example `kind:mbo`; the whole is `all`. */
	readonly key: string;
	readonly group: readonly Contribution[];
}

export interface JudgedCell extends Cell {
	readonly reason: WithheldReason | null;
}

const sizeOf = (cells: readonly Cell[]) => cells.reduce((sum, { group }) => sum + group.length, 0);

/**
 * Judges the cells of one breakdown that together make up the whole. What is withheld must not come back by taking the
 * shown cells from the shown total: so the withheld cells together hold either nobody or a group that could be shown,
 * and never stand alone. The smallest shown cells are withheld with them until that is so.
 */
export function judgeBreakdown(cells: readonly Cell[]): JudgedCell[] {
	const judged = cells.map((cell): JudgedCell => ({ ...cell, reason: withheld(cell.group) }));
	for (;;) {
		const hidden = judged.filter(({ reason, group }) => reason !== null && group.length > 0);
		if (hidden.length === 0) return judged;
		const together = hidden.flatMap(({ group }) => group);
		const safe = hidden.length > 1 && sizeOf(hidden) >= leastContributors && withheld(together) === null;
		if (safe) return judged;
		const shown = judged.filter(({ reason }) => reason === null).sort((a, b) => a.group.length - b.group.length);
		const next = shown[0];
		if (next === undefined) return judged;
		judged[judged.indexOf(next)] = { ...next, reason: 'complementary' };
	}
}
