import { describe, expect, it } from 'vitest';
import { nextSort, readSort } from '../address.ts';
import { compareValues, rowHolds } from './columns.ts';

describe('lists', () => {
	it('sort numbers inside names by size and put the absent first', () => {
		expect(['School 10', null, 'School 9', 'école'].sort(compareValues)).toEqual([null, 'école', 'School 9', 'School 10']);
		expect([10, 9, null].sort(compareValues)).toEqual([null, 9, 10]);
	});

	it('find every word, in any order, without regard to accents', () => {
		expect(rowHolds(['Hogeschool Één', 'hbo', 3], 'een HBO')).toBe(true);
		expect(rowHolds(['Hogeschool Één', 'hbo', 3], 'een mbo')).toBe(false);
	});

	it('go up, down and back with a click on the heading', () => {
		expect([nextSort('', 'name'), nextSort('name', 'name'), nextSort('-name', 'name')]).toEqual(['name', '-name', '']);
		expect(readSort('-name')).toEqual({ id: 'name', desc: true });
	});
});
