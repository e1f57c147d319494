import { describe, expect, it } from 'vitest';
import {
	formatAgo,
	formatClock,
	formatDay,
	formatExact,
	formatLevel,
	formatMoment,
	formatNumber,
	formatShare,
	roundHalfUp,
} from './format.ts';

describe('numbers and dates', () => {
	it('rounds a mean half up on the exact value', () => {
		expect([2.96, 2.95, 2.94, 2.05, 1.15, 3, 2.25].map((value) => roundHalfUp(value))).toEqual([3, 3, 2.9, 2.1, 1.2, 3, 2.3]);
	});

	it('does not lift a mean that lies truly under the half', () => {
		expect(roundHalfUp(2.9499)).toBe(2.9);
		expect(roundHalfUp(41 / 14)).toBe(2.9);
	});

	it('writes one decimal, with a comma in Dutch and a point in English', () => {
		expect(formatLevel(2.96, 'nl')).toBe('3,0');
		expect(formatLevel(2.96, 'en')).toBe('3.0');
		expect(formatNumber(12345, 'nl')).toBe('12.345');
		expect(formatShare(0.125, 'nl')).toBe('13%');
	});

	it('keeps a calendar day on its day and shows moments in Dutch time', () => {
		expect(formatDay('2026-01-01', 'nl')).toBe('1 jan 2026');
		expect(formatMoment('2026-07-01T22:30:00Z', 'en')).toBe('2 Jul 2026, 00:30');
	});

	it('leaves the day out of what happened today, by the Dutch clock', () => {
		const now = new Date('2026-11-23T23:30:00Z');
		expect(formatClock('2026-11-23T23:10:00Z', 'nl', now)).toBe('00:10');
		expect(formatClock('2026-11-23T12:10:00Z', 'nl', now)).toBe('23 nov, 13:10');
	});

	it('tells how long ago something was', () => {
		const now = Date.parse('2026-11-23T12:00:00Z');
		expect(formatAgo('2026-11-23T11:57:00Z', now, 'en')).toBe('3 min ago');
		expect(formatAgo('2026-11-21T11:00:00Z', now, 'nl')).toBe('eergisteren');
	});
});

describe('an exact fraction', () => {
	it('is cut off and keeps its fraction, so that just under never looks like met', () => {
		expect(formatExact('299999/100000', 'nl')).toBe('2,9999… (299999/100000)');
		expect(formatExact('33822857/10270260', 'en')).toBe('3.2932… (33822857/10270260)');
		expect(formatExact('5/2', 'nl')).toBe('2,5 (5/2)');
		expect(formatExact('3', 'nl')).toBe('3');
	});
});
