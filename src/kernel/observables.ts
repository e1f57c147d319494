/** What can be seen in an event and looked back for. Stored by place: a new kind goes at the end. */
export const observableKinds = [
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
	'host-name',
] as const;
export type ObservableKind = (typeof observableKinds)[number];

/** A machine's own name is seen, but says nothing to others: it is never shared as an indicator. */
export type IndicatorKind = Exclude<ObservableKind, 'host-name'>;
export const indicatorKinds: readonly IndicatorKind[] = observableKinds.filter((kind) => kind !== 'host-name');

/** The value itself; all addresses in a network; a domain with its subdomains; all URLs that begin so. Stored by place. */
export const matchKinds = ['exact', 'network', 'subdomains', 'prefix'] as const;
export type MatchKind = (typeof matchKinds)[number];

/** Traffic Light Protocol 2.0, from open to closed. */
export const tlpLevels = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
export type Tlp = (typeof tlpLevels)[number];
