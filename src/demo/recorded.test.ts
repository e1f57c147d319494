import { expect, it } from 'vitest';
import { happensNow } from './pulse.ts';

it('moves every form of time to now and leaves the rest of a recorded line alone', () => {
	const now = new Date('2027-03-04T05:06:07.000Z');
	const line =
		'{"ts":1794211201.25,"EventTime":"2026-11-09 08:00:07","timestamp":"2026-11-09T08:00:09.340741+0000","id":"2026-11"}';
	expect(happensNow(line, now)).toBe(
		'{"ts":1804136767.000,"EventTime":"2027-03-04 05:06:07","timestamp":"2027-03-04T05:06:07.340741+0000","id":"2026-11"}',
	);
});
