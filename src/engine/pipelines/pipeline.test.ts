import { describe, expect, it } from 'vitest';
import { Correlator } from '../correlation/correlator.ts';
import { compileRules } from '../match/matcher.ts';
import { loadRulesLenient } from '../sigma/load.ts';

const rule = (detection: string, more = 'logsource:\n  product: test') =>
	`title: R\nid: r\nname: r_name\ntags: [attack.t1059]\nlevel: high\n${more}\ndetection:\n${detection.replace(/^/gm, '  ')}\n  condition: s\n`;
const pipeline = (steps: string, head = '') => `name: p\n${head}transformations:\n${steps.replace(/^/gm, '  ')}\n`;

function load(rules: string, steps: string, head = '') {
	const sources = [
		{ file: 'r.yml', text: rules },
		{ file: 'p.yml', text: pipeline(steps, head) },
	];
	return loadRulesLenient(sources);
}
function hits(rules: string, steps: string, event: Record<string, unknown>, head = ''): boolean {
	const loaded = load(rules, steps, head);
	expect(loaded.findings).toEqual([]);
	return compileRules(loaded.rules).match(event, { product: 'test' }).length > 0;
}
const details = (rules: string, steps: string, head = '') =>
	load(rules, steps, head).findings.map(({ where, detail }) => `${where} ${detail}`);

const map = '- type: field_name_mapping\n  mapping: {a: A}';

describe('a step changes rules', () => {
	const cases: readonly (readonly [string, string, string, Record<string, unknown>, boolean])[] = [
		['name', 's:\n  a: 1', map, { A: 1 }, true],
		['name of several', 's:\n  a: 1', '- type: field_name_mapping\n  mapping: {a: [A, B]}', { B: 1 }, true],
		['name a field points at', 's:\n  b|fieldref: a', map, { b: 'x', A: 'x' }, true],
		['prefix of names', 's:\n  win.a: 1', '- type: field_name_prefix_mapping\n  mapping: {win.: log_}', { log_a: 1 }, true],
		['names with blanks', 's:\n  "a a": 1', '- type: field_name_mapping\n  mapping: {"a a": "b b"}', { 'b b': 1 }, true],
		[
			'added condition with blanks',
			's:\n  a: 1',
			'- type: add_condition\n  conditions: {"Log Name": x}',
			{ a: 1, 'Log Name': 'x' },
			true,
		],
		['prefix', 's:\n  a: 1', '- type: field_name_prefix\n  prefix: x.', { x: { a: 1 } }, true],
		['suffix', 's:\n  a: 1', '- type: field_name_suffix\n  suffix: _s', { a_s: 1 }, true],
		[
			'dropped item',
			's:\n  a: 1\n  b: 2',
			'- type: drop_detection_item\n  field_name_conditions:\n    - type: include_fields\n      fields: [b]',
			{ a: 1 },
			true,
		],
		[
			'added condition with modifiers and null',
			's:\n  a: 1',
			'- type: add_condition\n  conditions: {"c|contains|all": [x, y], d: null}',
			{ a: 1, c: 'y-x' },
			true,
		],
		['added condition', 's:\n  a: 1', '- type: add_condition\n  conditions: {i: main}', { a: 1, i: 'other' }, false],
		[
			'added condition, filled in',
			's:\n  a: 1',
			'- type: add_condition\n  template: true\n  conditions: {i: "x-$product"}',
			{ a: 1, i: 'x-test' },
			true,
		],
		['mapped text', 's:\n  a: old', '- type: map_string\n  mapping: {old: [new, newer]}', { a: 'NEWER' }, true],
		[
			'replaced text',
			"s:\n  a|startswith: 'C:\\Temp'",
			"- type: replace_string\n  regex: '^c:(.*)'\n  replacement: 'd:\\1'",
			{ a: 'D:\\temp\\x' },
			true,
		],
		['set value', 's:\n  a: 1', '- type: set_value\n  value: fixed', { a: 'fixed' }, true],
		[
			'hashes',
			"s:\n  Hashes|contains: 'SHA1=AB12'",
			'- type: hashes_fields\n  valid_hash_algos: [SHA1]\n  field_prefix: File',
			{ FileSHA1: 'ab12' },
			true,
		],
		[
			'nested steps',
			's:\n  a: 1',
			'- type: nest\n  items:\n    - type: field_name_mapping\n      mapping: {a: b}\n    - type: field_name_mapping\n      mapping: {b: c}',
			{ c: 1 },
			true,
		],
		[
			'query matters, unheeded',
			's:\n  a: 1',
			'- type: set_field\n  fields: [x]\n- type: convert_type\n  target_type: str',
			{ a: '1' },
			true,
		],
	];
	it.each(cases)('%s', (_name, detection, steps, event, expected) => {
		expect(hits(rule(detection), steps, event)).toBe(expected);
	});
});

