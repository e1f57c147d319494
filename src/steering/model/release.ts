import { anonymityFloor } from './anonymity.ts';
import { type Cell, type JudgedCell, judgeBreakdown } from './suppression.ts';

/** Who contributed what to a figure that was shown: institution -> version of its contribution. */
export type Contributors = ReadonlyMap<string, string>;

export function contributorsOf(cell: Cell): Contributors {
	return new Map(cell.group.map(({ institution, version }) => [institution, version]));
}

/** Institutions that are in one and not in the other, or gave something else. */
export function difference(one: Contributors, other: Contributors): number {
	let differing = 0;
	for (const [institution, version] of one) if (other.get(institution) !== version) differing += 1;
	for (const institution of other.keys()) if (!one.has(institution)) differing += 1;
	return differing;
}

/** Taking one from the other would tell about fewer than five institutions. Equal groups tell nothing new. */
export function tooClose(one: Contributors, other: Contributors): boolean {
	const differing = difference(one, other);
	return differing > 0 && differing < anonymityFloor.others;
}

/**
 * What anybody gets by taking the shown cells of a breakdown from the shown total. It was never printed, yet it counts as
 * shown: between two releases it must not differ by a few institutions either.
 */
export function restOf(breakdown: readonly JudgedCell[]): Contributors | undefined {
	const hidden = breakdown.filter(({ reason, group }) => reason !== null && group.length > 0);
	if (hidden.length === 0) return undefined;
	return contributorsOf({ key: 'rest', group: hidden.flatMap(({ group }) => group) });
}

/** The breakdowns of a judged release by name, without the total. */
export function breakdownsOf(judged: readonly JudgedCell[]): Map<string, JudgedCell[]> {
	return Map.groupBy(
		judged.filter(({ key }) => key.includes(':')),
		({ key }) => key.slice(0, key.indexOf(':')),
	);
}

/**
 * Judges a whole release against itself and against everything shown before, across rounds too. The total comes first:
 * a breakdown is worth less than the picture.
 * @param total the whole; @param breakdowns declared breakdowns, each a partition of the whole
 * @param shown contributors of every figure of this kind shown before
 */
export function judgeRelease(
	total: Cell,
	breakdowns: readonly (readonly Cell[])[],
	shown: readonly Contributors[],
): JudgedCell[] {
	const released: Contributors[] = [...shown];
	const verdicts: JudgedCell[] = [];
	for (const cells of [[total], ...breakdowns]) {
		let judged = judgeBreakdown(cells);
		for (let settled = false; !settled; ) {
			const close = (given: Contributors) => released.some((earlier) => tooClose(given, earlier));
			const clash = judged.findIndex(({ reason, ...cell }) => reason === null && close(contributorsOf(cell)));
			const rest = cells[0] === total ? undefined : restOf(judged);
			if (clash !== -1) judged = withholdAlso(judged, clash);
			else if (rest !== undefined && close(rest)) judged = withholdSmallest(judged);
			else settled = true;
		}
		const rest = cells[0] === total ? undefined : restOf(judged);
		if (rest !== undefined) released.push(rest);
		for (const cell of judged) if (cell.reason === null) released.push(contributorsOf(cell));
		verdicts.push(...judged);
		// Without a total nothing beside it may stand, or the parts would make it up.
		if (cells[0] === total && judged[0]?.reason !== null) {
			const rest = breakdowns.flat().map((cell): JudgedCell => ({ ...cell, reason: 'complementary' }));
			return [...verdicts, ...rest];
		}
	}
	return verdicts;
}

/** Withholds one more cell and whatever then has to go with it. */
function withholdAlso(judged: readonly JudgedCell[], place: number): JudgedCell[] {
	const marked = judged.map((cell, index): JudgedCell => (index === place ? { ...cell, reason: 'too-close-to-another' } : cell));
	const hidden = marked.filter(({ reason, group }) => reason !== null && group.length > 0);
	return hidden.length > 1 ? marked : withholdSmallest(marked);
}

function withholdSmallest(judged: readonly JudgedCell[]): JudgedCell[] {
	const next = judged.filter(({ reason }) => reason === null).sort((a, b) => a.group.length - b.group.length)[0];
	return judged.map((cell) => (cell === next ? { ...cell, reason: 'complementary' } : cell));
}
