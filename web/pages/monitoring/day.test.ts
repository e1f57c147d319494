import { expect, it } from 'vitest';
import { drawnDay } from './day.ts';

const hour = '2026-11-25T03:00:00.000Z';

it('calls an hour in which nothing could be proven not known, and never good', () => {
	const empty = { hour, sensors: 0, reported: 0, checks: 0, passed: 0, desk: null };
	expect(drawnDay([empty])).toEqual([{ hour, sensors: 'none', desk: 'none', synthetic: 'none' }]);
});

it('tells all, some and none apart', () => {
	const of = (reported: number) => drawnDay([{ hour, sensors: 2, reported, checks: 6, passed: 6, desk: 'empty' }])[0];
	expect([of(2)?.sensors, of(1)?.sensors, of(0)?.sensors]).toEqual(['yes', 'partly', 'no']);
	expect(of(0)).toMatchObject({ desk: 'no', synthetic: 'yes' });
});
