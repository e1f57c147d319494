import { becomesAscii, fold } from '../../text/fold.ts';
import { rarestWindow } from '../rarity.ts';
import { beyondAscii, hashOf, layout, table } from './code.ts';
import { type Scanner, scanner } from './scanner.ts';

const window = 3;
const sets = 8;
const mostLiterals = 2000;

/** Whose table stands at which place of the memory. */
const holders: (BlockSearch | undefined)[] = [];
let searches = 0;

interface Entry {
	/** A stretch of ASCII of the literal. */
	readonly run: Uint8Array;
	/** Where in it the window stands. */
	readonly start: number;
	readonly owners: readonly number[];
}

/** Finds literals in a text as it came by comparing three letters at sixteen places at a time. */
export class BlockSearch {
	/** No longer text can be searched; each character may take three bytes. */
	static readonly longest = Math.floor(layout.mostText / 3);
	private readonly entries = new Map<number, Entry[]>();
	private readonly table = new Uint8Array(table.size);
	/** Which bytes of a word count: four, or three when some literal has no more. */
	private readonly letters: number;
	private readonly place = searches++ % layout.mostTables;

	/** Whether the literal has three letters of ASCII together and this machine can compare sixteen at a time. */
	static fits(literal: string): boolean {
		return literal.split('\x80').some((run) => run.length >= window) && scanner() !== undefined;
	}

	/** As many as can be told apart well. */
	static takes(literals: number): boolean {
		return literals <= mostLiterals;
	}

	constructor(literals: ReadonlyMap<string, readonly number[]>) {
		const windows: string[] = [];
		const runs = [...literals].map(([literal, owners]) => ({ run: longestRun(literal), owners }));
		const length = Math.min(window + 1, ...runs.map(({ run }) => run.length));
		this.letters = length === window ? 0xffffff : -1;
		for (const { run, owners } of runs) {
			const start = rarestWindow(run, length);
			windows.push(run.slice(start, start + window));
			const bytes = Buffer.from(`${run} `, 'latin1');
			const hash = hashOf(wordAt(bytes, start), this.letters);
			this.entries.set(hash, [...(this.entries.get(hash) ?? []), { run: bytes.subarray(0, run.length), start, owners }]);
			const bit = table.bits + (hash >> 3);
			this.table[bit] = (this.table[bit] ?? 0) | (1 << (hash & 7));
		}
		windows.sort();
		for (const [at, text] of windows.entries()) this.suit(text, 1 << Math.floor((at * sets) / windows.length));
	}

	private suit(text: string, set: number): void {
		for (let at = 0; at < window; at++) {
			const letter = text.charCodeAt(at) | 32;
			for (const place of [32 * at + (letter & 15), 32 * at + 16 + (letter >> 4)])
				this.table[place] = (this.table[place] ?? 0) | set;
		}
	}

	/** Calls `found` for the owners of each literal in the text; false when there is too much to tell. */
	scan(given: string, found: (owner: number) => void): boolean {
		const here = scanner();
		if (!here || given.length > BlockSearch.longest) return false;
		const start = layout.tables + this.place * table.size;
		if (holders[this.place] !== this) {
			here.bytes.set(this.table, start);
			holders[this.place] = this;
		}
		let length = here.text.write(given);
		let answer = here.scan(length, start, this.letters);
		if (answer >= beyondAscii && becomesAscii.test(given)) {
			const text = fold(given);
			if (text.length > BlockSearch.longest) return false;
			length = here.text.write(text);
			answer = here.scan(length, start, this.letters);
		}
		const count = answer & (beyondAscii - 1);
		for (let at = 0; at < count; at++) this.compare(here, here.places[at] as number, length, found);
		return count < layout.mostPlaces;
	}

	private compare({ bytes }: Scanner, place: number, length: number, found: (owner: number) => void): void {
		const entries = this.entries.get(hashOf(wordAt(bytes, place), this.letters));
		if (!entries) return;
		for (const { run, start, owners } of entries) {
			const from = place - start;
			if (from >= 0 && from + run.length <= length && same(bytes, from, run)) for (const owner of owners) found(owner);
		}
	}
}

function longestRun(literal: string): string {
	return literal.split('\x80').reduce((best, one) => (one.length > best.length ? one : best));
}

function wordAt(bytes: Uint8Array, at: number): number {
	return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}

function same(bytes: Uint8Array, from: number, run: Uint8Array): boolean {
	for (let at = 0; at < run.length; at++) {
		const byte = bytes[from + at] as number;
		if ((byte >= 65 && byte <= 90 ? byte | 32 : byte) !== run[at]) return false;
	}
	return true;
}
