/** Prints the steps of the thread with their time and figures, and keeps them for the test. */
export interface Report {
	step(name: string, figures: Record<string, string | number>): void;
	readonly steps: readonly { readonly name: string; readonly figures: Record<string, string | number> }[];
}

export function reportTo(out: (line: string) => void): Report {
	const steps: { name: string; figures: Record<string, string | number> }[] = [];
	let since = performance.now();
	return {
		steps,
		step(name, figures) {
			const took = performance.now() - since;
			since = performance.now();
			steps.push({ name, figures });
			const told = Object.entries(figures).map(([key, value]) => `${key} ${value}`);
			out(`${String(steps.length).padStart(2)}. ${name.padEnd(44)} ${took.toFixed(0).padStart(6)} ms  ${told.join(', ')}`);
		},
	};
}

/** The value below which this share of the list lies, in whole milliseconds. */
export function percentile(list: readonly number[], share: number): number {
	const sorted = [...list].sort((a, b) => a - b);
	return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0);
}
