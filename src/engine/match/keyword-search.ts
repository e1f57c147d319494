import { fold } from '../text/fold.ts';
import { Automaton } from './automaton.ts';
import { BlockSearch } from './blocks/block-search.ts';
import type { EventContext } from './context.ts';

type Literals = ReadonlyMap<string, readonly number[]>;
/** No number, truth value or name of one holds any other character. */
const maybeNumber = /^[-+.0-9aefilnrstuy]*$/;

/** Finds the literals of keywords in whatever an event says. */
export class KeywordSearch {
	/** Texts shorter than this hold none of them; a letter beyond ASCII may become two in lower case. */
	readonly shortest: number;
	/** Whether a number or truth value may hold one. */
	readonly inNumbers: boolean;
	private readonly literals: Literals;
	private readonly quick: BlockSearch | undefined;
	private whole: Automaton | undefined;

	constructor(literals: Literals) {
		const texts = [...literals.keys()];
		this.literals = literals;
		this.shortest = texts.reduce((least, text) => Math.min(least, text.replaceAll('\x80', '').length), Infinity);
		this.inNumbers = texts.some((text) => maybeNumber.test(text));
		this.quick = BlockSearch.takes(texts.length) && texts.every(BlockSearch.fits) ? new BlockSearch(literals) : undefined;
	}

	/** Whether `scan` can use all texts of an event written behind each other. */
	get takesAll(): boolean {
		return this.quick !== undefined;
	}

	/** @param all the texts of the event behind each other, as far as the search can use them */
	scan(all: string, context: EventContext, found: (owner: number) => void): void {
		if (this.quick?.scan(all, found)) return;
		this.whole ??= new Automaton(this.literals);
		for (const leaf of context.leaves()) if (leaf.length >= this.shortest) this.whole.scan(fold(leaf), found);
	}
}
