import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '#kernel';

export type Values = Record<string, string | number>;

const compiled = new Map<string, IntlMessageFormat>();

/** Fills in an ICU message; sentences without a place to fill in skip the parser. */
export function fill(sentence: string, locale: Locale, values?: Values): string {
	if (values === undefined || !sentence.includes('{')) return sentence;
	const key = `${locale}\n${sentence}`;
	let message = compiled.get(key);
	if (message === undefined) {
		message = new IntlMessageFormat(sentence, locale === 'nl' ? 'nl-NL' : 'en-GB');
		compiled.set(key, message);
	}
	return String(message.format(values));
}
