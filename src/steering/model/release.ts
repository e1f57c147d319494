import { leastContributors } from '#institutions';
import { type WithheldReason, withheld } from './anonymity.ts';
import { smallestCut } from './cut.ts';
import { breakdownOf, breakdowns } from './groups.ts';
import { applied, changesOf, edgeOf, edgesOf, type Given, settle } from './settle.ts';

/** A release of before, as the ledger has it. */
export interface Before {
	readonly given: readonly Given[];
	/** Cells it showed beside the whole. */
	readonly shown: ReadonlySet<string>;
	/** Cells that any release of this line showed. */
	readonly ever: ReadonlySet<string>;
	/** Whether it is of the same round: then what may not be told yet can wait for others. */
	readonly sameRound: boolean;
}

export interface JudgedCell {
	/** `kind:mbo`, `province:UT`; the whole is `all`. */
	readonly key: string;
	readonly group: readonly Given[];
	readonly reason: WithheldReason | null;
}

export interface Judged {
	readonly given: readonly Given[];
	readonly cells: readonly JudgedCell[];
}

/** One reason withholds a cell from every figure of the release: a mean of clusters gives back what one of them hides. */
function reasonOf(group: readonly Given[]): WithheldReason | null {
	const figures = group[0]?.values.length ?? 0;
	if (figures === 0) return 'too-few';
	for (let place = 0; place < figures; place++) {
		const reason = withheld(group.map(({ values }) => values[place] ?? 0));
		if (reason !== null) return reason;
	}
	return null;
}

const smallest = (cells: readonly JudgedCell[]) => [...cells].sort((a, b) => a.group.length - b.group.length)[0];

/** A group that comes out by taking one known group from another that holds it: it obeys the same rules. */
function nestedFault(known: readonly (readonly Given[])[]): boolean {
	const sets = known.map((group) => new Set(group.map(({ institution }) => institution)));
	return known.some((inner, a) =>
		known.some((outer, b) => {
			const within = a !== b && inner.length < outer.length && inner.every(({ institution }) => sets[b]?.has(institution));
			return within && reasonOf(outer.filter(({ institution }) => !sets[a]?.has(institution))) !== null;
		}),
	);
}

/** Which cell has to go, if any; `stuck` when what was shown before leaves no way. */
function nextToHide(
	given: readonly Given[],
	cells: readonly JudgedCell[],
	ever: ReadonlySet<string>,
): JudgedCell | 'stuck' | null {
	const shown = cells.filter(({ reason }) => reason === null);
	const rests: (readonly Given[])[] = [];
	for (const name of breakdowns) {
		const hidden = cells.filter(({ key, reason }) => breakdownOf(key) === name && reason !== null);
		if (hidden.length === 0) continue;
		const rest = hidden.flatMap(({ group }) => group);
		const candidates = shown.filter(({ key }) => breakdownOf(key) === name);
		if (candidates.length > 0 && (hidden.length === 1 || reasonOf(rest) !== null)) return smallest(candidates) ?? null;
		rests.push(rest);
	}
	const keys = new Set([...ever, ...shown.map(({ key }) => key)]);
	const cut = smallestCut(given.map(({ cells: own }) => edgeOf(own, keys)));
	const fresh = shown.filter(({ key }) => !ever.has(key));
	if (cut !== undefined && cut.weight < leastContributors)
		return smallest(fresh.filter(({ key }) => cut.side.has(key))) ?? smallest(fresh) ?? 'stuck';
	if (nestedFault([given, ...shown.map(({ group }) => group), ...rests])) return smallest(fresh) ?? smallest(shown) ?? 'stuck';
	return null;
}

function cellsFrom(given: readonly Given[], closed: ReadonlySet<string>, breakDown: boolean): JudgedCell[] {
	const groups = new Map<string, Given[]>();
	for (const one of given) for (const key of one.cells) groups.set(key, [...(groups.get(key) ?? []), one]);
	return [...groups]
		.sort(([a], [b]) => a.localeCompare(b))
		.map(([key, group]): JudgedCell => {
			if (!breakDown) return { key, group, reason: 'complementary' };
			return { key, group, reason: closed.has(key) ? 'too-close-to-another' : reasonOf(group) };
		});
}

/** Cells of the release before that may not be shown again, because a handful of changes would come out. */
function closedByChanges(before: Before, after: readonly Given[]): Set<string> | 'refused' {
	const changes = changesOf(before.given, after);
	const shown = new Set(before.shown);
	const closed = new Set<string>();
	for (;;) {
		const cut = smallestCut(changes.flatMap((change) => edgesOf(change, shown)));
		if (cut === undefined || cut.weight >= leastContributors) return closed;
		const next = [...shown].find((key) => cut.side.has(key)) ?? [...shown][0];
		if (next === undefined) return 'refused';
		shown.delete(next);
		closed.add(next);
	}
}

/**
 * Judges a whole release, all its figures together, against itself and against what was shown before: the smallest group that
 * any sum or difference of shown cells, of this release and those before it, tells about is of six institutions, so that one of
 * them who knows its own learns of no fewer than five others.
 * @param wanted every contribution there is now; @param breakDown false: the whole only
 * @returns undefined when nothing new may be told; then what was shown stays
 */
export function judgeRelease(wanted: readonly Given[], before: Before | undefined, breakDown: boolean): Judged | undefined {
	const told = before?.sameRound ? settle(changesOf(before.given, wanted), before.shown) : [];
	const given = before?.sameRound ? applied(before.given, told) : wanted;
	if (reasonOf(given) !== null) return undefined;
	const gone = before?.sameRound ? [...before.ever].filter((key) => !before.shown.has(key)) : [];
	const closed = before === undefined || before.sameRound ? new Set(gone) : closedByChanges(before, given);
	if (closed === 'refused') return undefined;
	const ever = before?.sameRound ? before.ever : new Set<string>();
	let cells = cellsFrom(given, closed, breakDown);
	for (let next = nextToHide(given, cells, ever); next !== null; next = nextToHide(given, cells, ever)) {
		if (next === 'stuck') return undefined;
		cells = cells.map((cell) => (cell === next ? { ...cell, reason: 'complementary' } : cell));
	}
	const shown = cells.filter(({ reason }) => reason === null).length;
	if (before?.sameRound && told.length === 0 && shown === before.shown.size) return undefined;
	return { given, cells: [{ key: 'all', group: given, reason: null }, ...cells] };
}
