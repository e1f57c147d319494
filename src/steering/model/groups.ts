/** What the declared breakdowns need to know of an institution. */
export interface Member {
	readonly institution: string;
	readonly kind: string;
	readonly province: string | null;
}

/**
 * The only breakdowns there are: another one is a decision of the sector, not a query parameter. Two, because what two give
 * away together can be judged exactly (see `cut.ts`); of three nobody knows how to.
 */
export const breakdowns = ['kind', 'province'] as const;

/** The cells an institution belongs to, one of each breakdown. */
export function cellsOf({ kind, province }: Member): [string, string] {
	return [`kind:${kind}`, `province:${province ?? 'unknown'}`];
}

/** The breakdown of a cell; undefined for the whole. */
export function breakdownOf(cell: string): (typeof breakdowns)[number] | undefined {
	return breakdowns.find((name) => cell.startsWith(`${name}:`));
}
