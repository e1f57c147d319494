import type { IpAddress } from '../net/ip.ts';
import { highOf, lowOf, startA, startB, stepA, stepB } from './hash.ts';
import { type MatchKind, matchKinds, type ObservableKind, observableKinds } from './model.ts';

/** Called with the two halves of a key; more than once for one observable where parts of it count. */
export type Probe = (high: number, low: number, match: MatchKind) => void;

const boundary = new Set(['/', '?', '&', '#', ':'].map((char) => char.charCodeAt(0)));
/** So much of a digest tells it from all others. */
const digestLength = 32;
const slash = 47;
const dot = 46;

const kindNumbers = Object.fromEntries(observableKinds.map((kind, at) => [kind, at * 8 + 1])) as Record<ObservableKind, number>;
const matchNumbers = Object.fromEntries(matchKinds.map((match, at) => [match, at])) as Record<MatchKind, number>;

function seed(kind: ObservableKind, match: MatchKind): number {
	return kindNumbers[kind] + matchNumbers[match];
}

/** Key of a whole value. */
export function exactKey(kind: ObservableKind, value: string, probe: Probe): void {
	const seeded = seed(kind, 'exact');
	let a = startA(seeded);
	let b = startB(seeded);
	const end = kind === 'sha256' || kind === 'sha1' ? digestLength : value.length;
	for (let at = 0; at < end; at++) {
		const code = value.charCodeAt(at);
		a = stepA(a, code);
		b = stepB(b, code);
	}
	probe(highOf(a, b), lowOf(a, b), 'exact');
}

/** Keys of a domain and of every domain above it, the shortest first; one pass from the end. */
export function domainKeys(domain: string, probe: Probe): void {
	const seeded = seed('domain', 'subdomains');
	let a = startA(seeded);
	let b = startB(seeded);
	for (let at = domain.length - 1; at >= 0; at--) {
		a = stepA(a, domain.charCodeAt(at));
		b = stepB(b, domain.charCodeAt(at));
		if (at !== 0 && domain.charCodeAt(at - 1) !== dot) continue;
		probe(highOf(a, b), lowOf(a, b), 'subdomains');
	}
}

/** Key of one domain that stands for all under it. */
export function domainKey(domain: string, probe: Probe): void {
	let last: [number, number] = [0, 0];
	domainKeys(domain, (high, low) => {
		last = [high, low];
	});
	probe(last[0], last[1], 'subdomains');
}

/** Keys of every beginning of a URL (without its scheme) that ends at a boundary; one pass. */
export function prefixKeys(url: string, probe: Probe): void {
	const start = url.indexOf('://') + 3;
	const seeded = seed('url', 'prefix');
	let a = startA(seeded);
	let b = startB(seeded);
	for (let at = start; at < url.length; at++) {
		const code = url.charCodeAt(at);
		a = stepA(a, code);
		b = stepB(b, code);
		const next = at + 1 === url.length ? slash : url.charCodeAt(at + 1);
		if (code !== slash && !boundary.has(next)) continue;
		probe(highOf(a, b), lowOf(a, b), 'prefix');
	}
}

/** Key of one beginning of a URL. */
export function prefixKey(url: string, probe: Probe): void {
	const start = url.indexOf('://') + 3;
	const seeded = seed('url', 'prefix');
	let a = startA(seeded);
	let b = startB(seeded);
	for (let at = start; at < url.length; at++) {
		a = stepA(a, url.charCodeAt(at));
		b = stepB(b, url.charCodeAt(at));
	}
	probe(highOf(a, b), lowOf(a, b), 'prefix');
}

/** Key of the network of this length around an address. */
export function networkKey(ip: IpAddress, length: number, probe: Probe): void {
	const seeded = seed(ip.bits === 32 ? 'ipv4' : 'ipv6', 'network') + length * 1024;
	let a = startA(seeded);
	let b = startB(seeded);
	let left = length;
	for (let at = ip.bits === 32 ? 3 : 0; at < 4; at++, left -= 32) {
		const word = ip.words[at] ?? 0;
		const kept = left >= 32 ? word : left <= 0 ? 0 : word & (0xffffffff << (32 - left));
		a = stepA(a, kept & 0xffff);
		b = stepB(b, kept & 0xffff);
		a = stepA(a, kept >>> 16);
		b = stepB(b, kept >>> 16);
	}
	probe(highOf(a, b), lowOf(a, b), 'network');
}
