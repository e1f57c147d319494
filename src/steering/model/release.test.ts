import { anonymityFloor, leastContributors } from '#institutions';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type KnownSum, smallGroup } from '../testing/attacker.ts';
import { withheld } from './anonymity.ts';
import { type Before, type Judged, judgeRelease } from './release.ts';
import type { Given } from './settle.ts';

const give = (count: number, kind: string, province: string, from = 0): Given[] =>
	Array.from({ length: count }, (_, n) => ({
		...{ institution: `${kind}${province}${from + n}`, cells: [`kind:${kind}`, `province:${province}`] },
		values: [1.5 + ((from + n) % 3)],
	}));
const shownOf = (judged: Judged | undefined) => judged?.cells.filter(({ reason }) => reason === null).map(({ key }) => key) ?? [];
const after = (judged: Judged | undefined, ever: readonly string[] = [], sameRound = true): Before => {
	const shown = shownOf(judged).filter((key) => key !== 'all');
	return { given: judged?.given ?? [], shown: new Set(shown), ever: new Set([...ever, ...shown]), sameRound };
};
const other = (given: Given): Given => ({ ...given, values: given.values.map((value) => (value % 3) + 1.25) });

it('withholds a second cell when one alone could be had by subtraction', () => {
	const judged = judgeRelease([...give(20, 'a', 'UT'), ...give(8, 'b', 'UT'), ...give(3, 'c', 'UT')], undefined, true);
	expect(shownOf(judged)).toEqual(['all', 'kind:a', 'province:UT']);
	expect(judged?.cells.find(({ key }) => key === 'kind:b')?.reason).toBe('complementary');
});

it('withholds a cell of one breakdown that a cell of the other nearly equals', () => {
	// All of kind b stand in province NH, and two of kind a beside them: NH less b would be those two.
	const judged = judgeRelease([...give(20, 'a', 'UT'), ...give(2, 'a', 'NH'), ...give(9, 'b', 'NH')], undefined, true);
	const shown = shownOf(judged);
	expect(shown.includes('kind:b') && shown.includes('province:NH')).toBe(false);
});

it('tells a change only with five others, in every sum of shown cells', () => {
	const given = [...give(12, 'a', 'UT'), ...give(12, 'b', 'NH')];
	const first = judgeRelease(given, undefined, true);
	expect(shownOf(first)).toEqual(['all', 'kind:a', 'kind:b', 'province:NH', 'province:UT']);
	const changed = (a: number, b: number) => given.map((one, n) => (n < a || (n >= 12 && n < 12 + b) ? other(one) : one));
	expect(judgeRelease(changed(5, 0), after(first), true)).toBeUndefined();
	expect(judgeRelease(changed(6, 0), after(first), true)?.given.filter((one, n) => one !== given[n])).toHaveLength(6);
	// Six of a may be told, three of b wait.
	const both = judgeRelease(changed(6, 3), after(first), true);
	expect(
		both?.given.filter(
			({ institution, values }) => values[0] !== given.find((one) => one.institution === institution)?.values[0],
		),
	).toHaveLength(6);
});

it('refuses a next round that differs by fewer than six, and closes the cells in which it does', () => {
	const given = [...give(12, 'a', 'UT'), ...give(12, 'b', 'NH')];
	const first = after(judgeRelease(given, undefined, true), [], false);
	const changed = (a: number, b: number) => given.map((one, n) => (n < a || (n >= 12 && n < 12 + b) ? other(one) : one));
	expect(judgeRelease(changed(3, 2), first, true)).toBeUndefined();
	expect(shownOf(judgeRelease(changed(12, 3), first, true))).toEqual(['all']);
	expect(shownOf(judgeRelease(changed(12, 12), first, true))).toHaveLength(5);
});

it('hides a cell from every figure when one figure of it is alike', () => {
	const given = [...give(12, 'a', 'UT'), ...give(12, 'b', 'NH'), ...give(12, 'c', 'NH')].map((one, n) => ({
		...one,
		values: [...one.values, n < 12 ? 2 : (one.values[0] ?? 0)],
	}));
	expect(judgeRelease(given, undefined, true)?.cells.find(({ key }) => key === 'kind:a')?.reason).toBe('too-alike');
});

it('leaves an attacker who knows all releases no group of fewer than five others', { timeout: 120_000 }, () => {
	let [releases, broken] = [0, 0];
	const step = fc.array(fc.record({ n: fc.nat(47), gone: fc.boolean(), by: fc.integer({ min: 1, max: 3 }) }), { maxLength: 24 });
	const sector = fc.array(fc.record({ kind: fc.nat(2), province: fc.nat(3), value: fc.integer({ min: 1, max: 5 }) }), {
		minLength: 6,
		maxLength: 48,
	});
	const steps = fc.array(fc.record({ moves: step, round: fc.boolean() }), { minLength: 1, maxLength: 5 });
	fc.assert(
		fc.property(sector, steps, (places, moves) => {
			const state = places.map(({ value }) => ({ value, there: true }));
			let before: Before | undefined;
			const told: KnownSum[] = [];
			const naive: KnownSum[] = [];
			let [number, last] = [0, 0];
			for (const { moves: changes, round } of moves) {
				if (round) number += 1;
				for (const { n, gone, by } of changes) {
					const own = state[n % state.length]!;
					state[n % state.length] = gone ? { ...own, there: !own.there } : { ...own, value: ((own.value + by - 1) % 5) + 1 };
				}
				const given = places.flatMap(({ kind, province }, n): Given[] => {
					const own = state[n]!;
					const cells = [`kind:${kind}`, `province:${province}`] as const;
					return own.there ? [{ institution: `i${n}`, cells, values: [own.value] }] : [];
				});
				naive.push({ group: given, round: number });
				const judged = judgeRelease(given, before && { ...before, sameRound: last === number }, true);
				if (judged === undefined) continue;
				releases += 1;
				const shown = judged.cells.filter(({ reason }) => reason === null);
				told.push(...shown.map(({ group }) => ({ group, round: number })));
				for (const { group } of shown) expect(withheld(group.map(({ values }) => values[0]!))).toBeNull();
				const ever = before !== undefined && last === number ? [...before.ever] : [];
				before = after(judged, ever);
				last = number;
			}
			expect(
				smallGroup(told, anonymityFloor.others),
				JSON.stringify(told.map(({ group }) => group.map((one) => one.institution))),
			).toBeUndefined();
			if (smallGroup(naive, anonymityFloor.others) !== undefined) broken += 1;
		}),
		{ numRuns: 150 },
	);
	// The attack is worth something only when it breaks the same sectors without the rules.
	expect(releases).toBeGreaterThan(100);
	expect(broken).toBeGreaterThan(20);
	expect(leastContributors).toBe(6);
});
