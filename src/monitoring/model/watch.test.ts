import { expect, test } from 'vitest';
import { judgeWatch, type WatchFacts } from './watch.ts';

const now = new Date('2026-11-23T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const good: WatchFacts = {
	sensors: [
		{ lastReport: ago(10), rhythmSeconds: 300 },
		{ lastReport: ago(600), rhythmSeconds: 300 },
	],
	desk: 'present',
	contactReachable: { reachable: true, at: ago(5000) },
	syntheticPassed: ago(86_400),
};

test('four proofs make an institution watched', () => {
	expect(judgeWatch(good, now).watched).toBe('yes');
	expect(judgeWatch(good, now).sensors).toEqual({ state: 'proven', why: 'reporting', at: ago(600) });
});

test.each<[string, Partial<WatchFacts>, string, string]>([
	['one silent sensor', { sensors: [{ lastReport: ago(601), rhythmSeconds: 300 }] }, 'no', 'silent'],
	['a sensor that never spoke', { sensors: [{ lastReport: null, rhythmSeconds: 300 }] }, 'no', 'never-reported'],
	['no sensor at all', { sensors: [] }, 'no', 'no-sensor'],
	['sensors we may not see', { sensors: null }, 'unknown', 'not-disclosed'],
	['an empty desk', { desk: 'empty' }, 'no', 'not-staffed'],
	['a desk that nobody took up', { desk: 'planned' }, 'unknown', 'not-taken-up'],
	['an unknown desk', { desk: null }, 'unknown', 'not-known'],
	['a contact who does not answer', { contactReachable: { reachable: false, at: null } }, 'no', 'not-reachable'],
	['a contact never tried', { contactReachable: null }, 'unknown', 'not-known'],
	['a synthetic alert of 24 hours and a second ago', { syntheticPassed: ago(86_401) }, 'no', 'too-old'],
	['no synthetic alert ever', { syntheticPassed: null }, 'no', 'never-passed'],
])('%s is never green', (_name, change, watched, why) => {
	const judged = judgeWatch({ ...good, ...change }, now);
	expect(judged.watched).toBe(watched);
	expect([judged.sensors, judged.desk, judged.contact, judged.synthetic].map((proof) => proof.why)).toContain(why);
});
