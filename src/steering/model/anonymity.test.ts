import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Contribution, figuresOf, leastContributors, withheld } from './anonymity.ts';
import { breakdownsOf, contributorsOf, difference, judgeRelease, restOf } from './release.ts';
import { type Cell, judgeBreakdown } from './suppression.ts';

const give = (values: readonly number[], prefix = 'i'): Contribution[] =>
	values.map((value, n) => ({ institution: `${prefix}${n}`, version: 'v1', value }));
const varied = (count: number, prefix: string) =>
	give(
		Array.from({ length: count }, (_, n) => 1.5 + (n % 3)),
		prefix,
	);
const cell = (key: string, count: number): Cell => ({ key, group: varied(count, key) });
const shownOf = (cells: readonly { key: string; reason: unknown }[]) =>
	cells.filter(({ reason }) => reason === null).map(({ key }) => key);

it('shows nothing of five, because one of them may be looking', () => {
	expect(withheld(varied(5, 'a'))).toBe('too-few');
	expect(withheld(varied(6, 'a'))).toBeNull();
});

it('counts institutions, not contributions', () => {
	const twice = [...varied(3, 'a'), ...varied(3, 'a')];
	expect(withheld(twice)).toBe('too-few');
});

it('shows nothing when all or nine in ten share a level', () => {
	expect(withheld(give([3, 3, 3, 3, 3, 3, 3]))).toBe('too-alike');
	expect(withheld(give([3, 3, 3, 3, 3, 3, 3, 3, 3, 1]))).toBe('too-alike');
	expect(withheld(give([3, 3, 3, 3, 3, 3, 3, 3, 2, 1]))).toBeNull();
});

it('gives a median from 7 and quartiles from 15, and never the ends', () => {
	expect(figuresOf(varied(6, 'a')).median).toBeNull();
	expect(figuresOf(varied(7, 'a')).median).not.toBeNull();
	expect(figuresOf(varied(14, 'a')).quartiles).toBeNull();
	expect(figuresOf(varied(15, 'a')).quartiles).not.toBeNull();
	expect(Object.keys(figuresOf(varied(20, 'a')))).toEqual(['contributors', 'mean', 'median', 'quartiles']);
});

it('withholds a second cell when one alone could be had by subtraction', () => {
	const judged = judgeBreakdown([cell('a', 20), cell('b', 8), cell('c', 3)]);
	expect(shownOf(judged)).toEqual(['a']);
	expect(judged[1]?.reason).toBe('complementary');
});

it('never leaves a withheld group that subtraction gives back (attack on any partition)', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 12 }), (sizes) => {
			const judged = judgeBreakdown(sizes.map((size, n) => cell(`c${n}`, size)));
			const hidden = judged.filter(({ reason, group }) => reason !== null && group.length > 0);
			const shown = judged.filter(({ reason }) => reason === null);
			const rest = hidden.flatMap(({ group }) => group);
			if (shown.length > 0 && rest.length > 0) {
				expect(new Set(rest.map(({ institution }) => institution)).size).toBeGreaterThanOrEqual(leastContributors);
				expect(hidden.length).toBeGreaterThan(1);
			}
		}),
	);
});

it('refuses a release that differs from an earlier one by fewer than five, across rounds too', () => {
	const before = contributorsOf(cell('all', 20));
	const changed = (count: number): Cell => ({
		key: 'all',
		group: varied(20, 'all').map((given, n) => (n < count ? { ...given, version: 'v2', value: 2 } : given)),
	});
	expect(judgeRelease(changed(0), [], [before])[0]?.reason).toBeNull();
	expect(judgeRelease(changed(4), [], [before])[0]?.reason).toBe('too-close-to-another');
	expect(judgeRelease(changed(5), [], [before])[0]?.reason).toBeNull();
});

it('lets no two shown groups of any releases differ by one to four institutions (attack by difference)', () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(fc.integer({ min: 0, max: 29 }), { maxLength: 6 }), { minLength: 1, maxLength: 8 }),
			(rounds) => {
				const versions = new Map<number, number>();
				const shown: ReturnType<typeof contributorsOf>[] = [];
				for (const updated of rounds) {
					for (const n of updated) versions.set(n, (versions.get(n) ?? 0) + 1);
					const group = varied(30, 'i').map((given, n) => ({ ...given, version: `v${versions.get(n) ?? 0}` }));
					const split = [0, 1, 2, 3].map((part) => ({
						key: `part:${part}`,
						group: group.filter((_, n) => (n < 3 ? 0 : 1 + (n % 3)) === part),
					}));
					const judged = judgeRelease({ key: 'all', group }, [split], shown);
					shown.push(...judged.filter(({ reason }) => reason === null).map(contributorsOf));
					// Taking the shown parts from the total is an attack that costs nothing: what it gives is judged too.
					const rests = judged[0]?.reason === null ? [...breakdownsOf(judged).values()].map(restOf) : [];
					shown.push(...rests.filter((rest) => rest !== undefined));
				}
				for (const [place, one] of shown.entries()) {
					for (const other of shown.slice(place + 1)) expect([1, 2, 3, 4]).not.toContain(difference(one, other));
				}
			},
		),
		{ numRuns: 60 },
	);
});

it('withholds a cell when the rest it leaves would show what one institution changed', () => {
	const release = (changed: readonly string[]) => {
		const cells = [cell('part:small', 3), cell('part:middle', 7), cell('part:large', 20)].map(({ key, group }) => ({
			key,
			group: group.map((given) => (changed.includes(given.institution) ? { ...given, version: 'v2' } : given)),
		}));
		return { total: { key: 'all', group: cells.flatMap(({ group }) => group) }, cells };
	};
	const first = release([]);
	const judged = judgeRelease(first.total, [first.cells], []);
	expect(shownOf(judged)).toEqual(['all', 'part:large']);
	const rest = restOf([...breakdownsOf(judged).values()][0] ?? []);
	const shown = [...judged.filter(({ reason }) => reason === null).map(contributorsOf), ...(rest === undefined ? [] : [rest])];
	const large = [0, 1, 2, 3, 4].map((n) => `part:large${n}`);
	const second = release(['part:small0', ...large]);
	expect(shownOf(judgeRelease(second.total, [second.cells], shown))).toEqual(['all']);
});
