import { compare, levelRatio, meanOf, minus, type Ratio, ratio } from './ratio.ts';

/** How clusters become one figure; the mean of cluster means is the sector's default. */
export const scoreMethods = ['mean-of-clusters', 'mean-of-controls'] as const;
export type ScoreMethod = (typeof scoreMethods)[number];

/** One control with what was answered. Levels are whole, on the scale of the framework. */
export interface AnsweredControl {
	readonly control: string;
	readonly cluster: string;
	/** Null: not answered yet, or not applicable. */
	readonly now: number | null;
	readonly expected: number | null;
	readonly wanted: number | null;
	readonly notApplicable: boolean;
}

/** What was agreed. Levels of the whole and of clusters have at most one decimal. */
export interface TargetTerms {
	readonly level: number;
	readonly clusters: ReadonlyMap<string, number>;
	readonly controls: ReadonlyMap<string, number>;
	/** No control below this, whatever the means say. */
	readonly floor: number | null;
	/** Controls that must reach the level of their cluster each by itself. */
	readonly keyControls: ReadonlySet<string>;
}

/** What the sector holds to while nothing is agreed: maturity 3 on average over the clusters (letter of 28 September 2021). */
export const sectorTerms: TargetTerms = {
	level: 3,
	clusters: new Map(),
	controls: new Map(),
	floor: null,
	keyControls: new Set(),
};

/** The sums of one cluster: all that is needed to give every mean again, exactly. */
export interface Tally {
	readonly cluster: string;
	/** Controls in the mean: answered and applicable. */
	readonly count: number;
	/** Sums of levels over those controls; where no expectation was given the level stays as it is. */
	readonly now: number;
	readonly expected: number;
	readonly wanted: number;
	readonly notApplicable: number;
	readonly unanswered: number;
	/** Level the cluster is held to. */
	readonly target: number;
	readonly underTarget: number;
}

export interface Score {
	readonly method: ScoreMethod;
	readonly target: number;
	readonly tallies: readonly Tally[];
	readonly underTarget: number;
	readonly underFloor: readonly string[];
	readonly keyUnderTarget: readonly string[];
}

export type Value = 'now' | 'expected' | 'wanted';

/** Tallies all controls of a framework that take part. `clusters` gives the order; one without controls keeps an empty tally. */
export function score(
	clusters: readonly string[],
	controls: readonly AnsweredControl[],
	terms: TargetTerms,
	method: ScoreMethod = 'mean-of-clusters',
): Score {
	const levelFor = (one: AnsweredControl) => terms.controls.get(one.control) ?? terms.clusters.get(one.cluster) ?? terms.level;
	const counted = controls.filter((one) => one.now !== null && !one.notApplicable);
	const under = counted.filter((one) => one.now! < levelFor(one));
	const tallies = clusters.map((cluster): Tally => {
		const own = controls.filter((one) => one.cluster === cluster);
		const inMean = counted.filter((one) => one.cluster === cluster);
		const sum = (pick: (one: AnsweredControl) => number | null) => inMean.reduce((total, one) => total + (pick(one) ?? 0), 0);
		return {
			cluster,
			count: inMean.length,
			now: sum((one) => one.now),
			expected: sum((one) => one.expected ?? one.now),
			wanted: sum((one) => one.wanted ?? one.expected ?? one.now),
			notApplicable: own.filter((one) => one.notApplicable).length,
			unanswered: own.filter((one) => one.now === null && !one.notApplicable).length,
			target: terms.clusters.get(cluster) ?? terms.level,
			underTarget: under.filter((one) => one.cluster === cluster).length,
		};
	});
	const floor = terms.floor;
	return {
		method,
		target: terms.level,
		tallies,
		underTarget: under.length,
		underFloor: floor === null ? [] : counted.filter((one) => one.now! < floor).map((one) => one.control),
		keyUnderTarget: under.filter((one) => terms.keyControls.has(one.control)).map((one) => one.control),
	};
}

/** Mean of the controls of a cluster; null when none counts. */
export function clusterMean(tally: Tally, value: Value): Ratio | null {
	return tally.count === 0 ? null : ratio(tally[value], tally.count);
}

/** The whole in one figure; clusters in which nothing counts leave the mean. */
export function overallMean(one: Pick<Score, 'method' | 'tallies'>, value: Value): Ratio | null {
	if (one.method === 'mean-of-clusters') return meanOf(one.tallies.flatMap((tally) => clusterMean(tally, value) ?? []));
	const count = one.tallies.reduce((total, tally) => total + tally.count, 0);
	return count === 0
		? null
		: ratio(
				one.tallies.reduce((total, tally) => total + tally[value], 0),
				count,
			);
}

/** Judged on the exact value: 2.96 shows 3.0 and does not meet 3. */
export function meets(mean: Ratio | null, target: number): boolean {
	return mean !== null && compare(mean, levelRatio(target)) >= 0;
}

/** What is missing to the target, never negative. */
export function gapTo(mean: Ratio | null, target: number): Ratio | null {
	if (mean === null) return null;
	const gap = minus(levelRatio(target), mean);
	return gap.num > 0n ? gap : ratio(0);
}

/** The cluster with the lowest mean; the first of them when several are equal. */
export function lowestCluster(tallies: readonly Tally[], value: Value = 'now'): string | null {
	let lowest: { cluster: string; mean: Ratio } | null = null;
	for (const tally of tallies) {
		const mean = clusterMean(tally, value);
		if (mean !== null && (lowest === null || compare(mean, lowest.mean) < 0)) lowest = { cluster: tally.cluster, mean };
	}
	return lowest?.cluster ?? null;
}

/** The whole agreement: the mean, each cluster that has a level of its own, the floor and the key controls. */
export function meetsAgreement(one: Score): boolean {
	return (
		meets(overallMean(one, 'now'), one.target) &&
		one.tallies.every(
			(tally) => tally.target === one.target || tally.count === 0 || meets(clusterMean(tally, 'now'), tally.target),
		) &&
		one.underFloor.length === 0 &&
		one.keyUnderTarget.length === 0
	);
}
