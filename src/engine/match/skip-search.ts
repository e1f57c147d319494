import { becomesAscii, fold } from '../text/fold.ts';
import { rarestWindow } from './rarity.ts';

/** Literals shorter than this leave too little to skip. */
const leastLength = 5;
const mostLength = 10;
const block = 3;
const mask = 0x7fff;
/** Setting the bit of 32 makes letters lower case; what else it merges, the comparison parts again. */
const hash = (a: number, b: number, c: number): number => (((a | 32) << 10) ^ ((b | 32) << 5) ^ (c | 32)) & mask;

interface Entry {
	readonly literal: string;
	/** Where in the literal the window ends that was searched for. */
	readonly end: number;
	readonly owners: readonly number[];
}

/**
 * Finds all of some longer literals by looking at every few characters only (Wu and Manber 1994): three characters tell how far
 * ahead the next place is where a literal can end. Literals must be lower-case ASCII.
 */
export class SkipSearch {
	private readonly window: number;
	private readonly shifts: Uint8Array;
	private readonly buckets = new Map<number, Entry[]>();

	/** Whether these literals are of a kind that can be skipped over. */
	static fits(literals: ReadonlyMap<string, unknown>): boolean {
		return (
			literals.size <= 600 && [...literals.keys()].every((literal) => literal.length >= leastLength && !literal.includes('\x80'))
		);
	}

	constructor(literals: ReadonlyMap<string, readonly number[]>) {
		this.window = Math.min(mostLength, ...[...literals.keys()].map((literal) => literal.length));
		this.shifts = new Uint8Array(mask + 1).fill(this.window - block + 1);
		for (const [literal, owners] of literals) {
			const start = rarestWindow(literal, this.window);
			for (let at = block - 1; at < this.window; at++) {
				const key = hashAt(literal, start + at);
				this.shifts[key] = Math.min(this.shifts[key] ?? 0, this.window - 1 - at);
			}
			const end = start + this.window - 1;
			const key = hashAt(literal, end);
			this.buckets.set(key, [...(this.buckets.get(key) ?? []), { literal, end, owners }]);
		}
	}

	/** Takes text in any case. */
	scan(given: string, found: (owner: number) => void): void {
		const { shifts } = this;
		const text = becomesAscii.test(given) ? fold(given) : given;
		let at = this.window - 1;
		while (at < text.length) {
			const key = hash(text.charCodeAt(at - 2), text.charCodeAt(at - 1), text.charCodeAt(at));
			const shift = shifts[key] as number;
			if (shift === 0) {
				this.compare(key, text, at, found);
				at++;
			} else at += shift;
		}
	}

	private compare(key: number, text: string, at: number, found: (owner: number) => void): void {
		for (const { literal, end, owners } of this.buckets.get(key) ?? []) {
			const start = at - end;
			if (start >= 0 && text.slice(start, start + literal.length).toLowerCase() === literal)
				for (const owner of owners) found(owner);
		}
	}
}

function hashAt(literal: string, at: number): number {
	return hash(literal.charCodeAt(at - 2), literal.charCodeAt(at - 1), literal.charCodeAt(at));
}
