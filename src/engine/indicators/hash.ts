/** Drawn anew wherever the engine is loaded: nobody can reckon beforehand which texts fall together here. */
const [secretA, secretB] = crypto.getRandomValues(new Int32Array(2)) as unknown as [number, number];

/** A growing pair of 32-bit hashes; together they tell 2^64 texts apart. Kept in local variables by the loops that use them. */
export const startA = (seed: number): number => (seed ^ secretA) | 0;
export const startB = (seed: number): number => (Math.imul(seed, 0x85ebca6b) ^ secretB) | 0;
export const stepA = (a: number, code: number): number => Math.imul(a ^ code, 0x9e3779b1);
export const stepB = (b: number, code: number): number => Math.imul(b ^ code, 0x5f356495) ^ (b >>> 15);
/** The same for 32 bits at once, which must reach all bits of the hash and not only the upper ones. */
export const wordStepA = (a: number, word: number): number => fold(Math.imul(a ^ word, 0x9e3779b1));
export const wordStepB = (b: number, word: number): number => fold(Math.imul(b ^ word, 0x5f356495));
export const lowOf = (a: number, b: number): number => mix(a ^ (b >>> 7));
export const highOf = (a: number, b: number): number => mix(b ^ Math.imul(a, 0x27d4eb2f));

const fold = (value: number): number => value ^ (value >>> 15);

function mix(value: number): number {
	let hash = value ^ (value >>> 16);
	hash = Math.imul(hash, 0x85ebca6b);
	hash ^= hash >>> 13;
	hash = Math.imul(hash, 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) | 0;
}
