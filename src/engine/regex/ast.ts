/** Inclusive ranges of UTF-16 code units, sorted and apart. */
export type CharSet = readonly (readonly [number, number])[];

export type RegexNode =
	| { readonly kind: 'set'; readonly set: CharSet }
	| { readonly kind: 'cat'; readonly of: readonly RegexNode[] }
	| { readonly kind: 'alt'; readonly of: readonly RegexNode[] }
	| { readonly kind: 'repeat'; readonly of: RegexNode; readonly min: number; readonly max: number; readonly lazy: boolean }
	| { readonly kind: 'assert'; readonly source: '^' | '$' | '\\b' | '\\B' };

export interface Regex {
	readonly node: RegexNode;
	/** Letters of `ims`, those written inside the expression included. */
	readonly flags: string;
}

export function normalise(ranges: readonly (readonly [number, number])[]): CharSet {
	const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
	const result: [number, number][] = [];
	for (const [low, high] of sorted) {
		const last = result.at(-1);
		if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
		else result.push([low, high]);
	}
	return result;
}

export function invert(set: CharSet): CharSet {
	const result: [number, number][] = [];
	let next = 0;
	for (const [low, high] of set) {
		if (low > next) result.push([next, low - 1]);
		next = high + 1;
	}
	if (next <= 0xffff) result.push([next, 0xffff]);
	return result;
}

export function disjoint(a: CharSet, b: CharSet): boolean {
	return a.every(([low, high]) => b.every(([from, to]) => high < from || to < low));
}
