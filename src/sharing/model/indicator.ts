import { type IndicatorKind, type MatchKind, type Tlp, tlpLevels } from '#kernel';

/** What is looked for, its value in normal form. */
export interface Sought {
	readonly kind: IndicatorKind;
	readonly match: MatchKind;
	readonly value: string;
}

/** The stricter of two: what is made of both may not travel further than either. */
export function stricter(one: Tlp, other: Tlp): Tlp {
	return tlpLevels[Math.max(tlpLevels.indexOf(one), tlpLevels.indexOf(other))] ?? 'red';
}

/** An indicator as formats carry it. */
export interface SharedIndicator extends Sought {
	readonly tlp: Tlp;
	/** 0 to 100, as in STIX. */
	readonly confidence: number;
	/** ISO 8601, UTC. */
	readonly validFrom: string;
	readonly validUntil: string | null;
}
