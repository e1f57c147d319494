import { describe, expect, it } from 'vitest';
import { compileRules } from '../match/matcher.ts';
import { loadRules } from '../sigma/load.ts';
import { Correlator, type CorrelatorOptions } from './correlator.ts';

const base = ['a', 'b', 'c']
	.map(
		(name) =>
			`title: ${name}\nid: id-${name}\nname: ${name}\nlogsource:\n  product: test\ndetection:\n  s:\n    kind: ${name}\n  condition: s\n`,
	)
	.join('---\n');
type Told = readonly [seconds: number, kind: string, user?: string, value?: unknown];

function setUp(correlation: string, options?: CorrelatorOptions) {
	const loaded = loadRules([{ file: 'c.yml', text: `${base}---\n${correlation}` }]);
	if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
	const matcher = compileRules(loaded.value.rules);
	const make = () => new Correlator(loaded.value.correlations, options);
	let number = 0;
	const tell = (correlator: Correlator, [seconds, kind, user = 'u', value]: Told, id = String(number++), institution = 'i') => {
		const event = { kind, user, value, logsource: { product: 'test' } };
		return matcher.match(event).flatMap((rule) => correlator.feed(rule, event, seconds * 1000, institution, id));
	};
	return { make, tell, correlator: make() };
}
/** The seconds at which a correlation fires. */
function firings(correlation: string, told: readonly Told[], options?: CorrelatorOptions): string[] {
	const { correlator, tell } = setUp(correlation, options);
	return told.flatMap((one) =>
		tell(correlator, one).map(({ rule, group }) => `${one[0]} ${rule.title} ${Object.values(group).join()}`),
	);
}
const written = (type: string, rest: string, title = 'x') =>
	`title: ${title}\nid: id-${title}\nname: ${title}\ncorrelation:\n  type: ${type}\n  timespan: 1m\n${rest.replace(/^/gm, '  ')}\n`;
const one = 'rules: [a]\ngroup-by: [user]\n';

describe('a correlation', () => {
	it('counts events per group in a sliding window and fires when its condition comes to hold', () => {
		const rule = written('event_count', `${one}condition:\n  gte: 3`);
		expect(
			firings(rule, [
				[0, 'a'],
				[10, 'a'],
				[15, 'a', 'other'],
				[20, 'a'],
				[30, 'a'],
				[100, 'a'],
				[110, 'a'],
				[120, 'a'],
			]),
		).toEqual(['20 x u', '120 x u']);
	});

	it('counts distinct values', () => {
		const rule = written('value_count', `${one}condition:\n  field: value\n  gt: 1`);
		expect(
			firings(rule, [
				[0, 'a', 'u', 'p'],
				[1, 'a', 'u', 'p'],
				[2, 'a', 'u', 'q'],
			]),
		).toEqual(['2 x u']);
	});

	it.each([
		['value_sum', 'gte: 10', [4, 5, 1], '2 x u'],
		['value_avg', 'gt: 4', [1, 6, 8], '2 x u'],
		['value_median', 'gte: 5', [1, 5, 9], '2 x u'],
		['value_percentile', 'gte: 8\n  percentile: 90', [1, 2, 9.6], '2 x u'],
	])('computes %s', (type, bound, values, expected) => {
		const rule = written(type, `${one}condition:\n  field: value\n  ${bound}`);
		expect(
			firings(
				rule,
				values.map((value, at): Told => [at, 'a', 'u', value]),
			),
		).toEqual([expected]);
	});

	it('wants all rules in any order for temporal, in the order written for temporal_ordered', () => {
		const rest = 'rules: [a, id-b]\ngroup-by: [user]';
		expect(
			firings(written('temporal', rest), [
				[0, 'b'],
				[1, 'a'],
			]),
		).toEqual(['1 x u']);
		expect(
			firings(written('temporal_ordered', rest), [
				[0, 'b'],
				[1, 'a'],
				[2, 'b'],
			]),
		).toEqual(['2 x u']);
		expect(
			firings(written('temporal', rest), [
				[0, 'b'],
				[61, 'a'],
			]),
		).toEqual([]);
	});

	it('reads extended temporal conditions', () => {
		const rule = written('temporal', 'rules: [a, b, c]\ngroup-by: [user]\ncondition: (a or b) and not c');
		expect(
			firings(rule, [
				[0, 'c'],
				[10, 'a'],
				[70, 'b'],
			]),
		).toEqual(['70 x u']);
	});

	it('takes a rule for the same under its id and its name', () => {
		const rule = written(
			'temporal',
			'rules: [id-a, b]\ngroup-by: [who]\naliases:\n  who:\n    a: user\n    ID-B: value\ncondition: a and id-b',
		);
		expect(
			firings(rule, [
				[0, 'a', 'eve'],
				[1, 'b', 'host', 'eve'],
			]),
		).toEqual(['1 x eve']);
	});

	it('chains and resolves aliases', () => {
		const many = written('event_count', `${one}condition:\n  gte: 2`, 'many');
		const then = written(
			'temporal_ordered',
			'rules: [many, b]\ngroup-by: [who]\naliases:\n  who:\n    many: user\n    b: value',
			'then',
		);
		expect(
			firings(`${many}---\n${then}`, [
				[0, 'a', 'eve'],
				[1, 'a', 'eve'],
				[2, 'b', 'host', 'eve'],
			]),
		).toEqual(['1 many eve', '2 then eve']);
	});

	it('keeps institutions apart and counts a repeated event once', () => {
		const { correlator, tell } = setUp(written('event_count', `${one}condition:\n  gte: 2`));
		expect(tell(correlator, [0, 'a'], 'e1', 'one')).toEqual([]);
		expect(tell(correlator, [0, 'a'], 'e1', 'one')).toEqual([]);
		expect(tell(correlator, [1, 'a'], 'e2', 'two')).toEqual([]);
		expect(tell(correlator, [2, 'a'], 'e3', 'one')).toHaveLength(1);
		expect(correlator.statistics.duplicates).toBe(1);
	});

	it('stays within its bounds and counts what it gives up', () => {
		const { correlator, tell } = setUp(written('event_count', `${one}condition:\n  gte: 99`), {
			groups: 2,
			entries: 3,
			lateness: 5000,
		});
		for (const user of ['p', 'q', 'r']) tell(correlator, [10, 'a', user]);
		for (let at = 0; at < 4; at++) tell(correlator, [11, 'a', 'r']);
		tell(correlator, [1, 'a', 'r']);
		expect(correlator.statistics).toEqual({ evictedGroups: 1, evictedEntries: 2, late: 1, duplicates: 0 });
	});

	it('goes on after a restart where it was', () => {
		const { make, correlator, tell } = setUp(written('event_count', `${one}condition:\n  gte: 3`));
		tell(correlator, [0, 'a']);
		tell(correlator, [1, 'a'], 'known');
		const restarted = make();
		restarted.restore(JSON.parse(JSON.stringify(correlator.snapshot())));
		expect(tell(restarted, [1, 'a'], 'known')).toEqual([]);
		expect(tell(restarted, [2, 'a'])).toHaveLength(1);
		expect(tell(restarted, [3, 'a'])).toEqual([]);
	});
});
