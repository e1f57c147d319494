import { expect, it } from 'vitest';
import { nightOf } from './night.ts';
import { happensAt } from './recorded.ts';

it('moves every form of time to now and leaves the rest of a recorded line alone', () => {
	const now = new Date('2027-03-04T05:06:07.000Z');
	const line =
		'{"ts":1794211201.25,"EventTime":"2026-11-09 08:00:07","timestamp":"2026-11-09T08:00:09.340741+0000","id":"2026-11"}';
	expect(happensAt(line, now)).toBe(
		'{"ts":1804136767.000,"EventTime":"2027-03-04 05:06:07","timestamp":"2027-03-04T05:06:07.340741+0000","id":"2026-11"}',
	);
});

it('tells the same first night every time', () => {
	const sensors = Array.from({ length: 90 }, (_, place) => ({
		...{ institution: String(place), kind: place % 3 === 0 ? 'endpoint' : 'network', secret: '', rhythmSeconds: 600 },
	}));
	const now = new Date('2027-03-04T05:06:07.000Z');
	const told = nightOf(sensors, now);
	expect(told).toEqual(nightOf(sensors, now));
	expect(told).toHaveLength(14);
	expect(new Set(told.map(({ sensor }) => sensor.kind)).size).toBe(2);
	expect(told.every(({ lines }) => lines.length === 22)).toBe(true);
	expect(told.flatMap(({ lines }) => lines).some((line) => line.includes('2026-11-09'))).toBe(false);
});
