export const indicatorKinds = [
	'ipv4',
	'ipv6',
	'domain',
	'url',
	'md5',
	'sha1',
	'sha256',
	'ja3',
	'ja4',
	'email',
	'file-name',
	'user-name',
] as const;
export type IndicatorKind = (typeof indicatorKinds)[number];

/** The value itself; or all in a network, a domain with its subdomains, all URLs that begin so. */
export const indicatorMatches = ['exact', 'network', 'subdomains', 'prefix'] as const;
export type IndicatorMatch = (typeof indicatorMatches)[number];

/** What is looked for, its value in normal form. */
export interface Sought {
	readonly kind: IndicatorKind;
	readonly match: IndicatorMatch;
	readonly value: string;
}

/** TLP 2.0, from open to closed. */
export const tlpLevels = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
export type Tlp = (typeof tlpLevels)[number];

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
