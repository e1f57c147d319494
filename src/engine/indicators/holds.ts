import { contains, readIp, readNetwork } from '../net/ip.ts';
import type { Indicator, Observable } from './model.ts';
import { normaliseObservable } from './normalise.ts';

/**
 * Whether an indicator holds for an observable in normal form, by their whole values. The index compares 64 bits of them, which
 * chance leaves alone and somebody with much patience may not: what it found is asked again here.
 */
export function holdsFor({ kind, value, match }: Omit<Indicator, 'id'>, observable: Observable): boolean {
	const way = match ?? ((kind === 'ipv4' || kind === 'ipv6') && value.includes('/') ? 'network' : 'exact');
	if (way === 'network') {
		const [network, ip] = [readNetwork(value), readIp(observable.value)];
		return /^ipv[46]$/.test(observable.kind) && network !== undefined && ip !== undefined && contains(network, ip);
	}
	const wanted = observable.kind === kind ? normaliseObservable(kind, value) : undefined;
	if (wanted === undefined) return false;
	if (way === 'exact') return observable.value === wanted;
	if (way === 'subdomains') return `.${observable.value}`.endsWith(`.${wanted}`);
	const [asked, seen] = [restOf(wanted), restOf(observable.value)];
	return seen.startsWith(asked) && (asked.endsWith('/') || /^$|^[/?&#:]/.test(seen.slice(asked.length)));
}

/** A URL without its scheme. */
function restOf(url: string): string {
	return url.slice(url.indexOf('://') + 3);
}
