/**
 * When something about a group may be told (DOMAIN.md, "Anonymity of sector figures"). Here, below every room that counts,
 * so that a figure, a sighting and a search obey one floor.
 */
export const anonymityFloor = {
	/** Contributors needed besides the viewer's own institution. */
	others: 5,
	median: 7,
	quartiles: 15,
	/** A group in which this share has the same whole level gives away its members. */
	dominantShare: 0.9,
} as const;

/** Least number of contributors when every one of them may also be the viewer. */
export const leastContributors = anonymityFloor.others + 1;

const steps = [500, 200, 100, 50, 20, 10, anonymityFloor.others] as const;

/**
 * A count of institutions that nobody keeps a ledger of, as it may be told: at least so many, in wide steps, so that one
 * institution more or less seldom shows. @param others besides the viewer's own; @returns null below the floor
 */
export function atLeastOthers(others: number): number | null {
	return steps.find((step) => others >= step) ?? null;
}
