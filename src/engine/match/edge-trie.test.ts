import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EdgeTrie } from './edge-trie.ts';

const text = fc.stringMatching(/^[ab.\x80]{1,6}$/);

it('finds all literals at its edge and no others, however many there are', () => {
	fc.assert(
		fc.property(fc.uniqueArray(text, { minLength: 1, maxLength: 60 }), text, fc.boolean(), (literals, given, fromEnd) => {
			const trie = new EdgeTrie(new Map(literals.map((literal, at) => [literal, [at]])), fromEnd);
			const found: number[] = [];
			trie.scan(given.replaceAll('\x80', 'é'), (owner) => found.push(owner));
			const expected = literals.flatMap((one, at) => ((fromEnd ? given.endsWith(one) : given.startsWith(one)) ? [at] : []));
			expect(found.sort((a, b) => a - b)).toEqual(expected);
		}),
	);
});
