import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadRulesLenient } from '../sigma/load.ts';
import { choices, eventNear } from '../testing/events-near.ts';
import { ReferenceRule } from '../testing/reference/rule.ts';
import { drawnRule, written } from '../testing/rules-at-random.ts';
import { compileRules } from './matcher.ts';

const runs = Number(process.env.ENGINE_RUNS ?? 500);

describe('rules drawn at random', () => {
	it('hit what the specification says they hit, on events that nearly match', () => {
		const given = fc.tuple(
			fc.array(drawnRule, { minLength: 1, maxLength: 4 }),
			fc.array(choices, { minLength: 1, maxLength: 5 }),
		);
		let hits = 0;
		fc.assert(
			fc.property(given, ([drawn, chosen]) => {
				const texts = drawn.map((one, at) => written(one, `r${at}`));
				const loaded = loadRulesLenient(texts.map((text, at) => ({ file: `r${at}.yml`, text })));
				const accepted = ['condition-unused', 'placeholder-unexpanded'];
				expect(loaded.findings.filter(({ code }) => !accepted.includes(code))).toEqual([]);
				const usable = new Set(loaded.rules.map(({ id }) => id));
				const references = texts.map((text) => new ReferenceRule(text));
				const matcher = compileRules(loaded.rules);
				for (const one of chosen) {
					const event = eventNear(drawn, one);
					const expected = references.flatMap((reference, at) =>
						usable.has(`r${at}`) && reference.matches(event) ? [`r${at}`] : [],
					);
					expect(
						matcher.match(event, { product: 'test' }).map(({ id }) => id),
						`${JSON.stringify(event)} ${texts.join('\n---\n')}`,
					).toEqual(expected);
					hits += expected.length;
				}
			}),
			{ numRuns: runs },
		);
		expect(hits).toBeGreaterThan(runs / 10);
	});
});
