import { describe, expect, it } from 'vitest';
import { breakdown, cellOf, dayOfPeriod, frameworksOf, groupOf, newest } from './figures.ts';
import type { ReleasedFigure } from './types.ts';

const cell = (name: string) => ({
	cell: name,
	withheld: null,
	contributors: 9,
	mean: 2.5,
	median: 2.5,
	quartileLow: null,
	quartileHigh: null,
});
const release = (figure: string, framework: string, period: string): ReleasedFigure => ({
	...{ figure, framework, period, madeAt: '2026-01-01T00:00:00Z' },
	cells: [cell('all'), cell('kind:hbo'), cell('kind:mbo'), cell('province:UT')],
});
const figures = [release('overall', 'a 1', '2024-2'), release('overall', 'b 1', '2026-1'), release('overall', 'a 1', '2025-1')];

describe('released figures', () => {
	it('are taken newest first and never from another framework when one is asked', () => {
		expect(newest(figures, 'overall')?.period).toBe('2026-1');
		expect(newest(figures, 'overall', 'a 1')?.period).toBe('2025-1');
		expect(frameworksOf(figures)).toEqual(['b 1', 'a 1']);
	});

	it('are broken down only as they were declared', () => {
		expect(breakdown(figures[0], 'kind').map(({ cell: name }) => groupOf(name))).toEqual(['hbo', 'mbo']);
		expect(cellOf(figures[0], 'kind:wo')).toBeUndefined();
		expect(dayOfPeriod('2026-2')).toBe('2026-10-01');
	});
});
