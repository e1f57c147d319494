import { record } from '#institutions';
import type { Ctx, Exchange } from '#platform';
import { normaliseObservable } from '../observables-normalise.ts';
import { Replacer } from '../persons/hide-text.ts';
import { barePseudonym, isPseudonym, nameOf, type Pseudonyms } from '../persons/pseudonym.ts';
import { pseudonymsOf } from '../persons/secret.ts';
import { knownOf } from '../store/persons.ts';
import { parseQuery } from './parse.ts';
import type { Pattern, Query } from './query.ts';

/** What stands in the asker's own events for a name that it typed; `undefined` when it is none that was stored. */
export type StoredName = (text: string) => string | undefined;

/** What comes of the names in a search. */
export interface NamesAsked {
	readonly stored: StoredName;
	/** The search as it may be written down: with pseudonyms where names stood. */
	shown(q: string): string;
}

const noNames: NamesAsked = { stored: () => undefined, shown: (q) => q };

function patternsOf(query: Query): Pattern[] {
	if (query.op === 'and' || query.op === 'or') return query.of.flatMap(patternsOf);
	if (query.op === 'not') return patternsOf(query.of);
	return query.op === 'range' ? [] : [query.pattern];
}

/** An account without its domain, as it was stored. */
const accountOf = (text: string) => normaliseObservable('user-name', text)?.value ?? text;

/**
 * Turns names that are looked for into the pseudonyms under which the asker's own institution stored them. Another's names
 * are not turned: whoever could try names there would open what only that institution may. What was found out is noted.
 */
export async function namesIn(ctx: Ctx, texts: readonly string[]): Promise<NamesAsked> {
	const { organisation } = ctx.who;
	const own: Pseudonyms | undefined = (await pseudonymsOf(ctx.tx, ctx.platform.config, [organisation])).get(organisation);
	if (own === undefined) return noNames;
	const storedFor = new Map(
		texts.flatMap((text) => (nameOf(accountOf(text)) === undefined ? [] : [[text, own.of(accountOf(text))] as const])),
	);
	const known = await knownOf(ctx.tx, organisation, [...storedFor.values()].map(barePseudonym));
	const met = [...storedFor].filter(([, stored]) => known.has(barePseudonym(stored)));
	if (met.length > 0) {
		const pseudonyms = [...new Set(met.map(([, stored]) => barePseudonym(stored)))];
		await record(ctx, 'persons.searched-by-name', organisation, { pseudonyms });
	}
	const replacer = new Replacer();
	for (const [text, stored] of met) replacer.replace(accountOf(text), stored, stored);
	return {
		stored: (text) => met.find(([one]) => one === text)?.[1],
		shown: (q) => replacer.inText(q, false),
	};
}

/** The same for a search as it was typed; one that cannot be read is refused by who reads it. */
export async function namesAsked({ within }: Exchange, q: string): Promise<NamesAsked> {
	const query = parseQuery(q);
	if (!query.ok) return noNames;
	const whole = patternsOf(query.value).flatMap(({ pieces }) => (pieces.length === 1 ? pieces : []));
	const texts = whole.filter((text) => text !== '' && !isPseudonym(text));
	return texts.length === 0 ? noNames : within((ctx) => namesIn(ctx, texts));
}
