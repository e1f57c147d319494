import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkRegex } from './check.ts';
import { compileRegex } from './compile.ts';

const letters = ['a', 'A', 'b', 'k', 'K', 's', 'S', '1', '_', '-', 'é', 'É', 'ß', 'ÿ', 'Ÿ'];
const atom = fc.oneof(
	fc.constantFrom('a', 'B', 's', '1', '-', 'é', '.', '\\d', '\\w', '\\W', '\\S'),
	fc
		.tuple(
			fc.constantFrom('', '^'),
			fc.array(fc.constantFrom('a', 'A-C', 'k', 's', '1', 'é', '\\d', '\\W', 'ÿ'), { minLength: 1, maxLength: 3 }),
		)
		.map(([not, members]) => `[${not}${members.join('')}]`),
);
const part = fc.tuple(atom, fc.constantFrom('', '', '?', '+', '*', '{2}', '+?')).map((both) => both.join(''));
const source = fc
	.array(
		fc.oneof({ weight: 5, arbitrary: part }, { weight: 1, arbitrary: fc.tuple(part, part).map(([a, b]) => `(?:${a}|${b})`) }),
		{
			minLength: 1,
			maxLength: 5,
		},
	)
	.map((parts) => parts.join(''));
const text = fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((all) => all.join(''));

it('finds what the native engine finds, with and without regard to case', () => {
	fc.assert(
		fc.property(
			source,
			fc.constantFrom('', 'i', 's', 'is'),
			fc.array(text, { minLength: 1, maxLength: 6 }),
			(expression, flags, texts) => {
				const native = new RegExp(expression, flags);
				const search = compileRegex(expression, flags);
				expect(texts.map((one) => search(one))).toEqual(texts.map((one) => native.test(one)));
			},
		),
		{ numRuns: Number(process.env.ENGINE_RUNS ?? 1000) },
	);
});

it('takes neither case of a letter that a set excludes', () => {
	expect(compileRegex('[^a]b', 'i')('ab')).toBe(false);
	expect(compileRegex('[^a]b', 'i')('AB')).toBe(false);
	expect(compileRegex('[^A-Z]b', 'i')('zb')).toBe(false);
	expect(compileRegex('[^a]b', 'i')('xb')).toBe(true);
});

it('takes \\A and \\Z of PCRE for the ends of the text', () => {
	const search = compileRegex('\\A[^\\s]+\\Z', '');
	expect(['ab', 'ab\n', 'a b', 'ab\nc', 'ab\n\n'].map(search)).toEqual([true, true, false, false, false]);
});

it('searches with whatever the check lets through', () => {
	const piece = fc.constantFrom(
		...[
			'a',
			'.',
			'\\d',
			'[a-z]',
			'[^"]',
			'(',
			'(?:',
			')',
			'*',
			'+',
			'?',
			'{2}',
			'{1,50}',
			'{600}',
			'{1000}',
			'|',
			'^',
			'$',
			'\\b',
		],
		...[
			'\\x41',
			'\\u0041',
			'\\p{L}',
			'[[:alpha:]]',
			'\\Z',
			'\\A',
			'\\h',
			'{,3}',
			'{',
			']',
			'[',
			'-',
			'\\1',
			'(?=',
			'(?<n>',
			'(?i)',
		],
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 9 }), fc.constantFrom('', 'i', 'ims'), (pieces, flags) => {
			const expression = pieces.join('');
			if (checkRegex(expression, flags) !== undefined) return;
			const search = compileRegex(expression, flags);
			for (const one of ['', 'a', 'abab "x" 12.3\nfoo', 'aaaa'.repeat(50)]) expect(typeof search(one)).toBe('boolean');
		}),
		{ numRuns: Number(process.env.ENGINE_RUNS ?? 3000) },
	);
});
