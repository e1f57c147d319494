import type { MatchKind, ObservableKind, Tlp } from '#kernel';

export interface Observable {
	readonly kind: ObservableKind;
	readonly value: string;
}

export interface Indicator {
	readonly id: string;
	readonly kind: ObservableKind;
	readonly value: string;
	/** Exact when absent; an address with a prefix length is a network. */
	readonly match?: MatchKind;
	readonly source?: string;
	readonly tlp?: Tlp;
	/** Valid from and until, in milliseconds since 1970; always when absent. */
	readonly from?: number;
	readonly until?: number;
}

export const exclusionClasses = ['never-block', 'shared-hosting', 'context-only'] as const;
export type ExclusionClass = (typeof exclusionClasses)[number];

export interface IndicatorHit {
	readonly id: string;
	readonly observable: Observable;
	readonly match: MatchKind;
	readonly source: string;
	readonly tlp: Tlp;
	/** Classes of the exclusion lists on which the observable stands. */
	readonly exclusions: readonly ExclusionClass[];
	/** Whether the hit counts by itself; otherwise it only adds to what is known about another. */
	readonly stands: boolean;
}
