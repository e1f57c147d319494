import type { Terms } from '../../parts/target/target.ts';

/** What was typed, as text. */
export interface Given {
	readonly level: string;
	readonly floor: string;
	/** By cluster; empty: the level of the whole. */
	readonly clusters: Readonly<Record<string, string>>;
	readonly keyControls: readonly string[];
}

/** `2,5` in Dutch is `2.5`. */
export function levelOf(text: string): number {
	return Number(text.trim().replace(',', '.'));
}

export function termsOf(given: Given): Terms {
	return {
		level: levelOf(given.level),
		floor: given.floor === '' ? null : Number(given.floor),
		clusters: Object.entries(given.clusters)
			.filter(([, level]) => level.trim() !== '')
			.map(([cluster, level]) => ({ cluster, level: levelOf(level) })),
		keyControls: [...given.keyControls],
	};
}

/** Does it ask less than what holds now, or than the 3 of the sector? The server judges; this only shows the field for the reason in time. */
export function asksLess(terms: Terms, inForce: Terms | undefined): boolean {
	if (inForce === undefined) return terms.level < 3 || terms.clusters.some(({ level }) => level < 3);
	const level = (of: Terms, cluster: string) => of.clusters.find((one) => one.cluster === cluster)?.level ?? of.level;
	const named = [...terms.clusters, ...inForce.clusters].map(({ cluster }) => cluster);
	return (
		terms.level < inForce.level ||
		named.some((cluster) => level(terms, cluster) < level(inForce, cluster)) ||
		(inForce.floor !== null && (terms.floor === null || terms.floor < inForce.floor)) ||
		inForce.keyControls.some((control) => !terms.keyControls.includes(control))
	);
}

/** A target other than the 3 of the sector says why. */
export function deviates(terms: Terms): boolean {
	return [terms.level, ...terms.clusters.map(({ level }) => level)].some((level) => level !== 3);
}
