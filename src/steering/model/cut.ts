/** One institution, or half of one that moved: between its cell in the one breakdown and its cell in the other. */
export interface Edge {
	readonly ends: readonly [string, string];
	readonly weight: number;
}

export interface Cut {
	/** Cells on one side. */
	readonly side: ReadonlySet<string>;
	readonly weight: number;
}

function components(edges: readonly Edge[]): string[][] {
	const next = new Map<string, Set<string>>();
	for (const { ends } of edges) {
		const [a, b] = ends;
		next.set(a, (next.get(a) ?? new Set()).add(b));
		next.set(b, (next.get(b) ?? new Set()).add(a));
	}
	const seen = new Set<string>();
	const found: string[][] = [];
	for (const start of next.keys()) {
		if (seen.has(start)) continue;
		const part: string[] = [];
		const queue = [start];
		seen.add(start);
		for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
			part.push(node);
			for (const other of next.get(node) ?? []) {
				if (seen.has(other)) continue;
				seen.add(other);
				queue.push(other);
			}
		}
		found.push(part);
	}
	return found;
}

/** Smallest cut of one connected part (Stoer and Wagner 1997), cubic in the number of cells, of which there are some twenty. */
function smallestOf(part: readonly string[], edges: readonly Edge[]): Cut {
	const place = new Map(part.map((node, index) => [node, index]));
	const weights = part.map(() => new Float64Array(part.length));
	for (const { ends, weight } of edges) {
		const [a, b] = [place.get(ends[0]), place.get(ends[1])];
		if (a === undefined || b === undefined) continue;
		weights[a]![b]! += weight;
		weights[b]![a]! += weight;
	}
	let best: Cut = { side: new Set(), weight: Number.POSITIVE_INFINITY };
	const merged = part.map((node) => [node]);
	let left = part.map((_, index) => index);
	while (left.length > 1) {
		const pull = new Float64Array(part.length);
		let [before, last] = [-1, -1];
		for (let waiting = new Set(left); waiting.size > 0; ) {
			const tightest = [...waiting].reduce((a, b) => (pull[b]! > pull[a]! ? b : a));
			waiting.delete(tightest);
			[before, last] = [last, tightest];
			for (const node of waiting) pull[node]! += weights[tightest]![node]!;
		}
		if (pull[last]! < best.weight) best = { side: new Set(merged[last]), weight: pull[last]! };
		merged[before] = [...merged[before]!, ...merged[last]!];
		for (const node of left) {
			weights[before]![node]! += weights[last]![node]!;
			weights[node]![before] = weights[before]![node]!;
		}
		left = left.filter((node) => node !== last);
	}
	return best;
}

/**
 * The smallest group that sums over two breakdowns at once give away. Sums and differences of cells are the cuts of the
 * graph whose nodes are cells and whose edges are institutions, so the smallest group that can be had is its smallest cut.
 * @returns undefined when there are no institutions
 */
export function smallestCut(edges: readonly Edge[]): Cut | undefined {
	const cuts = components(edges).map((part) => smallestOf(part, edges));
	return cuts.sort((a, b) => a.weight - b.weight)[0];
}