describe('a condition says where a step is meant', () => {
	const under = (conditions: string) => `${map}\n${conditions.replace(/^/gm, '  ')}`;
	const cases: readonly (readonly [string, string, boolean])[] = [
		['log source', 'rule_conditions:\n  - type: logsource\n    product: test', true],
		['another log source', 'rule_conditions:\n  - type: logsource\n    product: windows', false],
		['not', 'rule_conditions:\n  - type: logsource\n    product: windows\nrule_cond_not: true', true],
		[
			'any',
			'rule_cond_op: or\nrule_conditions:\n  - type: tag\n    tag: attack.t1\n  - type: contains_field\n    field: a',
			true,
		],
		['all', 'rule_conditions:\n  - type: tag\n    tag: attack.t1\n  - type: contains_field\n    field: a', false],
		[
			'an expression',
			'rule_cond_expr: not (x or y)\nrule_conditions:\n  x:\n    type: tag\n    tag: attack.t1\n  y:\n    type: is_sigma_correlation_rule',
			true,
		],
		['an item with its value', 'rule_conditions:\n  - type: contains_detection_item\n    field: a\n    value: whoami', true],
		['level at least', 'rule_conditions:\n  - type: rule_attribute\n    attribute: level\n    value: medium\n    op: gte', true],
		['field by expression', 'field_name_conditions:\n  - type: include_fields\n    fields: ["[a-c]$"]\n    mode: re', true],
		['field excluded', 'field_name_conditions:\n  - type: exclude_fields\n    fields: [a]', false],
		['text of the value', 'detection_item_conditions:\n  - type: match_string\n    pattern: ".*AMI$"', true],
		['text of the value, not', 'detection_item_conditions:\n  - type: match_string\n    pattern: who\n    negate: true', false],
		['wildcards', 'detection_item_conditions:\n  - type: contains_wildcard', false],
		['null', 'detection_item_conditions:\n  - type: is_null\ndetection_item_cond_not: true', true],
	];
	it.each(cases)('%s', (_name, conditions, meant) => {
		const [A, a] = [{ A: 'whoami' }, { a: 'whoami' }];
		expect(hits(rule('s:\n  a: whoami'), under(conditions), meant ? A : a)).toBe(true);
		expect(hits(rule('s:\n  a: whoami'), under(conditions), meant ? a : A)).toBe(false);
	});

	it('what an earlier step did, to the rule, to the field and in the state', () => {
		const first = '- id: first\n  type: field_name_mapping\n  mapping: {a: A}\n- type: set_state\n  key: index\n  val: main\n';
		const second = (condition: string) => `${first}- type: field_name_suffix\n  suffix: _s\n  ${condition}`;
		const both = rule('s:\n  a: 1\n  b: 1');
		expect(
			hits(both, second('rule_conditions: [{type: processing_item_applied, processing_item_id: first}]'), { A_s: 1, b_s: 1 }),
		).toBe(true);
		expect(
			hits(both, second('field_name_conditions: [{type: processing_item_applied, processing_item_id: first}]'), { A_s: 1, b: 1 }),
		).toBe(true);
		expect(hits(both, second('rule_conditions: [{type: processing_state, key: index, val: other}]'), { A: 1, b: 1 })).toBe(true);
	});
});

