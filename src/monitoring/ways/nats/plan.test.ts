import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mappingOf } from './mapping.ts';
import { isTaken, keyOfRange, planBatches, rangeOfKey } from './plan.ts';

test('a run ends where a delivery is missing, and what may have been claimed before is doubtful', () => {
	const message = (seq: number, deliverySequence: number, redelivered = false) => ({ seq, deliverySequence, redelivered });
	const delivered = [message(11, 5), message(14, 6), message(3, 7, true), message(15, 8), message(16, 9), message(9, 10)];
	const { runs, doubtful } = planBatches(delivered, 10);
	expect(runs.map((run) => run.map(({ seq }) => seq))).toEqual([
		[11, 14],
		[15, 16],
	]);
	expect(doubtful.map(({ seq }) => seq)).toEqual([3, 9]);
});

test('whatever is delivered, again or in another order, each message is in one place and no range holds one it did not get', () => {
	const deliveries = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.boolean()), { maxLength: 40 });
	fc.assert(
		fc.property(deliveries, fc.nat(20), (given, highest) => {
			const messages = given.map(([seq, redelivered], at) => ({ seq, deliverySequence: at, redelivered }));
			const { runs, doubtful } = planBatches(messages, highest);
			expect([...runs.flat(), ...doubtful].length).toBe(messages.length);
			const seen = new Set<number>();
			for (const { seq } of runs.flat()) {
				expect(seq).toBeGreaterThan(highest);
				expect(seen.has(seq)).toBe(false);
				seen.add(seq);
			}
		}),
		{ numRuns: 500, seed: 4 },
	);
});

test('a range goes into a key and comes out of it', () => {
	const { stream, subject, sensor, prefix } = mappingOf('EVENTS/logs.campus.>=0199aaaa-0000-7000-8000-000000000000');
	expect([stream, subject, sensor]).toEqual(['EVENTS', 'logs.campus.>', '0199aaaa-0000-7000-8000-000000000000']);
	const range = rangeOfKey(prefix, keyOfRange(prefix, 7, 12), true);
	expect(range).toEqual({ first: 7, last: 12, finished: true });
	expect([6, 7, 12, 13].map((seq) => isTaken([range!], seq))).toEqual([false, true, true, false]);
	expect(rangeOfKey(prefix, `${prefix}7-12:rest`, true)).toBeUndefined();
	expect(isTaken([{ ...range!, finished: false }], 8)).toBe(false);
});
