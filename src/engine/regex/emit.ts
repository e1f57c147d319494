import type { CharSet, RegexNode } from './ast.ts';

/** Writes the expression for the native engine with every character set spelled out, so that dialects cannot differ. */
export function emitRegex(node: RegexNode): string {
	if (node.kind === 'set') return emitSet(node.set);
	if (node.kind === 'assert') return node.source;
	if (node.kind === 'cat') return node.of.map(emitRegex).join('');
	if (node.kind === 'alt') return `(?:${node.of.map(emitRegex).join('|')})`;
	const bounds = node.max === Infinity ? `{${node.min},}` : `{${node.min},${node.max}}`;
	return `(?:${emitRegex(node.of)})${bounds}${node.lazy ? '?' : ''}`;
}

function emitSet(set: CharSet): string {
	const ranges = set.map(([low, high]) => (low === high ? unit(low) : `${unit(low)}-${unit(high)}`));
	return set.length === 1 && set[0]?.[0] === set[0]?.[1] ? ranges.join('') : `[${ranges.join('')}]`;
}

function unit(code: number): string {
	return `\\u${code.toString(16).padStart(4, '0')}`;
}
