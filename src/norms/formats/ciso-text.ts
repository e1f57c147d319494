import type { CisoNode } from './ciso-nodes.ts';

type Key = 'name' | 'description' | 'annotation';
interface Worded {
	readonly name?: string | null;
	readonly description?: string | null;
	readonly annotation?: string | null;
	readonly translations?: Readonly<Record<string, Worded | null>> | null;
}

/** One text in nl and en: the file's own language, its translation where there is one, else the own language again. */
export function bothLanguages(item: Worded, key: Key, locale: string): { nl: string; en: string } | undefined {
	const base = item[key]?.trim();
	const inLanguage = (language: 'nl' | 'en') =>
		locale.startsWith(language) ? base : item.translations?.[language]?.[key]?.trim() || base;
	const nl = inLanguage('nl');
	const en = inLanguage('en');
	return nl && en ? { nl, en } : undefined;
}

/** Name of the node; without one the beginning of its description; without that its id. At most 160 characters. */
export function titleOf(node: CisoNode, id: string, locale: string): { nl: string; en: string } {
	const source = bothLanguages(node, 'name', locale) ?? bothLanguages(node, 'description', locale) ?? { nl: id, en: id };
	return { nl: shortened(source.nl), en: shortened(source.en) };
}

function shortened(text: string): string {
	const line = text.replace(/\s+/gu, ' ').slice(0, 400);
	if (line.length <= 160) return line;
	const cut = line.slice(0, 159);
	return `${cut.slice(0, Math.max(100, cut.lastIndexOf(' ')))}…`;
}
