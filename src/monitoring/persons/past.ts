import { asSystem, type Platform } from '#platform';
import { knownOf } from '../store/persons.ts';
import type { SoughtIndicator } from '../telemetry/look-back.ts';
import { Replacer } from './hide-text.ts';
import { barePseudonym, isPseudonym, nameOf, personKinds, type Pseudonyms } from './pseudonym.ts';
import { pseudonymsOf } from './secret.ts';

/** Kinds whose values may hold a name among other things; all others are stored as they came. */
const mixed = new Set(['url', 'file-name']);
const wordsOfName = 4;
const mostWords = 60;
/** Names that were met there in one value; of more than this not every choice is looked for. */
const mostNames = 4;
/** Values worked on before others get a turn. */
const atOnce = 200;

/** Another form in which one institution may have stored what is sought. */
export interface PastForm {
	/** Place of the indicator. */
	readonly indicator: number;
	readonly institution: string;
	readonly value: string;
}

export interface PastForms {
	readonly forms: readonly PastForm[];
	/** `place institution`: not all forms are known, so an answer "not seen" would be a guess. */
	readonly unsure: ReadonlySet<string>;
}

/** Everything in a value that may be a name: some words with the signs between them. */
export function candidatesIn(value: string): string[] {
	const words = [...value.matchAll(/[\p{L}\p{N}_]+/gu)].slice(0, mostWords);
	const found = words.flatMap((word, at) =>
		words.slice(at, at + wordsOfName).map((last) => value.slice(word.index, last.index + last[0].length)),
	);
	const decoded = found.filter((text) => text.includes('%40')).map((text) => text.replaceAll('%40', '@'));
	return [...new Set([...found, ...decoded])].filter((text) => nameOf(text) !== undefined && !isPseudonym(text));
}

/** The value as it was stored of events in which some of these names were met: each choice of them. */
function formsOf(value: string, names: readonly string[], pseudonyms: Pseudonyms): string[] {
	const forms = Array.from({ length: 2 ** names.length - 1 }, (_, choice) => {
		const replacer = new Replacer();
		for (const [at, name] of names.entries()) {
			if (((choice + 1) & (1 << at)) === 0) continue;
			const pseudonym = pseudonyms.of(name);
			replacer.replace(name, pseudonym, name);
			replacer.replace(encodeURIComponent(name), encodeURIComponent(pseudonym), name);
		}
		return replacer.inText(value, false);
	});
	return [...new Set(forms)];
}

/** How institutions with pseudonyms stored what is sought. A name is known there when events under its pseudonym are left. */
export async function pastForms(
	platform: Platform,
	sought: readonly SoughtIndicator[],
	institutions: readonly string[],
): Promise<PastForms> {
	const forms: PastForm[] = [];
	const unsure = new Set<string>();
	const all = await asSystem(platform, ({ tx }) => pseudonymsOf(tx, platform.config, institutions));
	if (all.size === 0) return { forms, unsure };
	const open = [...sought.entries()].flatMap(([indicator, { kind, value }]) =>
		mixed.has(kind) ? [{ indicator, value, names: candidatesIn(value) }] : [],
	);
	for (const [institution, pseudonyms] of all) {
		for (const [indicator, { kind, value }] of sought.entries())
			if (personKinds.has(kind)) forms.push({ indicator, institution, value: pseudonyms.of(value) });
		for (let at = 0; at < open.length; at += atOnce) {
			const part = open.slice(at, at + atOnce);
			const asked = new Map(part.flatMap(({ names }) => names.map((name) => [name, barePseudonym(pseudonyms.of(name))])));
			const known = await asSystem(platform, ({ tx }) => knownOf(tx, institution, [...asked.values()]));
			for (const { indicator, value, names } of part) {
				const met = names.filter((name) => known.has(asked.get(name)!));
				if (met.length > mostNames) unsure.add(`${indicator} ${institution}`);
				else for (const form of formsOf(value, met, pseudonyms)) forms.push({ indicator, institution, value: form });
			}
		}
	}
	return { forms, unsure };
}
