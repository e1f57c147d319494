import { describe, expect, it } from 'vitest';
import { hold } from './held.ts';

const rows = (...ids: string[]) => ids.map((id) => ({ id, state: 'now' }));

describe('a list that is being read', () => {
	it('keeps its place while alerts come in above, and says which', () => {
		const held = hold([{ id: '3', state: 'before' }, ...rows('2')], rows('5', '4', '3', '2'));
		expect(held.rows).toEqual(rows('3', '2'));
		expect(held.fresh.map(({ id }) => id)).toEqual(['5', '4']);
	});

	it('leaves a row standing that somebody else decided', () => {
		const held = hold(rows('3', '2', '1'), rows('3', '1'));
		expect(held.rows.map(({ id }) => id)).toEqual(['3', '2', '1']);
		expect([...held.gone]).toEqual(['2']);
	});

	it('takes older pages in below', () => {
		expect(hold(rows('3', '2'), rows('3', '2', '1')).rows.map(({ id }) => id)).toEqual(['3', '2', '1']);
	});

	it('shows the list as it is when nobody reads', () => {
		expect(hold(null, rows('2', '1'))).toEqual({ rows: rows('2', '1'), fresh: [], gone: new Set() });
	});
});
