/** What can be seen in an event and looked back for. */
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

/** A value in its normal form, so that equal things are equal texts. */
export interface Observable {
	readonly kind: ObservableKind;
	readonly value: string;
}
