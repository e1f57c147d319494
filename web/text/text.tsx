import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import type { Bilingual, Locale } from '#kernel';
import { fill, type Values } from './message.ts';
import type { nl } from './nl/index.ts';
import { teller } from './said.ts';
import type { Catalogue, KeyOf } from './types.ts';

export type TextKey = KeyOf<typeof nl>;
type Words = Catalogue<typeof nl>;

export interface Text {
	readonly locale: Locale;
	/** The sentence of a key, filled in. */
	t(key: TextKey, values?: Values): string;
	/** The sentence of a name that the server gave; an unknown name is shown as it came. */
	word(area: keyof Words, name: string): string;
	/** What the server said in English, in the reader's language; undefined where nobody translated it. */
	said(english: string): string | undefined;
	/** Text of content that carries both languages. */
	both(text: Bilingual): string;
	choose(locale: Locale): void;
	/** The language somebody chose elsewhere; what was chosen in this browser goes before it. */
	suggest(locale: Locale): void;
}

const TextContext = createContext<Text | null>(null);

type Said = Text['said'];
const asItIs: Said = (english) => english;

async function load(locale: Locale): Promise<readonly [Words, Said]> {
	if (locale === 'en') return [(await import('./en/index.ts')).en, asItIs];
	const { nl: words, said } = await import('./nl/index.ts');
	return [words, teller(said)];
}

function lookUp(words: Words, area: string, key: string): string | undefined {
	const sentences: Readonly<Record<string, string>> | undefined = (words as Record<string, Record<string, string>>)[area];
	return sentences?.[key];
}

export function makeText(
	words: Words,
	locale: Locale,
	choose: (locale: Locale) => void,
	suggest = choose,
	said: Said = asItIs,
): Text {
	return {
		said,
		locale,
		choose,
		suggest,
		t(key, values) {
			const dot = key.indexOf('.');
			return fill(lookUp(words, key.slice(0, dot), key.slice(dot + 1)) ?? key, locale, values);
		},
		word: (area, name) => lookUp(words, area, name) ?? name,
		both: (text) => text[locale] || text.nl,
	};
}

function remembered(): Locale {
	return localStorage.getItem('dijkwacht.locale') === 'en' ? 'en' : 'nl';
}

export function TextProvider({ children }: { readonly children: ReactNode }) {
	const [locale, setLocale] = useState<Locale>(remembered);
	const [loaded, setLoaded] = useState<{ words: Words; said: Said; locale: Locale } | null>(null);
	useEffect(() => {
		let wanted = true;
		void load(locale).then(([words, said]) => {
			if (!wanted) return;
			document.documentElement.lang = locale;
			setLoaded({ words, said, locale });
		});
		return () => {
			wanted = false;
		};
	}, [locale]);
	const text = useMemo(() => {
		if (loaded === null) return null;
		const choose = (next: Locale) => {
			localStorage.setItem('dijkwacht.locale', next);
			setLocale(next);
		};
		const suggest = (next: Locale) => {
			if (localStorage.getItem('dijkwacht.locale') === null) setLocale(next);
		};
		return makeText(loaded.words, loaded.locale, choose, suggest, loaded.said);
	}, [loaded]);
	if (text === null) return null;
	return <TextContext value={text}>{children}</TextContext>;
}

export function useText(): Text {
	const text = use(TextContext);
	if (text === null) throw new Error('useText outside TextProvider');
	return text;
}
