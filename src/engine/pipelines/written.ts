import type { GlobPart, Test } from '../model.ts';

/** A text test as an author would write it, with its wildcards; `undefined` when the test is of another kind. */
export function writtenOf(test: Test): string | undefined {
	if (test.kind === 'glob') return test.parts.map(partOf).join('');
	if (test.kind === 'compare') return test.operator === 'eq' && !test.part ? String(test.number) : undefined;
	if (test.kind !== 'text') return undefined;
	const head = test.mode === 'contains' || test.mode === 'endswith' ? '*' : '';
	const tail = test.mode === 'contains' || test.mode === 'startswith' ? '*' : '';
	return `${head}${partOf(test.text)}${tail}`;
}

export function hasWildcard(test: Test): boolean {
	return test.kind === 'glob' || (test.kind === 'text' && test.mode !== 'equals');
}

function partOf(part: GlobPart): string {
	return typeof part === 'string' ? part.replaceAll(/[*?]|\\(?=[*?\\]|$)/g, '\\$&') : part.wild;
}
