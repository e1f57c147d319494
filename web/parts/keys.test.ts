import { describe, expect, it } from 'vitest';
import { stepIn } from './keys.ts';

describe('walking a list by keyboard', () => {
	it('stays inside the list and begins at its top', () => {
		const ids = ['a', 'b', 'c'];
		expect([stepIn(ids, null, 1), stepIn(ids, 'a', 1), stepIn(ids, 'c', 1), stepIn(ids, 'a', -1)]).toEqual(['a', 'b', 'c', 'a']);
	});

	it('begins again when the row has gone, and nowhere in an empty list', () => {
		expect(stepIn(['a'], 'gone', 1)).toBe('a');
		expect(stepIn([], 'a', 1)).toBeNull();
	});
});
