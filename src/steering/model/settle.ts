import { leastContributors } from '#institutions';
import { type Edge, smallestCut } from './cut.ts';
import { breakdowns } from './groups.ts';

/** What one institution gives to a release: a value for each of its figures. */
export interface Given {
	readonly institution: string;
	readonly cells: readonly [string, string];
	readonly values: readonly number[];
}

/** A contribution that is new, gone or other than it was. */
export interface Change {
	readonly institution: string;
	readonly before: Given | undefined;
	readonly after: Given | undefined;
}

export function changesOf(before: readonly Given[], after: readonly Given[]): Change[] {
	const was = new Map(before.map((given) => [given.institution, given]));
	const is = new Map(after.map((given) => [given.institution, given]));
	const same = (one: Given | undefined, other: Given | undefined) =>
		JSON.stringify([one?.values, one?.cells]) === JSON.stringify([other?.values, other?.cells]);
	return [...new Set([...was.keys(), ...is.keys()])]
		.filter((institution) => !same(was.get(institution), is.get(institution)))
		.map((institution) => ({ institution, before: was.get(institution), after: is.get(institution) }));
}

/** Cells that are not shown are one heap: only the shown ones and what subtraction leaves can be told apart. */
export function edgeOf(cells: readonly [string, string], shown: ReadonlySet<string>, weight = 1): Edge {
	const heap = (place: 0 | 1) => (shown.has(cells[place]) ? cells[place] : `${breakdowns[place]}:*`);
	return { ends: [heap(0), heap(1)], weight };
}

/** An institution that moved to another cell stands half in each, so that no cut counts it twice. */
export function edgesOf({ before, after }: Change, shown: ReadonlySet<string>): Edge[] {
	const places = [before, after].flatMap((given) => (given === undefined ? [] : [given.cells]));
	const moved = new Set(places.map((cells) => cells.join(' '))).size > 1;
	return (moved ? places : places.slice(0, 1)).map((cells) => edgeOf(cells, shown, moved ? 0.5 : 1));
}

const crosses = ({ ends }: Edge, side: ReadonlySet<string>) => side.has(ends[0]) !== side.has(ends[1]);

/**
 * The changes that may be told now: where two releases would differ by a handful of institutions in any sum of cells shown in
 * both, those wait for others. @param shown cells of the release before, which the next one will show again
 */
export function settle(changes: readonly Change[], shown: ReadonlySet<string>): Change[] {
	let told = [...changes];
	for (;;) {
		const cut = smallestCut(told.flatMap((change) => edgesOf(change, shown)));
		if (cut === undefined || cut.weight >= leastContributors) return told;
		told = told.filter((change) => !edgesOf(change, shown).some((edge) => crosses(edge, cut.side)));
	}
}

/** The contributions after some of the changes. */
export function applied(before: readonly Given[], changes: readonly Change[]): Given[] {
	const next = new Map(before.map((given) => [given.institution, given]));
	for (const { institution, after } of changes) {
		if (after === undefined) next.delete(institution);
		else next.set(institution, after);
	}
	return [...next.values()];
}
