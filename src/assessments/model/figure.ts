import { exactText, minus, type Ratio, ratio, shown, toNumber } from './ratio.ts';
import { clusterMean, gapTo, lowestCluster, meets, meetsAgreement, overallMean, type Score, type Value } from './score.ts';

export const formulas = [
	'mean-of-levels',
	'mean-of-clusters',
	'mean-of-controls',
	'target-minus-now',
	'self-minus-other',
] as const;

/** A number that can be opened: what it is exactly, how it came about and from what. */
export interface Figure {
	readonly value: number;
	/** One decimal, half up. */
	readonly shown: string;
	readonly exact: string;
	readonly formula: (typeof formulas)[number];
	readonly inputs: { readonly label: string; readonly exact: string; readonly count: number | null }[];
}

function figure(mean: Ratio, formula: Figure['formula'], inputs: Figure['inputs']): Figure {
	return { value: toNumber(mean), shown: shown(mean), exact: exactText(mean), formula, inputs };
}

/** The whole, with the cluster means or sums it came from. */
export function overallFigure(score: Score, value: Value): Figure | null {
	const mean = overallMean(score, value);
	if (mean === null) return null;
	const counted = score.tallies.filter((tally) => tally.count > 0);
	const inputs = counted.map((tally) => ({
		label: tally.cluster,
		exact: exactText(score.method === 'mean-of-clusters' ? ratio(tally[value], tally.count) : ratio(tally[value])),
		count: tally.count,
	}));
	return figure(mean, score.method, inputs);
}

function gapFigure(mean: Ratio | null, target: number): Figure | null {
	const gap = gapTo(mean, target);
	if (gap === null || mean === null) return null;
	return figure(gap, 'target-minus-now', [
		{ label: 'target', exact: String(target), count: null },
		{ label: 'now', exact: exactText(mean), count: null },
	]);
}

/** Self minus another opinion on the same framework version: above zero is optimism. */
export function optimism(self: Score, other: Score): Figure | null {
	const [a, b] = [overallMean(self, 'now'), overallMean(other, 'now')];
	if (a === null || b === null) return null;
	return figure(minus(a, b), 'self-minus-other', [
		{ label: 'self', exact: exactText(a), count: null },
		{ label: 'other', exact: exactText(b), count: null },
	]);
}

interface Titled {
	readonly id: string;
	readonly title: { nl: string; en: string };
}

/** A score with every number openable. Titles come from the framework; without it the id stands in. */
export function scoreView(score: Score, clusters: readonly Titled[]) {
	const titles = new Map(clusters.map((one) => [one.id, one.title]));
	const titleOf = (id: string) => titles.get(id) ?? { nl: id, en: id };
	const lowest = lowestCluster(score.tallies);
	return {
		method: score.method,
		...{ now: overallFigure(score, 'now'), expected: overallFigure(score, 'expected'), wanted: overallFigure(score, 'wanted') },
		gap: gapFigure(overallMean(score, 'now'), score.target),
		target: score.target,
		meets: meets(overallMean(score, 'now'), score.target),
		meetsAgreement: meetsAgreement(score),
		underTarget: score.underTarget,
		underFloor: [...score.underFloor],
		keyUnderTarget: [...score.keyUnderTarget],
		lowestCluster: lowest === null ? null : { id: lowest, title: titleOf(lowest) },
		clusters: score.tallies.map((tally) => {
			const { cluster: id, target, underTarget, count, notApplicable, unanswered } = tally;
			const of = (value: Value) => {
				const mean = clusterMean(tally, value);
				return mean === null
					? null
					: figure(mean, 'mean-of-levels', [{ label: 'sum of levels', exact: String(tally[value]), count: tally.count }]);
			};
			const gap = gapFigure(clusterMean(tally, 'now'), target);
			return {
				...{ id, title: titleOf(id), now: of('now'), expected: of('expected'), wanted: of('wanted'), gap, target },
				...{ meets: meets(clusterMean(tally, 'now'), target), underTarget, count, notApplicable, unanswered },
			};
		}),
	};
}

/** Points in a row of the same framework version; another version begins a new stretch, which is never joined to the former. */
export function stretches<T extends { readonly frameworkId: string }>(points: readonly T[]): T[][] {
	const result: T[][] = [];
	for (const point of points) {
		const last = result.at(-1);
		if (last?.[0]?.frameworkId === point.frameworkId) last.push(point);
		else result.push([point]);
	}
	return result;
}
