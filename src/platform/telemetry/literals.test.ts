import { expect, test } from 'vitest';
import { withLiterals } from './literals.ts';

test('numbers of a list are no text: a cluster would not read them', () => {
	expect(withLiterals('SELECT {n:Array(UInt32)}', { n: [1, 2] })).toBe("SELECT CAST(['1','2'] AS Array(UInt32))");
	expect(() => withLiterals('SELECT {n:Array(UInt64)}', { n: ['18446744073709551615'] })).toThrow('wants numbers');
	expect(withLiterals('SELECT {n:Array(String)}', { n: ["'7"] })).toBe("SELECT CAST(['\\'7'] AS Array(String))");
});
