import type { Regex, RegexNode } from './ast.ts';
import { emitRegex } from './emit.ts';
import { isBounded, longest, pathsFew, shortest } from './linear.ts';

interface Piece {
	readonly expression: RegExp;
	readonly shortest: number;
}
export interface GappedSearch {
	/** Never says no where the expression matches. */
	readonly mayMatch: (text: string) => boolean;
	/** On texts without a newline, `mayMatch` is the answer itself. */
	readonly exactOnOneLine: boolean;
}

/**
 * An expression as bounded pieces with gaps between them, searched one after the other from left to right: linear, because each
 * search goes on where the one before stopped. A gap stands for any text, which is more than most expressions allow.
 */
export function gappedSearch(regex: Regex): GappedSearch {
	const parts = regex.node.kind === 'cat' ? regex.node.of : [regex.node];
	const pieces: RegexNode[][] = [[]];
	let exact = true;
	for (const part of parts) {
		if (isBounded(part) && pathsFew([...(pieces.at(-1) ?? []), part])) {
			pieces.at(-1)?.push(part);
			continue;
		}
		const dot = part.kind === 'repeat' && part.of.kind === 'set' && isDot(part.of) && part.min <= 1;
		exact &&= dot;
		pieces.push(dot && part.min === 1 ? [part.of] : []);
	}
	const flags = `g${regex.flags.replace('s', '')}`;
	const ready = pieces.filter((piece) => piece.length > 0).map((of) => ({ node: { kind: 'cat', of } as const, of }));
	exact &&= ready.slice(0, -1).every(({ node }) => shortest(node) === longest(node));
	const searches: Piece[] = ready.map(({ node }) => ({
		expression: new RegExp(emitRegex(node), flags),
		shortest: shortest(node),
	}));
	return { mayMatch: (text) => inOrder(searches, text), exactOnOneLine: exact };
}

function inOrder(pieces: readonly Piece[], text: string): boolean {
	let at = 0;
	for (const { expression, shortest: length } of pieces) {
		expression.lastIndex = at;
		const found = expression.exec(text);
		if (!found) return false;
		at = found.index + length;
	}
	return true;
}

/** Any character, or any but a newline. */
function isDot(node: RegexNode & { kind: 'set' }): boolean {
	const missing = 0x10000 - node.set.reduce((sum, [low, high]) => sum + high - low + 1, 0);
	return missing === 0 || (missing === 1 && node.set[0]?.[1] === 9);
}
