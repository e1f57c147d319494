import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readJson, repeatedKeys } from './read-json.ts';

it('tells every place where a key stands twice', () => {
	const text = '{"a":1,"b":[{"c/d":1},{"c/d" : "x:\\"y","\\u0063/d"\n:2}],"a":{"a":1},"e":"\\\\","e":"{\\"e\\":1}"}';
	expect(repeatedKeys(text)).toEqual(['/b/1/c~1d', '/a', '/e']);
	expect(() => readJson(text)).toThrow(expect.objectContaining({ code: 'input-invalid', findings: expect.any(Array) }));
});

it('finds none in what was written by a program', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			expect(repeatedKeys(JSON.stringify(value, null, 1))).toEqual([]);
		}),
	);
});

it('does not give in to nesting, nor to many repeated keys', () => {
	expect(() => readJson(`${'['.repeat(400_000)}${']'.repeat(400_000)}`)).toThrow(
		expect.objectContaining({ code: 'input-invalid' }),
	);
	expect(repeatedKeys(`{${'"a":1,'.repeat(100_000)}"a":1}`)).toHaveLength(100);
});
