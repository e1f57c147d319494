import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadRulesLenient } from '../sigma/load.ts';
import { compileRules } from './matcher.ts';
import { requiredTexts } from './required-texts.ts';

const rule = (detection: string) => `title: T\nid: r\nlogsource: {product: linux}\nlevel: low\ndetection:\n${detection}`;
const rulesOf = (detection: string) => loadRulesLenient([{ file: 'r.yml', text: rule(detection) }]).rules;

it.each([
	['  s: {CommandLine|contains: "mimikatz"}\n  condition: s', ['mimikatz']],
	['  s: {Image|endswith: "\\\\cmd.exe"}\n  condition: s', ['cmd.exe']],
	['  s: {A: ["whoami", "Überfall"]}\n  condition: s', ['whoami', 'berfall']],
	['  s: {EventID: 4625}\n  condition: s', undefined],
	['  s: {A: "true"}\n  condition: s', undefined],
	['  s: {A|contains: "ab"}\n  condition: s', undefined],
	['  s: {A: "whoami"}\n  condition: not s', undefined],
])('%s needs %j', (detection, texts) => {
	expect(requiredTexts(rulesOf(detection))).toEqual(texts);
});

it('never leaves out a line that its rule matches', () => {
	const piece = fc.constantFrom('cmd', 'kit', 'MIX', '/', '\\', '"', '4', 'e', '\u212a', 'ſ', '\n', ' ', 'x9', '-');
	const text = fc.array(piece, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
	/** Often the wanted text itself, with something around it. */
	const around = fc.tuple(fc.constantFrom('', '-', '\u212a'), fc.constantFrom('', 'x', '\\'));
	const value = fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.array(text, { maxLength: 3 }), around, around, around);
	const mode = fc.constantFrom('', '|contains', '|startswith', '|endswith', '|re', '|windash|contains');
	let looked = 0;
	fc.assert(
		fc.property(mode, text, text, value, fc.boolean(), (how, wanted, other, chosen, escaped) => {
			const [before, after] = Array.isArray(chosen) && chosen.length === 2 ? chosen : [];
			const event = before === undefined ? chosen : `${before}${wanted.toUpperCase()}${after}`;
			const given = how === '|re' ? wanted.replace(/[^a-z0-9]/gi, '.') : wanted;
			const rules = rulesOf(`  s:\n    A${how}: [${JSON.stringify(given)}, ${JSON.stringify(other)}]\n  condition: s`);
			const texts = requiredTexts(rules);
			if (texts === undefined || rules.length === 0) return;
			const plain = JSON.stringify({ A: event });
			const line = escaped ? plain.replace(/c/g, '\\u0063') : plain;
			if (compileRules(rules).match(JSON.parse(line), { product: 'linux' }).length === 0) return;
			looked++;
			const odd = /[^\0-\x7f]|\\u/.test(line);
			expect(odd || texts.some((one) => line.toLowerCase().includes(one))).toBe(true);
		}),
		{ numRuns: 2000, seed: 8 },
	);
	expect(looked).toBeGreaterThan(100);
});
