import type { Grid, Sightings } from './types.ts';

/** Institutions that searched and that saw something, named and unnamed; `seen` null: almost all, which is not said in a number. */
export function answersOf({ named, others }: Pick<Sightings, 'named' | 'others'>): {
	readonly searched: number;
	readonly seen: number | null;
} {
	// Counts stand per indicator; the same institutions answer for each, so they are not added up.
	const most = (values: readonly number[]) => values.reduce((high, value) => Math.max(high, value), 0);
	const hidden = others.some(({ seen }) => seen === null);
	return {
		searched: named.searched + most(others.map(({ contributors }) => contributors)),
		seen: hidden ? null : named.seen + most(others.map(({ seen }) => seen ?? 0)),
	};
}

/** Measures times institutions, named and unnamed: all that must be handled, verified, and not yet touched. */
export function handledOf({ institutions, others }: Grid): { all: number; verified: number; untouched: number } {
	const cells = institutions.flatMap(({ cells }) => cells);
	const needed = cells.filter(({ state }) => state !== 'not-applicable');
	const sum = (value: (row: Grid['others'][number]) => number) => others.reduce((total, row) => total + value(row), 0);
	return {
		all: needed.length + sum((row) => row.contributors - row.notApplicable),
		verified: cells.filter(({ state }) => state === 'verified').length + sum((row) => row.verified),
		untouched: cells.filter(({ state }) => state === 'received').length + sum((row) => row.received),
	};
}
