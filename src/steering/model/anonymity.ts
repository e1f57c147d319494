import { anonymityFloor, leastContributors } from '#institutions';

export interface Figures {
	readonly contributors: number;
	readonly mean: number;
	readonly median: number | null;
	readonly quartiles: readonly [number, number] | null;
}

export type WithheldReason = 'too-few' | 'too-alike' | 'complementary' | 'too-close-to-another';

/** Why values of as many institutions may not be shown on their own account, or null. */
export function withheld(values: readonly number[]): WithheldReason | null {
	if (values.length < leastContributors) return 'too-few';
	const counts = new Map<number, number>();
	for (const value of values) counts.set(Math.round(value), (counts.get(Math.round(value)) ?? 0) + 1);
	return Math.max(...counts.values()) >= anonymityFloor.dominantShare * values.length ? 'too-alike' : null;
}

/** Quantile by linear interpolation (type 7), on values in ascending order. */
function quantile(sorted: readonly number[], share: number): number {
	const place = (sorted.length - 1) * share;
	const below = sorted[Math.floor(place)] ?? 0;
	const above = sorted[Math.ceil(place)] ?? below;
	return below + (above - below) * (place - Math.floor(place));
}

/** What is shown of a group that may be shown: never the lowest, never the highest. Two decimals, the ledger keeps no more. */
export function figuresOf(values: readonly number[]): Figures {
	const sorted = [...values].sort((a, b) => a - b);
	const short = (value: number) => Math.round(value * 100) / 100;
	return {
		contributors: sorted.length,
		mean: short(sorted.reduce((sum, value) => sum + value, 0) / sorted.length),
		median: sorted.length >= anonymityFloor.median ? short(quantile(sorted, 0.5)) : null,
		quartiles: sorted.length >= anonymityFloor.quartiles ? [short(quantile(sorted, 0.25)), short(quantile(sorted, 0.75))] : null,
	};
}
