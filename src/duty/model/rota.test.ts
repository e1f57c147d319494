import { expect, it } from 'vitest';
import { gapsIn, planShifts } from './rota.ts';

const shift = (from: string, to: string) => ({ personId: null, personName: 'Wacht A', from, to });
const plan = (from: string, to: string, weeks = 1) => {
	const planned = planShifts([shift(from, to)], weeks);
	return planned.ok
		? planned.value.map(({ startsAt, endsAt }) => [startsAt.toISOString(), endsAt.toISOString()])
		: planned.findings[0]?.where;
};

it('keeps a shift on the clock of the wall through summer time', () => {
	expect(plan('2026-10-19T08:00', '2026-10-19T16:00', 2)).toEqual([
		['2026-10-19T06:00:00.000Z', '2026-10-19T14:00:00.000Z'],
		['2026-10-26T07:00:00.000Z', '2026-10-26T15:00:00.000Z'],
	]);
	// The night in which the clock goes back has nine hours, the one in which it goes forward seven.
	expect(plan('2026-10-24T23:00', '2026-10-25T07:00')).toEqual([['2026-10-24T21:00:00.000Z', '2026-10-25T06:00:00.000Z']]);
	expect(plan('2027-03-27T23:00', '2027-03-28T07:00')).toEqual([['2027-03-27T22:00:00.000Z', '2027-03-28T05:00:00.000Z']]);
	expect(plan('2027-03-28T02:30', '2027-03-28T04:00')).toEqual([['2027-03-28T01:30:00.000Z', '2027-03-28T02:00:00.000Z']]);
});

it('refuses what is no shift, with its place', () => {
	expect(plan('2026-13-01T08:00', '2026-10-19T16:00')).toBe('/body/shifts/0/from');
	expect(plan('2026-10-19T16:00', '2026-10-19T08:00')).toBe('/body/shifts/0/to');
	expect(plan('2026-10-19T16:00', '2026-10-21T08:00')).toBe('/body/shifts/0/to');
});

it('finds every stretch in which nobody is there', () => {
	const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));
	const span = { from: at(0), to: at(24) };
	const shifts = [
		{ startsAt: at(14), endsAt: at(20) },
		{ startsAt: at(-2), endsAt: at(6) },
		{ startsAt: at(5), endsAt: at(8) },
	];
	expect(gapsIn(span, shifts)).toEqual([
		{ from: at(8), to: at(14) },
		{ from: at(20), to: at(24) },
	]);
	expect(gapsIn(span, [])).toEqual([span]);
	expect(gapsIn(span, [{ startsAt: at(-1), endsAt: at(30) }])).toEqual([]);
});
