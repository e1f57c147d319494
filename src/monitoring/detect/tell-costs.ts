import type { Judge } from './judge.ts';

export type CostReport = ReturnType<Judge['costs']>;

/** Milliseconds between two reports of the same judge. */
const pause = 1000;

/** To be called after each slice: reports what rules cost, now and then. A rule that is aside is told once. */
export function tellCosts(judge: Judge, report: (costs: CostReport) => void): () => void {
	let told = 0;
	const known = new Set<string>();
	return () => {
		const now = performance.now();
		if (now - told < pause) return;
		told = now;
		const { costs, aside } = judge.costs();
		const fresh = aside.filter((rule) => !known.has(rule));
		known.clear();
		for (const rule of aside) known.add(rule);
		report({ costs, aside: fresh });
	};
}
