import { type Before, judgeRelease } from './release.ts';
import type { Given } from './settle.ts';

/** A picture as everybody else sees it. */
export interface Picture {
	readonly given: readonly Given[];
	/** Cells it shows beside the whole. */
	readonly shown: readonly string[];
}

/**
 * Whether a picture may be shown to somebody who knows what these institutions gave, and which of its cells beside the whole: what is left
 * after taking those off must be a release that the rules allow, whole and as it is, for a sum that is shown cannot wait for others.
 * Where nothing is left nothing is told.
 * @param before what the same somebody was shown last, as everybody saw it then
 * @returns undefined when it may not, or when it tells nothing new
 */
export function tellable(picture: Picture, before: Before | undefined, known: ReadonlySet<string>): string[] | undefined {
	const unknown = (given: readonly Given[]) => given.filter(({ institution }) => !known.has(institution));
	const left = unknown(picture.given);
	if (left.length === 0) return [...picture.shown];
	const judged = judgeRelease(left, before && { ...before, given: unknown(before.given) }, picture.shown.length > 0);
	if (judged === undefined || !same(judged.given, left)) return undefined;
	const withheld = new Set(judged.cells.flatMap(({ key, reason }) => (reason === null ? [] : [key])));
	return picture.shown.filter((key) => !withheld.has(key));
}

function same(some: readonly Given[], others: readonly Given[]): boolean {
	const texts = (all: readonly Given[]) => all.map((one) => JSON.stringify([one.institution, one.cells, one.values])).sort();
	return JSON.stringify(texts(some)) === JSON.stringify(texts(others));
}
