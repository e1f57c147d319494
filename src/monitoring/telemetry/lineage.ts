import type { Observable } from '../observables.ts';

/** Folders of a path that are kept, the host included. */
export const deepestPath = 12;

/**
 * The wider things a value lies under, written beside it so that looking back for them is a lookup and not a scan:
 * a domain's parents, an address's networks of whole bytes (IPv4) or 16 bits (IPv6), a URL's host and first folders.
 */
export function ancestorsOf(observable: Observable): string[] {
	if (observable.kind === 'domain') return parentDomains(observable.value);
	if (observable.kind === 'ipv4') return networksOf(observable.value, [8, 16, 24]);
	if (observable.kind === 'ipv6') return networksOf(observable.value, [16, 32, 48, 64]);
	return observable.kind === 'url' ? urlPrefixes(observable.value).slice(0, deepestPath) : [];
}

function parentDomains(domain: string): string[] {
	const parents: string[] = [];
	for (let dot = domain.indexOf('.'); dot !== -1; dot = domain.indexOf('.', dot + 1)) parents.push(domain.slice(dot + 1));
	return parents.filter((parent) => parent !== '');
}

/** `https://a.nl/b/c?d` gives `a.nl`, `a.nl/b` and `a.nl/b/c`: the scheme and the query are no part of a prefix. */
export function urlPrefixes(url: string): string[] {
	const start = url.indexOf('://') + 3;
	const query = url.search(/[?#]/);
	const text = url.slice(start === 2 ? 0 : start, query === -1 ? undefined : query);
	const parts = text.split('/', 100).filter((part, index) => index === 0 || part !== '');
	return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function networksOf(address: string, lengths: readonly number[]): string[] {
	const groups = addressGroups(address);
	if (groups === undefined) return [];
	const width = groups.length === 4 ? 8 : 16;
	return lengths.map((length) => networkName(groups, length, width));
}

function networkName(groups: readonly number[], length: number, width: number): string {
	const kept = groups.slice(0, length / width);
	const text = kept.map((group) => (width === 8 ? String(group) : group.toString(16)));
	return `${text.join(width === 8 ? '.' : ':')}/${length}`;
}

/**
 * The rows of `lineage` under which all addresses of a network stand; the statement then tests the network itself.
 * Empty when the text is no network, or one of IPv6 wider than /16.
 */
export function enclosingNetworks(network: string): string[] {
	const [address = '', prefix = ''] = network.split('/');
	const groups = addressGroups(address);
	const length = Number(prefix);
	if (groups === undefined || !/^\d{1,3}$/.test(prefix)) return [];
	const width = groups.length === 4 ? 8 : 16;
	if (length > groups.length * width) return [];
	if (width === 8 && length < 8) {
		const first = groups[0]! & (0xff00 >> length);
		return Array.from({ length: 2 ** (8 - length) }, (_, at) => networkName([first + at], 8, 8));
	}
	const enclosing = Math.min(length - (length % width), width === 8 ? 24 : 64);
	return enclosing === 0 ? [] : [networkName(groups, enclosing, width)];
}

/** Four numbers of an IPv4 address or eight of an IPv6 address; `undefined` when it is neither. */
function addressGroups(address: string): number[] | undefined {
	if (!address.includes(':')) {
		const parts = address.split('.').map(Number);
		return parts.length === 4 && parts.every((part) => part >= 0 && part <= 255) ? parts : undefined;
	}
	const [head = '', tail] = address.split('::');
	const read = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
	const first = read(head);
	const last = tail === undefined ? [] : read(tail);
	const gap = 8 - first.length - last.length;
	const groups = [...first, ...new Array<number>(Math.max(gap, 0)).fill(0), ...last];
	return groups.length === 8 && groups.every((group) => group >= 0 && group <= 0xffff) ? groups : undefined;
}
