import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DetectionRule, Expression, Test } from '../model.ts';
import { Matcher } from './matcher.ts';

const fields = ['a', 'b', 'c.d', 'EventID'];
const text = fc.stringMatching(/^[ab\\.É-]{0,4}$/);
const word = fc.oneof(text, fc.constantFrom('cmd.exe', '\\cmd.exe', 'powershell', 'éa', 'longliteral', '4625'));
const value = fc.oneof(
	word,
	fc.tuple(word, word).map(([x, y]) => x + y),
	fc.integer({ min: 0, max: 9 }),
	fc.constant(null),
	fc.array(word, { maxLength: 3 }),
);
const lower = (some: string) => some.toLowerCase();

const test: fc.Arbitrary<Test> = fc.oneof(
	fc
		.record({
			kind: fc.constant('text' as const),
			mode: fc.constantFrom('equals' as const, 'contains' as const, 'startswith' as const, 'endswith' as const),
			text: word.map(lower),
			cased: fc.constant(false),
			dash: fc.boolean(),
		})
		.map((one) => (one.dash ? { ...one, text: one.text.replace(/[/–—―]/g, '-') } : one)),
	fc.record({
		kind: fc.constant('glob' as const),
		parts: fc
			.tuple(word.map(lower), fc.constantFrom('*' as const, '?' as const), word.map(lower))
			.map(([x, wild, y]) => [x, { wild }, y]),
		cased: fc.constant(false),
		dash: fc.constant(false),
	}),
	fc.constantFrom<Test>(
		{ kind: 'regex', source: 'a+b', flags: '' },
		{ kind: 'regex', source: '\\.exe|shell', flags: 'i' },
		{ kind: 'regex', source: 'a.*b.*a', flags: '' },
		{ kind: 'null' },
		{ kind: 'present', wanted: true },
		{ kind: 'compare', operator: 'gte', number: 5 },
	),
);
const expression: fc.Arbitrary<Expression> = fc.letrec<{ any: Expression }>((tie) => ({
	any: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		fc.record({ op: fc.constant('field' as const), field: fc.constantFrom(...fields), test }),
		fc.record({
			op: fc.constant('keyword' as const),
			test: test.filter(({ kind }) => kind === 'text' || kind === 'glob' || kind === 'regex'),
		}),
		fc.record({ op: fc.constantFrom('and' as const, 'or' as const), of: fc.array(tie('any'), { minLength: 1, maxLength: 4 }) }),
		fc.record({ op: fc.constant('not' as const), of: tie('any') }),
	),
})).any;
const event = fc.record({ a: value, b: value, 'c.d': value, EventID: value, x: value }, { requiredKeys: [] });

/** The meaning of a rule in the plainest words: no index, no order, no reuse. */
function holds(one: Expression, of: Record<string, unknown>): boolean {
	if (one.op === 'and') return one.of.every((each) => holds(each, of));
	if (one.op === 'or') return one.of.some((each) => holds(each, of));
	if (one.op === 'not') return !holds(one.of, of);
	if (one.op === 'keyword')
		return Object.values(of)
			.flat()
			.some((each) => each !== null && passes(one.test, each));
	if (one.op !== 'field') throw new Error('not generated');
	const present = Object.hasOwn(of, one.field);
	const values = present ? [of[one.field]].flat() : [];
	if (one.test.kind === 'present') return present === one.test.wanted;
	if (one.test.kind === 'null') return !present || values.includes(null);
	return values.some((each) => each !== null && passes(one.test, each));
}

function passes(test: Test, value: unknown): boolean {
	const folded = String(value).toLowerCase();
	if (test.kind === 'regex') return new RegExp(test.source, test.flags).test(String(value));
	if (test.kind === 'compare') return value !== '' && Number(value) >= test.number;
	if (test.kind === 'glob') {
		const source = test.parts.map((part) =>
			typeof part === 'string' ? part.replace(/[.\\-]/g, '\\$&') : part.wild === '*' ? '[^]*' : '[^]',
		);
		return new RegExp(`^${source.join('')}$`).test(folded);
	}
	if (test.kind !== 'text') return false;
	const actual = test.dash ? folded.replace(/[/–—―]/g, '-') : folded;
	if (test.mode === 'equals') return actual === test.text;
	if (test.mode === 'contains') return actual.includes(test.text);
	return test.mode === 'startswith' ? actual.startsWith(test.text) : actual.endsWith(test.text);
}

function rule(id: number, body: Expression): DetectionRule {
	const header = {
		title: 't',
		level: 'low' as const,
		status: '',
		author: '',
		description: '',
		tags: [],
		references: [],
		falsepositives: [],
		where: '',
	};
	return { kind: 'detection', id: String(id), ...header, logsource: { product: 'test' }, expression: body };
}

describe('the matcher', () => {
	it('finds what the plain meaning of the rules finds, whatever the rules and events', () => {
		fc.assert(
			fc.property(
				fc.array(expression, { minLength: 1, maxLength: 12 }),
				fc.array(event, { minLength: 1, maxLength: 6 }),
				(bodies, events) => {
					const matcher = new Matcher(bodies.map((body, at) => rule(at, body)));
					for (const one of events) {
						const expected = bodies.flatMap((body, at) => (holds(body, one) ? [String(at)] : []));
						expect(matcher.match(one, { product: 'test' }).map(({ id }) => id)).toEqual(expected);
					}
				},
			),
			{ numRuns: 1500 },
		);
	});

	it('answers on hostile events without throwing', () => {
		const matcher = new Matcher([
			rule(1, { op: 'keyword', test: { kind: 'text', mode: 'contains', text: 'needle', cased: false, dash: false } }),
			rule(2, { op: 'field', field: 'a.b', test: { kind: 'regex', source: '(a+)+$', flags: '' } }),
		]);
		const ask = (line: string) => matcher.match(JSON.parse(line), { product: 'test' }).map(({ id }) => id);
		expect(ask(`${'{"a":'.repeat(20_000)}"needle"${'}'.repeat(20_000)}`)).toEqual(['1']);
		expect(ask(`${'{"a":[['.repeat(5_000)}"needle"${']]}'.repeat(5_000)}`)).toEqual(['1']);
		expect(ask(`{${Array.from({ length: 200_000 }, (_, at) => `"k ${at}":${at}`).join()},"z":"needle"}`)).toEqual(['1']);
		expect(ask('{"__proto__":{"a":{"b":"aaa"}},"constructor":{"prototype":1},"a":{"b":"aaa","__proto__":1}}')).toEqual(['2']);
		expect(ask(JSON.stringify({ a: { b: `${'a'.repeat(200_000)}!` } }))).toEqual([]);
		expect(ask('{"Channel":"__proto__","EventID":{"__proto__":1}}')).toEqual([]);
		expect(matcher.match(JSON.parse('{"Channel":"Security","EventID":"constructor"}'))).toEqual([]);
		expect(matcher.match(JSON.parse('{"Channel":"constructor","EventID":"__proto__"}'))).toEqual([]);
		expect(matcher.match(JSON.parse('{"@stream":"__proto__","category":"__proto__","operationName":1}'))).toEqual([]);
		expect(matcher.match(JSON.parse('{"Workload":"__proto__","Operation":1}'))).toEqual([]);
	});
});
