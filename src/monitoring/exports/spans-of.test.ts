import { expect, test } from 'vitest';
import { spansOf, stepOf } from './spans-of.ts';

const at = (second: number, milliseconds = 0) => new Date(Date.UTC(2026, 9, 1, 0, 0, second, milliseconds));

test('spans follow the bars, end within what was asked and hold no more than a page where they can', () => {
	const bars = [
		{ from: at(0), count: 400 },
		{ from: at(10), count: 600 },
		{ from: at(40), count: 5000 },
		{ from: at(50), count: 1 },
	];
	expect(spansOf(bars, 10, { from: at(3), to: at(55, 7) }, 1000)).toEqual([
		{ from: at(3), to: at(20) },
		{ from: at(40), to: at(50) },
		{ from: at(50), to: at(55, 7) },
	]);
	expect(spansOf([], 10, { from: at(3), to: at(55) }, 1000)).toEqual([]);
});

test.each([
	[1, 1],
	[1_000_000, 1],
	[1_000_001, 2],
	[400 * 86_400_000, 34_560],
])('a span of %i milliseconds has bars of %i seconds', (length, step) => {
	expect(stepOf({ from: new Date(0), to: new Date(length) })).toBe(step);
});
