/**
 * When a figure about a group may be shown (DOMAIN.md, "Anonymity of sector figures"). Pure: the same rules judge a
 * live page, an export and an attack in a test.
 */
export const anonymityFloor = {
	/** Contributors needed besides the viewer's own institution. */
	others: 5,
	median: 7,
	quartiles: 15,
	/** A group in which this share has the same whole level gives away its members. */
	dominantShare: 0.9,
} as const;

/** One institution's contribution; `version` names what it gave, so that a changed score counts as a change. */
export interface Contribution {
	readonly institution: string;
	readonly version: string;
	/** Exact value between 1 and 5. */
	readonly value: number;
}

export interface Figures {
	readonly contributors: number;
	readonly mean: number;
	readonly median: number | null;
	readonly quartiles: readonly [number, number] | null;
}

export type WithheldReason = 'too-few' | 'too-alike' | 'complementary' | 'too-close-to-another';

/** Least number of contributors when every one of them may also be the viewer. */
export const leastContributors = anonymityFloor.others + 1;

/** Why a group may not be shown on its own account, or null. */
export function withheld(group: readonly Contribution[]): WithheldReason | null {
	const institutions = new Set(group.map(({ institution }) => institution));
	if (institutions.size < leastContributors) return 'too-few';
	const counts = new Map<number, number>();
	for (const { value } of group) counts.set(Math.round(value), (counts.get(Math.round(value)) ?? 0) + 1);
	if (Math.max(...counts.values()) >= anonymityFloor.dominantShare * group.length) return 'too-alike';
	return null;
}

/** Quantile by linear interpolation (type 7), on values in ascending order. */
function quantile(sorted: readonly number[], share: number): number {
	const place = (sorted.length - 1) * share;
	const below = sorted[Math.floor(place)] ?? 0;
	const above = sorted[Math.ceil(place)] ?? below;
	return below + (above - below) * (place - Math.floor(place));
}

/** What is shown of a group that may be shown: never the lowest, never the highest. Two decimals, the ledger keeps no more. */
export function figuresOf(group: readonly Contribution[]): Figures {
	const sorted = group.map(({ value }) => value).sort((a, b) => a - b);
	const short = (value: number) => Math.round(value * 100) / 100;
	return {
		contributors: sorted.length,
		mean: short(sorted.reduce((sum, value) => sum + value, 0) / sorted.length),
		median: sorted.length >= anonymityFloor.median ? short(quantile(sorted, 0.5)) : null,
		quartiles: sorted.length >= anonymityFloor.quartiles ? [short(quantile(sorted, 0.25)), short(quantile(sorted, 0.75))] : null,
	};
}
