import { beforeAll, describe, expect, it } from 'vitest';
import { covers, Router } from '../logsource/router.ts';
import type { DetectionRule } from '../model.ts';
import { loadRulesLenient } from '../sigma/load.ts';
import { eventsFromRule } from '../testing/events-from-rule.ts';
import { publicDataIsHere, publicEvents, publicRules } from '../testing/public-data.ts';
import { ReferenceRule } from '../testing/reference/rule.ts';
import { compileRules, type Matcher } from './matcher.ts';

/** One in so many is looked at; 1 looks at all, which takes some minutes. */
const ruleStep = Number(process.env.ENGINE_STEP ?? 25);
const eventStep = Number(process.env.ENGINE_STEP ?? 4000);

interface Pair {
	readonly rule: DetectionRule;
	readonly text: string;
	readonly reference: ReferenceRule;
}

describe.skipIf(!publicDataIsHere)('public rules (skipped when ../shared/data/detection is absent)', () => {
	let pairs: Pair[] = [];
	let matcher: Matcher;
	beforeAll(async () => {
		pairs = (await publicRules()).flatMap(({ file, text }) =>
			loadRulesLenient([{ file, text }]).rules.map((rule) => ({ rule, text, reference: new ReferenceRule(text) })),
		);
		matcher = compileRules(pairs.map(({ rule }) => rule));
	});
	const ids = (all: readonly Pair[]) => all.map(({ rule }) => rule.id);

	it('mean to the engine what they mean to the reference, on events made from their own words', () => {
		let [looked, hit] = [0, 0];
		const everywhere = compileRules(pairs.map(({ rule }) => ({ ...rule, logsource: { product: 'test' } })));
		for (const [at, own] of pairs.entries()) {
			if (at % ruleStep !== 0) continue;
			looked++;
			let any = false;
			for (const [number, event] of eventsFromRule(own.text).entries()) {
				const asked = [own, pairs[(at * 7 + number) % pairs.length] ?? own];
				const hits = new Set(everywhere.match(event, { product: 'test' }).map(({ id }) => id));
				const expected = asked.filter(({ reference }) => reference.matches(event));
				expect(ids(asked.filter(({ rule }) => hits.has(rule.id))), JSON.stringify(event)).toEqual(ids(expected));
				any ||= expected.includes(own);
			}
			if (any) hit++;
		}
		expect(looked).toBeGreaterThan(90);
		expect(hit / looked).toBeGreaterThan(0.9);
	});

	it('hit the public events as the reference says', () => {
		const router = new Router();
		let looked = 0;
		for (const name of ['otrf-windows', 'zeek-apt29', 'suricata-eve-alerts']) {
			for (const [at, line] of publicEvents(name).entries()) {
				if (at % eventStep !== 0) continue;
				const event = JSON.parse(line);
				const { sources, reading } = router.route(event);
				const routed = pairs.filter(({ rule }) => sources.some((source) => covers(rule.logsource, source)));
				const expected = routed.filter(({ reference }) => reference.matches(event, reading));
				expect(
					matcher.match(event).map(({ id }) => id),
					line,
				).toEqual(ids(expected));
				looked += routed.length;
			}
		}
		expect(looked).toBeGreaterThan(150);
	});
});
