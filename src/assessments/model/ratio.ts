/** An exact fraction, in lowest terms, denominator above zero. Means of levels are never kept as floating point. */
export interface Ratio {
	readonly num: bigint;
	readonly den: bigint;
}

function common(a: bigint, b: bigint): bigint {
	let [x, y] = [a < 0n ? -a : a, b];
	while (y > 0n) [x, y] = [y, x % y];
	return x;
}

export function ratio(num: bigint | number, den: bigint | number = 1n): Ratio {
	const [n, d] = [BigInt(num), BigInt(den)];
	if (d <= 0n) throw new RangeError('a denominator is above zero');
	const shared = common(n, d);
	return { num: n / shared, den: d / shared };
}

/** A level with one decimal, as people write it: 3.5 is 7/2. */
export function levelRatio(level: number): Ratio {
	return ratio(Math.round(level * 10), 10);
}

export function plus(a: Ratio, b: Ratio): Ratio {
	return ratio(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function minus(a: Ratio, b: Ratio): Ratio {
	return ratio(a.num * b.den - b.num * a.den, a.den * b.den);
}

/** The mean of fractions; null when there are none. */
export function meanOf(parts: readonly Ratio[]): Ratio | null {
	if (parts.length === 0) return null;
	const sum = parts.reduce(plus, ratio(0));
	return ratio(sum.num, sum.den * BigInt(parts.length));
}

/** Negative, zero or positive, as in sorting. */
export function compare(a: Ratio, b: Ratio): number {
	const left = a.num * b.den;
	const right = b.num * a.den;
	return left < right ? -1 : left > right ? 1 : 0;
}

/** One decimal, half up on the exact value: 2.95 shows 3.0, 2.949 shows 2.9. For the eye only, never to judge with. */
export function shown(value: Ratio): string {
	const top = 20n * value.num + value.den;
	const bottom = 2n * value.den;
	let tenths = top / bottom;
	if (top < 0n && top % bottom !== 0n) tenths -= 1n;
	const size = tenths < 0n ? -tenths : tenths;
	return `${tenths < 0n ? '-' : ''}${size / 10n}.${size % 10n}`;
}

/** `71/24`, or `3` when whole. */
export function exactText(value: Ratio): string {
	return value.den === 1n ? `${value.num}` : `${value.num}/${value.den}`;
}

/** Nearest floating point number below 15 decimals, for charts and sorting. */
export function toNumber(value: Ratio): number {
	return Number((value.num * 1_000_000_000_000_000n) / value.den) / 1e15;
}
