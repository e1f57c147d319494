import { type CharSet, normalise } from './ast.ts';

/** Code units that ECMAScript takes for each other under `i`, by the unit they are compared as; those alone are left out. */
let alike: ReadonlyMap<number, readonly number[]> | undefined;

/**
 * The set with everything that equals one of its characters when case does not matter. What a negated set excludes must be widened
 * so before it is turned round: under `i`, `[^a]` is neither `a` nor `A`.
 */
export function caseClosed(set: CharSet): CharSet {
	alike ??= findAlike();
	const more: [number, number][] = [];
	for (const [low, high] of set) {
		for (let code = low; code <= high; code++) {
			for (const other of alike.get(canonical(code)) ?? []) more.push([other, other]);
		}
	}
	return normalise([...set, ...more]);
}

function findAlike(): Map<number, number[]> {
	const found = new Map<number, number[]>();
	for (let code = 0; code <= 0xffff; code++) {
		const as = canonical(code);
		const known = found.get(as);
		if (known) known.push(code);
		else found.set(as, [code]);
	}
	for (const [as, codes] of found) if (codes.length === 1) found.delete(as);
	return found;
}

/** Canonicalize of ECMA-262, 22.2.2.7.3, without the flags `u` and `v`. */
function canonical(code: number): number {
	const upper = String.fromCharCode(code).toUpperCase();
	const unit = upper.charCodeAt(0);
	return upper.length !== 1 || (code >= 128 && unit < 128) ? code : unit;
}
