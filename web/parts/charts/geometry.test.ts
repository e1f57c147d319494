import { describe, expect, it } from 'vitest';
import { breakTrend, countBands, dayNumber, onCircle, ticksBetween, toPath, twoLines } from './geometry.ts';

describe('labels', () => {
	it('break at a space and never lose more than the end', () => {
		expect(twoLines('Controle', 20)).toEqual(['Controle']);
		expect(twoLines('Vertrouwelijkheid en integriteit', 20)).toEqual(['Vertrouwelijkheid en', 'integriteit']);
		expect(twoLines('Personeelsvoorzieningen', 10)).toEqual(['Personeel…']);
	});
});

describe('charts', () => {
	it('break a trend between frameworks and between versions, and never join it again', () => {
		const point = (day: string, framework: string) => ({ day, value: 2, framework });
		const pieces = breakTrend([
			point('2022-06-01', 'b 1'),
			point('2020-06-01', 'a 1'),
			point('2021-06-01', 'a 1'),
			point('2023-06-01', 'b 2'),
			point('2024-06-01', 'a 1'),
		]);
		expect(pieces.map((piece) => piece.map((p) => p.day.slice(0, 4)).join('-'))).toEqual(['2020-2021', '2022', '2023', '2024']);
	});

	it('choose as many dates as there is room for', () => {
		expect(ticksBetween('2026-01-01', '2026-12-31', 4)).toEqual(['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01']);
		expect(ticksBetween('2020-05-01', '2030-01-01', 6)).toEqual([
			'2022-01-01',
			'2024-01-01',
			'2026-01-01',
			'2028-01-01',
			'2030-01-01',
		]);
	});

	it('count every value once, the edges included', () => {
		const bands = countBands([1, 1.4, 1.5, 3, 5], 1, 5, 8);
		expect(bands.map((band) => band.count)).toEqual([2, 1, 0, 0, 1, 0, 0, 1]);
	});

	it('begin a circle at the top', () => {
		expect(toPath([onCircle(0, 10), onCircle(0.25, 10)], true)).toBe('M0.0 -10.0L10.0 0.0Z');
		expect(dayNumber('1970-01-02')).toBe(1);
	});
});
