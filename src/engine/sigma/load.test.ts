import { describe, expect, it } from 'vitest';
import { compileRules } from '../match/matcher.ts';
import { readPipeline } from '../pipelines/pipeline.ts';
import { loadRules, loadRulesLenient } from './load.ts';

const rule = (id: string, detection: string, extra = '') =>
	`title: ${id}\nid: ${id}\n${extra}logsource:\n  product: test\ndetection:\n${detection.replace(/^/gm, '  ')}\n  condition: s\n`;
const faults = (text: string) =>
	loadRulesLenient([{ file: 'r.yml', text }]).findings.map(({ where, detail }) => `${where} ${detail}`);

describe('a rule set', () => {
	it('refuses aliases that unfold without end, and keys that stand twice', () => {
		const bomb = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) => `x${at + 1}: &x${at + 1} [${Array(9).fill(`*x${at}`).join()}]`);
		expect(faults(`x0: &x0 {a: b}\n${bomb.join('\n')}\n`)[0]).toBe('r.yml:6 alias "x4" unfolds to too much');
		expect(faults('title: a\nb: 1\nb: 2')).toEqual(['r.yml:3 key "b" stands here twice']);
	});

	it('lists faults however many there are', () => {
		expect(faults('title: x\n---\n'.repeat(150_000))).toHaveLength(150_000);
		expect(faults(rule('v', `s:\n  a|lt:\n${'    - v\n'.repeat(150_000)}`))).toHaveLength(150_000);
	});

	it('lists the faults of all its rules with file and line', () => {
		const bad = `title: x
logsource:
  product: test
detection:
  s:
    a|contian: 1
    b|cidr: 10.0.0.0/99
    c|re: '(?=x)'
  condition: s and nothing
level: severe
---
detection: 5
---
- list`;
		expect(faults(bad)).toEqual([
			'r.yml:6 modifier "contian" is not known',
			'r.yml:7 "10.0.0.0/99" is not a network',
			expect.stringMatching(/^r\.yml:8 the expression is not one that runs in linear time/),
			'r.yml:9 the condition names "nothing", which is not there',
			'r.yml:10 level "severe" is not one of informational, low, medium, high, critical',
			'r.yml:12 the rule has no title',
			'r.yml:12 the rule has no logsource with a product, category or service',
			'r.yml:12 the rule has no detection',
			'r.yml:14 a rule must be a mapping',
		]);
	});

	it.each([
		['a: [1', /^r\.yml:\d+ /],
		['a: 1\na: 2', /^r\.yml:2 key "a" stands here twice/],
		['', /the file is empty/],
		['\0', /^r\.yml:1 /],
		['a: *b', /^r\.yml:1 /],
		[rule('x', 's:\n  a: []'), /^r\.yml:7 an empty list/],
		[rule('x', "s:\n  '|exists': true"), /^r\.yml:7 "exists" needs a field/],
		[rule('x', 's:\n  a|exists|neq: true'), /^r\.yml:7 modifiers "exists\|neq" do not go together/],
		[rule('x', 's:\n  a|windash|re: x'), /^r\.yml:7 modifiers "windash\|re" do not go together/],
		[rule('x', 's:\n  a|exists: [true, false]'), /^r\.yml:7 "exists" wants one value/],
		...['contains|startswith', 'gt|lt', 'hour|day', 're|i|cased', 'windash|cidr', 'cased|gt'].map((pair): [string, RegExp] => [
			rule('x', `s:\n  a|${pair}: 1`),
			/^r\.yml:7 modifiers ".*" do not go together/,
		]),
		[rule('x', 's:\n  a|fieldref: null'), /^r\.yml:7 a null goes with no text modifier/],
		[rule('x', "s:\n  a|fieldref: ''"), /^r\.yml:7 "fieldref" wants the name of a field/],
		[rule('x', 's:\n  a|base64: null'), /^r\.yml:7 a null goes with no text modifier/],
		[rule('a b', 's:\n  a: 1'), /^r\.yml:2 id "a b" has blanks/],
		[rule('x', "s:\n  a|re: '(?:a{1,50}){1,50}b'"), /^r\.yml:7 the expression is not one that runs in linear time/],
		[rule('x', 's:'), /^r\.yml:6 an empty keyword/],
		[rule('x', 's:\n  a: 1').replace('condition: s', 'condition: []'), /^r\.yml:8 a condition must be a text/],
		[
			rule('x', 's:\n  a: 1').replace('condition: s', 'condition: 2 of s*'),
			/^r\.yml:8 "2 of s\*" wants more than the 1 there are/,
		],
		[`${rule('x', 's:\n  a: 1')}---\n${rule('x', 's:\n  a: 1')}`, /^r\.yml:10 id x stands in r\.yml:1 too/],
		[
			'title: c\ncorrelation:\n  type: event_count\n  rules: [gone]\n  timespan: 1m\n  condition:\n    gte: 1',
			/rule "gone" is not there/,
		],
		[
			`${rule('x', 's:\n  a: 1')}---\ntitle: c\ncorrelation:\n  type: temporal\n  rules: [x]\n  timespan: 1m\n  condition: x and y`,
			/r\.yml:15 "y" stands in a condition or alias, but not among the rules/,
		],
		[
			'title: c\ncorrelation:\n  type: event_count\n  rules: [a]\n  timespan: 1m\n  aliases: a\n  condition:\n    gte: 1',
			/r\.yml:6 aliases must be mappings/,
		],
		[
			'title: c\ncorrelation:\n  type: event_count\n  rules: [a]\n  timespan: 1m\n  group-by: {a: b}\n  generate: maybe\n  condition:\n    gte: 1',
			/r\.yml:6 group-by must be[\s\S]*r\.yml:7 generate must be true or false/,
		],
		[rule('x', "s:\n  a|expand|base64: '%x%'"), /r\.yml:7 "%x%" has a placeholder, which cannot be encoded/],
		[
			'title: c\nname: c\ncorrelation:\n  type: event_count\n  rules: [c]\n  timespan: 1m\n  condition:\n    gte: 1',
			/leads back to itself/,
		],
	])('never throws on %j', (text, expected) => {
		expect(faults(text).join('\n')).toMatch(expected);
	});

	it('gives a rule without id one that has no blanks', () => {
		const text = rule('x', 's:\n  a: 1').replace('id: x\n', '');
		expect(loadRulesLenient([{ file: 'a/My rule.YML', text: `${text}---\n${text}` }]).rules.map(({ id }) => id)).toEqual([
			'My_rule',
			'My_rule#2',
		]);
	});

	it('takes over the entries of a mapping with "<<", after what stands there itself', () => {
		const text = rule('x', '_base: &base\n  a: 1\n  b: 2\ns:\n  <<: *base\n  b: 3');
		const loaded = loadRules([{ file: 'r.yml', text }]);
		const matcher = compileRules(loaded.ok ? loaded.value.rules : []);
		const hits = (b: number) => matcher.match({ a: 1, b, logsource: { product: 'test' } }).length;
		expect([hits(3), hits(2)]).toEqual([1, 0]);
		expect(faults(rule('x', 's:\n  <<: word\n  a: 1'))).toEqual(['r.yml:7 "<<" wants a mapping or a list of them']);
	});

	it('is refused whole when strict and read as far as possible when lenient', () => {
		const sources = [
			{ file: 'a.yml', text: rule('good', 's:\n  a: 1') },
			{ file: 'b.yml', text: 'title: 1' },
		];
		expect(loadRules(sources).ok).toBe(false);
		expect(loadRulesLenient(sources).rules.map(({ id }) => id)).toEqual(['good']);
	});

	it('keeps ids with leading zeros as text', () => {
		expect(loadRulesLenient([{ file: 'a.yml', text: rule('0815', 's:\n  a: 1') }]).rules[0]?.id).toBe('0815');
	});

	it('lets rules hit only where the conditions of their filters hold, by id, by name and with any', () => {
		const filter = (rules: string, user: string) =>
			`title: f\nlogsource:\n  product: test\nfilter:\n  rules: ${rules}\n  quiet:\n    user|startswith: ${user}\n  condition: not quiet\n`;
		const named = rule('r3', 's:\n  a: 1', 'name: third\n');
		const rules = [rule('r1', 's:\n  a: 1'), rule('r2', 's:\n  a: 1'), named];
		const elsewhere = filter('any', 'jo').replace('product: test', 'product: test\n  category: other');
		const filters = [filter('[r1]', 'adm_'), filter('any', 'svc_'), filter('third', 'net_'), filter('[]', 'bat_'), elsewhere];
		const text = [...rules, ...filters].join('---\n');
		const matcher = compileRules(loadRulesLenient([{ file: 'f.yml', text }]).rules);
		const ids = (user: string) => matcher.match({ a: 1, user, logsource: { product: 'test' } }).map(({ id }) => id);
		expect(ids('jo')).toEqual(['r1', 'r2', 'r3']);
		expect(ids('adm_jo')).toEqual(['r2', 'r3']);
		expect(ids('net_jo')).toEqual(['r1', 'r2']);
		expect(ids('svc_jo')).toEqual([]);
		expect(ids('bat_jo')).toEqual([]);
	});

	it('keeps rules usable whose names, levels or unused parts are at fault', () => {
		const text = rule('x', 's:\n  a: 1\nspare:\n  a: 2\n_aside:\n  a: 3', 'level: severe\nstatus: good\n');
		const loaded = loadRulesLenient([{ file: 'r.yml', text }]);
		expect(loaded.rules.map(({ level }) => level)).toEqual(['medium']);
		expect(loaded.findings.map(({ where, detail }) => `${where} ${detail}`)).toEqual([
			'r.yml:3 level "severe" is not one of informational, low, medium, high, critical',
			'r.yml:4 status "good" is not one of stable, test, experimental, deprecated, unsupported',
			'r.yml:10 no condition names "spare"',
		]);
	});

	it('reads collections of older Sigma: global, reset, repeat', () => {
		const one = (id: string, action: string, part: string) => `${action}id: ${id}\ndetection:\n  s:\n    ${part}\n---\n`;
		const text = `action: global\ntitle: g\nlogsource:\n  product: test\ndetection:\n  s:\n    a: 1\n  condition: s\n---\n${one('r1', '', 'b: 1')}${one('r2', 'action: repeat\n', 'b: 2')}action: reset\n---\n${rule('r3', 's:\n  c: 1')}`;
		const loaded = loadRulesLenient([{ file: 'r.yml', text }]);
		const matcher = compileRules(loaded.rules);
		const ids = (event: Record<string, unknown>) => matcher.match(event, { product: 'test' }).map(({ id }) => id);
		expect(loaded.findings).toEqual([]);
		expect([ids({ a: 1, b: 1 }), ids({ a: 1, b: 2 }), ids({ b: 1 }), ids({ c: 1 })]).toEqual([['r1'], ['r2'], [], ['r3']]);
	});

	it('numbers rules that share an id in collections of older Sigma', () => {
		const part = (value: number) => `logsource:\n  product: test\ndetection:\n  s:\n    a: ${value}\n`;
		const text = `action: global\ntitle: g\nid: shared\ndetection:\n  condition: s\n---\n${part(1)}---\n${part(2)}`;
		const loaded = loadRulesLenient([{ file: 'r.yml', text }]);
		expect([loaded.findings, loaded.rules.map(({ id }) => id)]).toEqual([[], ['shared', 'shared#2']]);
	});

	it('tells rules without id and name apart by their place in the file', () => {
		const nameless = (part: string) => rule('x', `s:\n  ${part}`).replace('id: x\n', '');
		const text = `${nameless('a: 1')}---\n${nameless('a: 2')}`;
		expect(loadRulesLenient([{ file: 'dir/two.yml', text }]).rules.map(({ id }) => id)).toEqual(['two', 'two#2']);
	});

	it('is changed by pipelines: names, logsource, placeholders, dropped fields', () => {
		const pipeline = readPipeline(
			'p.yml',
			`name: p
priority: 10
vars:
  admins: [root, 'adm*']
transformations:
  - type: field_name_mapping
    mapping:
      user: [user.name, account]
    rule_conditions:
      - type: logsource
        product: test
  - type: change_logsource
    product: other
  - type: value_placeholders
  - type: drop_detection_item
    field_name_conditions:
      - type: include_fields
        fields: [noise]
`,
		);
		if (!pipeline.ok) throw new Error(JSON.stringify(pipeline.findings));
		const text = rule('r', "s:\n  user|expand: '%admins%'\n  noise: 1");
		const loaded = loadRulesLenient([{ file: 'r.yml', text }], { pipelines: [pipeline.value] });
		const matcher = compileRules(loaded.rules);
		const hits = (event: Record<string, unknown>) => matcher.match(event, { product: 'other' }).length;
		expect(loaded.findings).toEqual([]);
		expect(hits({ user: { name: 'ADMIN7' } })).toBe(1);
		expect(hits({ account: 'root' })).toBe(1);
		expect(hits({ user: 'root' })).toBe(0);
	});
});
