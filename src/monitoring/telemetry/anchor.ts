import type { ObservableKind } from '../observables.ts';

/**
 * The wider thing under which a value is filed, so that looking back for a network, a parent domain or the beginning of
 * a URL reads one drawer and not the store: the network of 24 (IPv4) or 32 bits (IPv6), the last two labels of a domain,
 * the host of a URL. Empty for kinds that know nothing wider.
 */
export function anchorOf(kind: ObservableKind, value: string): string {
	if (kind === 'ipv4') return value.slice(0, value.lastIndexOf('.'));
	if (kind === 'ipv6') return ipv6Anchor(value);
	if (kind === 'domain') return lastTwoLabels(value);
	return kind === 'url' ? hostOf(value) : '';
}

function lastTwoLabels(domain: string): string {
	const dot = domain.lastIndexOf('.', domain.lastIndexOf('.') - 1);
	return domain.slice(dot + 1);
}

export function withoutScheme(url: string): string {
	const start = url.indexOf('://');
	return start === -1 ? url : url.slice(start + 3);
}

/** Host without its port: the beginning `example.nl` holds `example.nl:8080` too. */
function hostOf(url: string): string {
	const text = withoutScheme(url);
	const end = text.search(text.startsWith('[') ? /[/?#\]]/ : /[/?#:]/);
	return end === -1 ? text : text.slice(0, end);
}

function ipv6Anchor(address: string): string {
	const groups = ipv6Groups(address);
	return groups === undefined ? '' : groupsAnchor(groups[0]!, groups[1]!);
}

function groupsAnchor(first: number, second: number): string {
	return `${first.toString(16)}:${second.toString(16)}`;
}

/** Drawers opened for one network at most (an IPv4 /9, an IPv6 /17); wider networks are refused. */
const mostDrawers = 32_768;

/** All drawers in which addresses of a network may lie; empty when the text is no network or one too wide. */
export function anchorsOfNetwork(network: string): string[] {
	const [address = '', prefix = ''] = network.split('/');
	const wide = address.includes(':');
	const groups = wide ? ipv6Groups(address) : ipv4Groups(address);
	const length = Number(prefix);
	if (groups === undefined || !/^\d{1,3}$/.test(prefix) || length > (wide ? 128 : 32)) return [];
	const count = 2 ** Math.max((wide ? 32 : 24) - length, 0);
	if (count > mostDrawers) return [];
	const [high = 0, middle = 0, low = 0] = groups;
	const exact = wide ? high * 65536 + middle : high * 65536 + middle * 256 + low;
	const first = exact - (exact % count);
	return Array.from({ length: count }, (_, at) => {
		const number = first + at;
		const top = Math.floor(number / 65536);
		return wide ? groupsAnchor(top, number % 65536) : `${top}.${Math.floor(number / 256) % 256}.${number % 256}`;
	});
}

function ipv4Groups(address: string): number[] | undefined {
	const parts = address.split('.').map(Number);
	return parts.length === 4 && parts.every((part) => part >= 0 && part <= 255) ? parts : undefined;
}

/** Eight numbers of an IPv6 address in normal form; `undefined` when it is none. */
function ipv6Groups(address: string): number[] | undefined {
	const [head = '', tail] = address.split('::');
	const read = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
	const first = read(head);
	const last = tail === undefined ? [] : read(tail);
	const gap = tail === undefined ? 0 : 8 - first.length - last.length;
	const groups = [...first, ...new Array<number>(Math.max(gap, 0)).fill(0), ...last];
	return groups.length === 8 && groups.every((group) => group >= 0 && group <= 0xffff) ? groups : undefined;
}
