import { describe, expect, it } from 'vitest';
import { loadRules } from '../sigma/load.ts';
import { compileRules } from './matcher.ts';

/** Whether a rule with this detection (YAML, two blanks deep) matches the event. */
function matches(detection: string, event: Record<string, unknown>): boolean {
	const text = `title: t\nid: r1\nlogsource:\n  product: test\ndetection:\n${detection.replace(/^/gm, '  ')}`;
	const loaded = loadRules([{ file: 'r.yml', text: detection.includes('condition:') ? text : `${text}\n  condition: s` }]);
	if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
	return compileRules(loaded.value.rules).match(event, { product: 'test' }).length === 1;
}

const many = Array.from({ length: 12 }, (_, at) => `text${at}`).join();

const cases: readonly (readonly [string, string, Record<string, unknown>, boolean])[] = [
	['compares text without case', 's:\n  a: FooBar', { a: 'fOObAR' }, true],
	['compares with case when asked', 's:\n  a|cased: FooBar', { a: 'foobar' }, false],
	['takes a number for its text', 's:\n  a: 4625', { a: '4625' }, true],
	['takes text for its number', "s:\n  a: '4625'", { a: 4625 }, true],
	['matches any element of an array', 's:\n  a: x', { a: ['q', 'X'] }, true],
	['looks at names and values in a list of pairs', 's:\n  a|contains: for', { a: [{ Name: 'Forward', Value: 'x' }] }, true],
	['wants all values when asked', 's:\n  a|contains|all:\n    - foo\n    - bar', { a: 'barfoo' }, true],
	['wants all values of a list', 's:\n  a|contains|all:\n    - foo\n    - bar', { a: 'foo' }, false],
	['lets a star cross newlines', "s:\n  a: 'x*y'", { a: 'x\n\ny' }, true],
	['lets a question mark stand for one', "s:\n  a: 'x?y'", { a: 'xy' }, false],
	[
		'takes an escaped star literally',
		String.raw`s:
  a: 'x\*y'`,
		{ a: 'xzy' },
		false,
	],
	[
		'finds an escaped star',
		String.raw`s:
  a: 'x\*y'`,
		{ a: 'x*y' },
		true,
	],
	[
		'takes a double backslash before a star as one backslash',
		String.raw`s:
  a: 'c:\\*'`,
		{ a: 'C:\\temp' },
		true,
	],
	[
		'keeps a plain backslash',
		String.raw`s:
  a|endswith: '\cmd.exe'`,
		{ a: 'C:\\Windows\\cmd.exe' },
		true,
	],
	['takes the Kelvin sign for a k', 's:\n  a|contains: mimikatz', { a: 'mimi\u212aatz' }, true],
	['finds one of many texts in a short value', `s:\n  a|contains: [q, ${many}, é, xy]`, { a: 'aXYa' }, true],
	['finds one of many texts in a long value', `s:\n  a|contains: [q, ${many}, é, xy]`, { a: `${'a'.repeat(2000)}XY` }, true],
	['finds a text beyond ASCII among many', `s:\n  a|contains: [q, ${many}, é, xy]`, { a: 'aÉa' }, true],
	['finds none of many texts', `s:\n  a|contains: [q, ${many}, é, xy]`, { a: `x y è ${'a'.repeat(2000)}` }, false],
	['finds null where the field is absent', 's:\n  a: null', { b: 1 }, true],
	['finds null inside a list of values', 's:\n  a:\n    - null\n    - x', {}, true],
	['does not take an empty text for null', 's:\n  a: null', { a: '' }, false],
	['finds an absent field by nothing else', "s:\n  a: '*'", {}, false],
	['knows that a field is there', 's:\n  a|exists: true', { a: null }, true],
	['knows that a field is not there', 's:\n  a|exists: false', { b: 1 }, true],
	['differs from all values', 's:\n  a|neq:\n    - x\n    - y', { a: 'z' }, true],
	['differs only where the field is', 's:\n  a|neq: x', {}, false],
	['does not differ from an equal value', 's:\n  a|neq: x', { a: 'X' }, false],
	['compares numbers written as text', 's:\n  a|gte: 10', { a: '10' }, true],
	['does not compare words with numbers', 's:\n  a|lt: 10', { a: 'abc' }, false],
	['joins bounds', 's:\n  a|gt: 1\n  a|lte: 3', { a: 4 }, false],
	['knows networks', 's:\n  a|cidr: 10.0.0.0/8', { a: '10.200.1.1' }, true],
	['knows networks of IPv6', 's:\n  a|cidr: 2001:db8::/32', { a: '2001:DB8:1::1' }, true],
	['does not take an address outside the network', 's:\n  a|cidr: 192.168.0.0/16', { a: '192.169.0.1' }, false],
	['takes all dashes of Windows for each other', "s:\n  a|contains|windash: ' -enc '", { a: 'x –enc y' }, true],
	['takes a slash for a dash and back', "s:\n  a|contains|windash: ' /f '", { a: 'x -f y' }, true],
	['searches expressions with case', 's:\n  a|re: Fo+', { a: 'xfoo' }, false],
	['searches expressions without case when asked', 's:\n  a|re|i: Fo+', { a: 'xfoo' }, true],
	['lets a dot cross lines when asked', 's:\n  a|re|s: a.b', { a: 'a\nb' }, true],
	['lets anchors hold at lines when asked', 's:\n  a|re|m: ^b', { a: 'a\nb' }, true],
	['keeps hexadecimal numbers as they are written', 's:\n  a: 0x10', { a: '0x10' }, true],
	['does not take a hexadecimal number for its value', 's:\n  a: 0x10', { a: 16 }, false],
	['keeps octal numbers and dates as they are written', 's:\n  a: 0o17\n  b: 2026-01-02', { a: '0o17', b: '2026-01-02' }, true],
	['takes a decimal number as events write it', 's:\n  a: 1.0', { a: 1 }, true],
	['takes yes and no for texts', 's:\n  a: yes\n  b: off', { a: 'YES', b: 'off' }, true],
	['takes true and false for texts too', 's:\n  a: true', { a: true, b: 1 }, true],
	['lets a question mark stand for a letter of two code units', "s:\n  a: 'x?y'", { a: 'x\u{1F600}y' }, true],
	['sees no number in blanks', 's:\n  a|lt: 5', { a: '  ' }, false],
	['sees no number in hexadecimal text', 's:\n  a|gte: 1', { a: '0x10' }, false],
	['spells out dashes before it encodes', 's:\n  a|windash|base64offset|contains: " -enc"', { a: 'eCAvZW5jeXk=' }, true],
	['keeps wildcards in wide text', "s:\n  a|wide: 'p*g'", { a: 'p\0i\0n\0g\0' }, true],
	['takes an escaped percent sign for one', "s:\n  a|expand: '\\%x\\%'", { a: '%x%' }, true],
	['leaves names with an underscore out of patterns', 'x:\n  a: 1\n_y:\n  a: 2\ncondition: 1 of *', { a: 2 }, false],
	[
		'takes names with an underscore where the pattern says so',
		'x:\n  a: 1\n_y:\n  a: 2\ncondition: 1 of _* and not x',
		{ a: 2 },
		true,
	],
	['drops blanks in the names it compares with', "s:\n  a|fieldref: 'b c'", { a: 'x', 'b c': 'X' }, true],
	['encodes to Base64', 's:\n  a|base64: ping', { a: 'cGluZw==' }, true],
	['finds Base64 at any offset', 's:\n  a|base64offset|contains: http://', { a: 'xxaHR0cDovL3ggyy' }, true],
	['encodes wide text first', 's:\n  a|wide|base64offset|contains: ping', { a: 'cABpAG4AZwAx' }, true],
	['compares fields', 's:\n  a|fieldref: b', { a: 'X', b: 'x' }, true],
	['compares the end of fields', 's:\n  a|fieldref|endswith: b', { a: 'c:\\x', b: 'X' }, true],
	['finds fields that differ', 's:\n  a|fieldref|neq: b', { a: 'x', b: 'y' }, true],
	['reads the hour as written', 's:\n  a|hour|gte: 22', { a: '2026-01-01T23:10:00+02:00' }, true],
	['reads the ISO week', 's:\n  a|week: 53', { a: '2026-12-31 10:00:00' }, true],
	['finds keywords in any leaf', 's:\n  - evil', { x: { y: [1, 'so EVIL'] } }, true],
	['wants all keywords when asked', "s:\n  '|all':\n    - a1\n    - b2", { x: 'a1', y: 'c' }, false],
	['finds keywords in numbers', 's:\n  - 4625', { x: 14625 }, true],
	['reads dotted names in nested objects', 's:\n  a.b.c: x', { a: { b: { c: 'x' } } }, true],
	['reads dotted names as they stand', 's:\n  a.b.c: x', { 'a.b.c': 'x' }, true],
	['reads half dotted names', 's:\n  a.b.c: x', { a: { 'b.c': 'x' } }, true],
	['reads through arrays of objects', 's:\n  a.b: x', { a: [{ b: 'y' }, { b: 'x' }] }, true],
	['drops blanks in field names', 's:\n  ThreatName: x', { 'Threat Name': 'x' }, true],
	['knows 1 of a pattern', 's_a:\n  a: 1\ns_b:\n  a: 2\ncondition: 1 of s_*', { a: 2 }, true],
	['knows all of them without underscored parts', 'x:\n  a: 1\n_y:\n  a: 2\ncondition: all of them', { a: 1 }, true],
	['knows not and brackets', 'x:\n  a: 1\ny:\n  b: 2\ncondition: x and not (y or not x)', { a: 1 }, true],
	['binds and before or', 'x:\n  a: 1\ny:\n  b: 2\nz:\n  c: 3\ncondition: x or y and z', { a: 1 }, true],
	['takes a list of maps as alternatives', 's:\n  - a: 1\n  - b: 2', { b: 2 }, true],
];

describe('a detection', () => {
	it.each(cases)('%s', (_name, detection, event, expected) => {
		expect(matches(detection, event)).toBe(expected);
	});
});
