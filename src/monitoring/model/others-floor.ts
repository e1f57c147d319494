/** Institutions besides those of the viewer that a count must hold before it is told (DOMAIN.md, anonymity). */
export const othersFloor = 5;

/** A count of other institutions as it may be told: the number from the floor up, below it only that it is below. */
export interface OthersTold {
	readonly fewerThan: number | null;
	readonly count: number | null;
}

export function tellOthers(count: number): OthersTold {
	return count >= othersFloor ? { fewerThan: null, count } : { fewerThan: othersFloor, count: null };
}
