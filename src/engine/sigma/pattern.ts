import type { GlobPart, Test, TextMode } from '../model.ts';
import { fold, foldDashes } from '../text/fold.ts';

const any: GlobPart = { wild: '*' };

/**
 * Splits a Sigma text into literals and wildcards (Sigma specification, "Escaping"): `\` takes away the meaning of `*`, `?` and `\`
 * and is itself a letter before anything else.
 */
export function readPattern(text: string): GlobPart[] {
	const parts: GlobPart[] = [];
	let literal = '';
	const wild = (part: GlobPart) => {
		if (literal) parts.push(literal);
		literal = '';
		if (part !== any || parts.at(-1) !== any) parts.push(part);
	};
	for (let at = 0; at < text.length; at++) {
		const char = text[at] ?? '';
		const next = text[at + 1];
		if (char === '\\' && (next === '*' || next === '?' || next === '\\')) {
			literal += next;
			at++;
		} else if (char === '*') wild(any);
		else if (char === '?') wild({ wild: '?' });
		else literal += char;
	}
	if (literal) parts.push(literal);
	return parts;
}

export interface TextOptions {
	readonly cased: boolean;
	readonly dash: boolean;
}

/** The cheapest test that means: this pattern, anchored as `mode` says. */
export function patternTest(parts: readonly GlobPart[], mode: TextMode, { cased, dash }: TextOptions): Test {
	const open: GlobPart[] = [...parts];
	if ((mode === 'contains' || mode === 'endswith') && open[0] !== any) open.unshift(any);
	if ((mode === 'contains' || mode === 'startswith') && open.at(-1) !== any) open.push(any);
	const prepare = (literal: string) => {
		const folded = cased ? literal : fold(literal);
		return dash ? foldDashes(folded) : folded;
	};
	const ready = open.map((part) => (typeof part === 'string' ? prepare(part) : part));
	const head = ready[0] === any;
	const tail = ready.length > 1 && ready.at(-1) === any;
	const inner = ready.slice(head ? 1 : 0, tail ? -1 : undefined);
	if (inner.length === 0 && !head) return { kind: 'text', mode: 'equals', text: '', cased, dash };
	if (inner.length === 1 && typeof inner[0] === 'string') {
		const plain: TextMode = head ? (tail ? 'contains' : 'endswith') : tail ? 'startswith' : 'equals';
		return { kind: 'text', mode: plain, text: inner[0], cased, dash };
	}
	return { kind: 'glob', parts: ready, cased, dash };
}
