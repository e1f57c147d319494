import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadRulesLenient } from '../sigma/load.ts';
import { compileRules } from './matcher.ts';

const word = fc.oneof(
	fc.stringMatching(/^[abkKsSi.\\"/0-9é-]{3,12}$/),
	fc.constantFrom('mimikatz', 'net user', '\u212atest', 'ſtop', 'İis', 'één', '4625', 'true', '1e3', '-nop', '日本語 text', 'ab'),
);
const value = fc.oneof(
	{ weight: 4, arbitrary: fc.array(word, { maxLength: 5 }).map((words) => words.join('')) },
	{ weight: 1, arbitrary: fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.double()) },
	{ weight: 1, arbitrary: fc.record({ b: fc.array(word, { maxLength: 3 }) }) },
	{ weight: 1, arbitrary: fc.tuple(word, fc.integer({ min: 0, max: 60_000 })).map(([one, length]) => 'x'.repeat(length) + one) },
);

it('finds keywords in every leaf, whatever their letters and however long the event', () => {
	let hits = 0;
	fc.assert(
		fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 30 }), fc.dictionary(word, value), (words, event) => {
			const rules = loadRulesLenient(
				words.map((one, at) => ({
					file: `${at}.yml`,
					text: JSON.stringify({
						title: 't',
						id: `r${at}`,
						logsource: { product: 'test' },
						detection: { k: [one], condition: 'k' },
					}),
				})),
			);
			const leaves = leavesOf(event).map(plain);
			const wanted = words.map((one) => plain(one.replaceAll('\\\\', '\\')));
			const expected = wanted.flatMap((one, at) => (leaves.some((leaf) => leaf.includes(one)) ? [`r${at}`] : []));
			expect(
				compileRules(rules.rules)
					.match(event, { product: 'test' })
					.map(({ id }) => id),
			).toEqual(expected);
			hits += expected.length;
		}),
		{ numRuns: Number(process.env.ENGINE_RUNS ?? 300) },
	);
	expect(hits).toBeGreaterThan(100);
});

function plain(text: string): string {
	return text.toLowerCase().replaceAll('ſ', 's').replaceAll('ς', 'σ');
}

function leavesOf(value: unknown): string[] {
	if (value === null) return [];
	return typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [String(value)];
}
