import type { GlobPart, TextMode } from '../model.ts';
import { Automaton } from './automaton.ts';

export type TextTest = (text: string) => boolean;

export function textTest(mode: TextMode, wanted: string): TextTest {
	if (mode === 'equals') return (text) => text === wanted;
	if (mode === 'contains') return (text) => text.includes(wanted);
	return mode === 'startswith' ? (text) => text.startsWith(wanted) : (text) => text.endsWith(wanted);
}

/** In texts longer than this for each text wanted, the search that the machine has for one text is quicker, one after the other. */
const longestTogether = 12;

/** Whether a text contains any of these, which are ASCII; made ready when first asked, since most rules are tried seldom. */
export function anyContained(wanted: readonly string[]): TextTest {
	const longest = longestTogether * wanted.length;
	let search: Automaton | undefined;
	return (text) => {
		if (text.length > longest) return wanted.some((one) => text.includes(one));
		search ??= new Automaton(new Map(wanted.map((one) => [one, [0]])));
		return search.finds(text);
	};
}

/** A run of literals and single wildcards between two `*`. */
type Segment = readonly (string | 1)[];

/** Matches wildcards by taking the first place where each segment fits, which needs no backtracking. */
export function globTest(parts: readonly GlobPart[]): TextTest {
	const units = unitTest(parts);
	if (!parts.some((part) => typeof part !== 'string' && part.wild === '?')) return units;
	const characters = characterTest(parts);
	return (text) => (pair.test(text) ? characters(text) : units(text));
}

/** A character that takes two code units. */
const pair = /[\ud800-\udbff][\udc00-\udfff]/;

/** The same by whole characters: on a mismatch the last `*` takes one character more. */
function characterTest(parts: readonly GlobPart[]): TextTest {
	const wanted = parts.flatMap((part): (string | 0 | 1)[] =>
		typeof part === 'string' ? [...part] : [part.wild === '*' ? 0 : 1],
	);
	return (text) => {
		const chars = [...text];
		let [at, place, star, from] = [0, 0, -1, 0];
		while (at < chars.length) {
			if (wanted[place] === 0) {
				star = place++;
				from = at;
			} else if (place < wanted.length && (wanted[place] === 1 || wanted[place] === chars[at])) {
				at++;
				place++;
			} else if (star < 0) return false;
			else {
				place = star + 1;
				at = ++from;
			}
		}
		while (wanted[place] === 0) place++;
		return place === wanted.length;
	};
}

function unitTest(parts: readonly GlobPart[]): TextTest {
	const segments: (string | 1)[][] = [[]];
	for (const part of parts) {
		if (typeof part === 'string') segments.at(-1)?.push(part);
		else if (part.wild === '?') segments.at(-1)?.push(1);
		else segments.push([]);
	}
	const [head = [], ...rest] = segments;
	const tail = rest.pop();
	if (!tail) return (text) => lengthOf(head) === text.length && fitsAt(text, head, 0);
	const tailLength = lengthOf(tail);
	const headLength = lengthOf(head);
	return (text) => {
		const last = text.length - tailLength;
		if (last < headLength || !fitsAt(text, head, 0) || !fitsAt(text, tail, last)) return false;
		let at = headLength;
		for (const segment of rest) {
			const found = find(text, segment, at, last);
			if (found < 0) return false;
			at = found + lengthOf(segment);
		}
		return at <= last;
	};
}

function lengthOf(segment: Segment): number {
	return segment.reduce((sum: number, part) => sum + (typeof part === 'string' ? part.length : 1), 0);
}

function fitsAt(text: string, segment: Segment, start: number): boolean {
	let at = start;
	for (const part of segment) {
		if (typeof part === 'string') {
			if (!text.startsWith(part, at)) return false;
			at += part.length;
		} else if (++at > text.length) return false;
	}
	return true;
}

function find(text: string, segment: Segment, from: number, to: number): number {
	const length = lengthOf(segment);
	const first = segment[0];
	if (segment.length === 1 && typeof first === 'string') {
		const at = text.indexOf(first, from);
		return at >= 0 && at + length <= to ? at : -1;
	}
	for (let at = from; at + length <= to; at++) if (fitsAt(text, segment, at)) return at;
	return -1;
}