describe('a pipeline refuses', () => {
	it('rules and fields, with its own words and the place of the rule', () => {
		expect(details(rule('s:\n  a: 1'), '- type: rule_failure\n  message: not here')).toEqual(['r.yml:1 not here']);
		const failing =
			'- type: detection_item_failure\n  message: no b\n  field_name_conditions: [{type: include_fields, fields: [b]}]';
		expect(details(rule('s:\n  b: 1'), failing)).toEqual(['r.yml:1 no b']);
		expect(details(rule('s:\n  a: 1'), failing)).toEqual([]);
		expect(details(rule('s:\n  a: 1\n  b: 1'), `${map}\n- type: strict_field_mapping_failure`)).toEqual([
			'r.yml:1 no mapping gave the fields b',
		]);
	});

	it('a rule whose placeholder nobody filled', () => {
		expect(loadRulesLenient([{ file: 'r.yml', text: rule("s:\n  a|expand: '%admins%'") }])).toMatchObject({
			rules: [],
			findings: [{ code: 'placeholder-unexpanded', where: 'r.yml:1' }],
		});
		const steps = '- type: value_placeholders\n  include: [admins]';
		expect(hits(rule("s:\n  a|expand: 'x%admins%'"), steps, { a: 'xroot' }, 'vars: {admins: root}\n')).toBe(true);
	});

	describe('placeholders', () => {
		const step = '- type: value_placeholders';
		const some = (vars: string, include = '') =>
			[include ? `${step}\n  include: [${include}]` : step, `vars: ${vars}\n`] as const;
		const cases: readonly (readonly [string, string, readonly [string, string], Record<string, unknown>, boolean])[] = [
			['networks', "s:\n  a|cidr|expand: '%lan%'", some('{lan: [192.0.2.0/24, 10.0.0.0/8]}'), { a: '10.1.2.3' }, true],
			['expressions', "s:\n  a|re|i|expand: '^%x%$'", some('{x: "[ab]+"}'), { a: 'ABBA' }, true],
			['several in one text', "s:\n  a|expand: '%x%-%y%'", some('{x: [1, 2], y: [3, 4]}'), { a: '2-3' }, true],
			['an escaped percent sign', "s:\n  a|expand: '\\%plain%x%'", some('{x: y}'), { a: '%plainy' }, true],
			['a value that looks like one', "s:\n  a|expand: '%x%'", some('{x: "%x%"}'), { a: '%x%' }, true],
		];
		it.each(cases)('%s', (_name, detection, [steps, head], event, expected) => {
			expect(hits(rule(detection), steps, event, head)).toBe(expected);
		});

		it('filled by one step and another', () => {
			const [steps, head] = some('{x: 1, y: 2}', 'x');
			const both = `${steps}\n- type: wildcard_placeholders\n  exclude: [x]`;
			expect(hits(rule("s:\n  a|expand: '%x%-%y%'"), both, { a: '1-any' }, head)).toBe(true);
			expect(details(rule("s:\n  a|expand: '%x%-%y%'"), steps, head)).toEqual([
				'r.yml:1 no pipeline gives values for the placeholder in "1-%y%"',
			]);
		});

		it('with values that do not fit', () => {
			expect(details(rule("s:\n  a|cidr|expand: '%lan%'"), ...some('{lan: here}'))).toEqual(['r.yml:1 "here" is not a network']);
			const many = `{x: [${Array.from({ length: 400 }, (_, at) => at).join(', ')}]}`;
			expect(details(rule("s:\n  a|expand: '%x%%x%%x%'"), ...some(many))).toEqual(['r.yml:1 "%x%%x%%x%" has too many values']);
		});
	});

	it('nothing when it only shapes queries of other systems', () => {
		const shaping = { file: 'p.yml', text: 'name: p\npostprocessing:\n  - type: embed\n    prefix: x\n' };
		expect(loadRulesLenient([{ file: 'r.yml', text: rule('s:\n  a: 1') }, shaping])).toMatchObject({
			findings: [],
			rules: [{ id: 'r' }],
		});
	});

	it('steps and conditions it does not know, each with its line', () => {
		const found = details(
			rule('s:\n  a: 1'),
			'- type: unheard_of\n- type: field_name_mapping\n- type: set_value\n  value: 1\n  rule_conditions: [{type: moon}]\n- type: set_value\n  value: 1\n  rule_cond_expr: a and b\n  rule_conditions: {a: {type: is_sigma_rule}}',
		);
		expect(found).toEqual([
			'p.yml:3 transformation "unheard_of" is not known',
			'p.yml:4 field_name_mapping needs a mapping',
			'p.yml:5 condition "moon" is not known in rule_conditions',
			'p.yml:8 "a and b" names "b", which is not there',
		]);
	});
});

it('gives correlations the names that their rules got', () => {
	const correlation =
		'title: C\nid: c\ncorrelation:\n  type: event_count\n  rules: [r_name]\n  group-by: [a]\n  timespan: 1m\n  condition: {gte: 2}\n';
	const loaded = load(`${rule('s:\n  a: 1')}---\n${correlation}`, map);
	expect(loaded.findings).toEqual([]);
	const correlator = new Correlator(loaded.correlations, { lateness: 0 });
	const [detection] = loaded.rules;
	const fired = ['1', '2'].flatMap((id) => correlator.feed(detection!, { A: 1 }, 1000, '', id));
	expect(fired.map(({ group }) => group)).toEqual([{ A: '1' }]);
});
