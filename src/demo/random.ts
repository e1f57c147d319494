/** Deterministic numbers from a seed (mulberry32), so that every demo sector is the same. */
export interface Draw {
	/** At least 0, less than 1. */
	next(): number;
	/** Whole number, both ends included. */
	between(low: number, high: number): number;
	/** About normal, by the sum of four draws. */
	around(mean: number, spread: number): number;
	pick<T>(list: readonly [T, ...T[]] | readonly T[]): T;
}

export function drawFrom(seed: number): Draw {
	let state = seed >>> 0;
	function next(): number {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}
	return {
		next,
		between: (low, high) => low + Math.floor(next() * (high - low + 1)),
		around: (mean, spread) => mean + (next() + next() + next() + next() - 2) * spread * 1.73,
		pick<T>(list: readonly T[]): T {
			const chosen = list[Math.floor(next() * list.length)];
			if (chosen === undefined) throw new Error('nothing to pick from');
			return chosen;
		},
	};
}
