import type { DetectionRule } from '../model.ts';
import { anchorsOf } from './anchors.ts';

/** What JSON may write in another way than it reads, and what is not ASCII. */
const unsure = /[^\x20-\x7e]|["\\/]/;
/** No number, truth value or name of one holds any of these, so what does came from a text. */
const onlyInTexts = /[bcdghjkmopqvwxz]/;
const shortest = 3;
const most = 200;

/**
 * Texts, in lower case, of which one stands in the line of JSON of every event that one of the rules matches, unless that
 * line holds a `\u` or a character beyond ASCII; `undefined` when no such texts can be named.
 */
export function requiredTexts(rules: readonly DetectionRule[]): readonly string[] | undefined {
	const found = new Set<string>();
	for (const { expression } of rules) {
		const anchors = anchorsOf(expression);
		if (anchors === undefined) return undefined;
		for (const { text } of anchors) {
			const piece = text
				.split(unsure)
				.filter((part) => part.length >= shortest && onlyInTexts.test(part))
				.sort((a, b) => b.length - a.length)[0];
			if (piece === undefined) return undefined;
			found.add(piece);
		}
	}
	return found.size <= most ? [...found] : undefined;
}
