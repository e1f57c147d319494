import type { Given } from '../model/settle.ts';

/** A sum that somebody may read: every institution in it with what it gave to the first figure. */
export interface KnownSum {
	readonly group: readonly Given[];
	/** A contribution to another round is another unknown, also where the level stayed the same: who would know? */
	readonly round: number;
}

const prime = 1_000_003n;
const inverse = (value: bigint): bigint => {
	let [result, base, power] = [1n, ((value % prime) + prime) % prime, prime - 2n];
	for (; power > 0n; power >>= 1n) {
		if (power & 1n) result = (result * base) % prime;
		base = (base * base) % prime;
	}
	return result;
};

/** Rank by elimination over a prime field; a 0/1 matrix of this size loses no rank there but by rare chance. */
function rank(rows: readonly (readonly bigint[])[]): number {
	const work = rows.map((row) => [...row]);
	let done = 0;
	const width = work[0]?.length ?? 0;
	for (let column = 0; column < width && done < work.length; column++) {
		const pivot = work.findIndex((row, place) => place >= done && row[column] !== 0n);
		if (pivot === -1) continue;
		[work[done], work[pivot]] = [work[pivot]!, work[done]!];
		const scale = inverse(work[done]![column]!);
		for (let place = done + 1; place < work.length; place++) {
			const factor = (work[place]![column]! * scale) % prime;
			if (factor === 0n) continue;
			for (let at = column; at < width; at++) {
				const next = (work[place]![at]! - factor * work[done]![at]!) % prime;
				work[place]![at] = next < 0n ? next + prime : next;
			}
		}
		done += 1;
	}
	return done;
}

/**
 * Linear algebra over everything shown: is there a combination of sums that leaves the values of a few institutions alone?
 * Exact: a combination that is zero outside a set of columns exists if and only if leaving those columns out loses rank.
 * Institutions that stand in exactly the same sums cannot be told apart, so they are tried together.
 * @param viewers whether each institution may itself be the one that looks, and take its own away
 * @returns the smallest group found of fewer than `floor` others, or undefined
 */
export function smallGroup(sums: readonly KnownSum[], floor: number, viewers = true): string[] | undefined {
	const columns = new Map<string, { institution: string; row: bigint[] }>();
	for (const [place, { group, round }] of sums.entries()) {
		for (const { institution, values } of group) {
			const key = `${institution} ${round} ${values[0]}`;
			const column = columns.get(key) ?? { institution, row: sums.map(() => 0n) };
			column.row[place] = 1n;
			columns.set(key, column);
		}
	}
	const byInstitution = Map.groupBy(columns.values(), ({ institution }) => institution);
	const atoms = [
		...Map.groupBy(byInstitution, ([, own]) =>
			own
				.map(({ row }) => row.join(''))
				.sort()
				.join(' '),
		).values(),
	].map((same) => ({
		institutions: same.map(([institution]) => institution),
		rows: [...new Map((same[0]?.[1] ?? []).map(({ row }) => [row.join(''), row])).values()],
	}));
	const matrix = (leftOut: ReadonlySet<number>) => {
		const kept = atoms.flatMap(({ rows }, place) => (leftOut.has(place) ? [] : rows));
		return sums.map((_, place) => kept.map((column) => column[place] ?? 0n));
	};
	const whole = rank(matrix(new Set()));
	// With its own known, a viewer inside a group of `floor` learns of one fewer.
	const largest = viewers ? floor : floor - 1;
	const search = (from: number, chosen: readonly number[], size: number): string[] | undefined => {
		if (chosen.length > 0 && rank(matrix(new Set(chosen))) < whole) return chosen.flatMap((place) => atoms[place]!.institutions);
		for (let place = from; place < atoms.length; place++) {
			const next = size + atoms[place]!.institutions.length;
			if (next > largest) continue;
			const found = search(place + 1, [...chosen, place], next);
			if (found !== undefined) return found;
		}
		return undefined;
	};
	return search(0, [], 0);
}
