import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, exactText, levelRatio, meanOf, ratio, shown, toNumber } from './ratio.ts';
import {
	type AnsweredControl,
	clusterMean,
	gapTo,
	lowestCluster,
	meets,
	meetsAgreement,
	overallMean,
	score,
	sectorTerms,
} from './score.ts';
import { termsInForce } from './target.ts';

const answer = (cluster: string, now: number | null, more: Partial<AnsweredControl> = {}): AnsweredControl => ({
	...{ control: `${cluster}-${Math.abs(now ?? 0)}`, cluster, now, expected: null, wanted: null, notApplicable: false },
	...more,
});
const levels = (cluster: string, ...given: number[]) =>
	given.map((now, index) => answer(cluster, now, { control: `${cluster}.${index}` }));
const level = fc.integer({ min: 1, max: 5 });
const controls = fc.array(
	fc.record({ cluster: fc.constantFrom('a', 'b', 'c'), now: level, expected: fc.option(level), notApplicable: fc.boolean() }),
	{ maxLength: 120 },
);
const made = (list: { cluster: string; now: number; expected: number | null; notApplicable: boolean }[]) =>
	list.map((one, index) => answer(one.cluster, one.now, { ...one, control: String(index) }));

describe('the score of an assessment', () => {
	it('is the mean of cluster means, so that a small cluster weighs as much as a large one', () => {
		const one = score(['a', 'b'], [...levels('a', 1, 1, 1, 1), ...levels('b', 5)], sectorTerms);
		expect(exactText(overallMean(one, 'now')!)).toBe('3');
		expect(exactText(overallMean({ ...one, method: 'mean-of-controls' }, 'now')!)).toBe('9/5');
	});

	it('shows 3.0 at 2.96 and does not meet 3', () => {
		const one = score(['a'], levels('a', ...Array(24).fill(3), 2), sectorTerms);
		const mean = overallMean(one, 'now')!;
		expect([exactText(mean), shown(mean), meets(mean, 3), one.underTarget]).toEqual(['74/25', '3.0', false, 1]);
		expect(exactText(gapTo(mean, 3)!)).toBe('1/25');
		expect(meetsAgreement(one)).toBe(false);
	});

	it('meets at exactly the target where floating point would miss it', () => {
		const thirds = score(
			['a', 'b', 'c'],
			[...levels('a', 3, 3, 4), ...levels('b', 3, 3, 3), ...levels('c', 3, 3, 2)],
			sectorTerms,
		);
		expect([meets(overallMean(thirds, 'now'), 3), shown(overallMean(thirds, 'now')!)]).toEqual([true, '3.0']);
	});

	it('leaves out what is not applicable or not answered, and a cluster in which nothing counts', () => {
		const one = score(
			['a', 'b'],
			[...levels('a', 4), answer('b', null, { notApplicable: true }), answer('b', null)],
			sectorTerms,
		);
		expect([exactText(overallMean(one, 'now')!), clusterMean(one.tallies[1]!, 'now')]).toEqual(['4', null]);
		expect(one.tallies[1]).toMatchObject({ count: 0, notApplicable: 1, unanswered: 1 });
	});

	it('forecasts with the expected levels and stays put where none is given', () => {
		const one = score(['a'], [answer('a', 2, { expected: 4 }), answer('a', 3)], sectorTerms);
		expect(['now', 'expected', 'wanted'].map((value) => exactText(overallMean(one, value as 'now')!))).toEqual([
			'5/2',
			'7/2',
			'7/2',
		]);
	});

	it('fails the agreement on a floor or a key control although the mean is high', () => {
		const list = levels('a', 5, 5, 5, 2);
		const floor = score(['a'], list, { ...sectorTerms, floor: 3 });
		const key = score(['a'], list, { ...sectorTerms, keyControls: new Set(['a.3']) });
		expect([floor.underFloor, key.keyUnderTarget]).toEqual([['a.3'], ['a.3']]);
		expect([floor, key].map(meetsAgreement)).toEqual([false, false]);
		expect(meetsAgreement(score(['a'], list, sectorTerms))).toBe(true);
	});

	it('is held to the top of a scale that ends below 3 while nothing is agreed', () => {
		const framework = {
			id: 'f',
			framework: 'f',
			version: '1',
			sector: false,
			name: { nl: 'f', en: 'f' },
			min: 0,
			max: 2,
			clusters: [],
			controls: [],
		};
		expect([termsInForce(null, framework).level, termsInForce(null, { ...framework, max: 5 }).level]).toEqual([2, 3]);
	});

	it('names the lowest cluster, and holds a cluster or control to a level of its own', () => {
		const terms = { ...sectorTerms, clusters: new Map([['b', 4]]), controls: new Map([['a.0', 5]]) };
		const one = score(['a', 'b'], [...levels('a', 4, 4), ...levels('b', 3, 4)], terms);
		expect(lowestCluster(one.tallies)).toBe('b');
		expect(one.tallies.map((tally) => [tally.target, tally.underTarget])).toEqual([
			[3, 1],
			[4, 1],
		]);
		expect(meetsAgreement(one)).toBe(false);
	});

	it('never depends on the order of answers, and lies between the lowest and the highest level', () => {
		fc.assert(
			fc.property(controls, (list) => {
				const one = score(['a', 'b', 'c'], made(list), sectorTerms);
				const back = score(['a', 'b', 'c'], made(list).reverse(), sectorTerms);
				expect(back).toEqual(one);
				const counted = list.filter((entry) => !entry.notApplicable).map((entry) => entry.now);
				for (const method of ['mean-of-clusters', 'mean-of-controls'] as const) {
					const mean = overallMean({ ...one, method }, 'now');
					if (mean === null) {
						expect(counted).toEqual([]);
						continue;
					}
					expect(compare(mean, ratio(Math.min(...counted)))).toBeGreaterThanOrEqual(0);
					expect(compare(mean, ratio(Math.max(...counted)))).toBeLessThanOrEqual(0);
				}
			}),
		);
	});

	it('does not change when a control that is not applicable is added', () => {
		fc.assert(
			fc.property(controls, level, (list, now) => {
				const before = score(['a', 'b', 'c'], made(list), sectorTerms);
				const after = score(
					['a', 'b', 'c'],
					[...made(list), answer('a', now, { control: 'x', notApplicable: true })],
					sectorTerms,
				);
				expect(overallMean(after, 'now')).toEqual(overallMean(before, 'now'));
				expect(after.underTarget).toBe(before.underTarget);
			}),
		);
	});
});

describe('an exact fraction', () => {
	it('shows one decimal, half up, also below zero', () => {
		const seen = [
			[59, 20],
			[2949, 1000],
			[5, 2],
			[-1, 20],
			[-3, 20],
			[-1, 4],
		].map(([num, den]) => shown(ratio(num!, den!)));
		expect(seen).toEqual(['3.0', '2.9', '2.5', '0.0', '-0.1', '-0.2']);
	});

	it('is within half a tenth of what it shows, and keeps its order as a number', () => {
		const fraction = fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 1000 })).map(([n, d]) => ratio(n, d));
		fc.assert(
			fc.property(fraction, fraction, (a, b) => {
				expect(Math.abs(Number(shown(a)) - toNumber(a))).toBeLessThanOrEqual(0.05 + 1e-9);
				if (compare(a, b) < 0) expect(toNumber(a)).toBeLessThanOrEqual(toNumber(b));
				expect(compare(meanOf([a, a, a])!, a)).toBe(0);
			}),
		);
		expect(exactText(levelRatio(3.5))).toBe('7/2');
	});
});
