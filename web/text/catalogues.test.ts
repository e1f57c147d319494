import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { en } from './en/index.ts';
import { fill } from './message.ts';
import { nl } from './nl/index.ts';

type Flat = Record<string, string>;
const flat = (words: Record<string, Flat>): Flat =>
	Object.fromEntries(
		Object.entries(words).flatMap(([area, lines]) => Object.entries(lines).map(([k, v]) => [`${area}.${k}`, v])),
	);
const dutch = flat(nl);
const english = flat(en);

/** Names between braces, in any order. */
function places(sentence: string): string[] {
	const names = (parts: ReturnType<IntlMessageFormat['getAst']>): string[] =>
		parts.flatMap((part) => {
			if (!('value' in part) || part.type === 0) return [];
			const inner = 'options' in part ? Object.values(part.options).flatMap((option) => names(option.value)) : [];
			return [String(part.value), ...inner];
		});
	return [...new Set(names(new IntlMessageFormat(sentence, 'nl').getAst()))].sort();
}

describe('catalogues', () => {
	it('say the same things in Dutch and English', () => {
		expect(Object.keys(dutch).length).toBeGreaterThan(100);
		expect(Object.keys(english).sort()).toEqual(Object.keys(dutch).sort());
	});

	it('ask for the same values in both languages', () => {
		for (const [key, sentence] of Object.entries(dutch)) expect(places(english[key] ?? ''), key).toEqual(places(sentence));
	});

	it('leave no sentence empty', () => {
		for (const words of [dutch, english])
			for (const [key, sentence] of Object.entries(words)) expect(sentence.trim(), key).not.toBe('');
	});

	it('choose the right number', () => {
		expect(fill(nl.common.rows, 'nl', { count: 1 })).toBe('1 regel');
		expect(fill(en.common.rows, 'en', { count: 2 })).toBe('2 rows');
	});
});
