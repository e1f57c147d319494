import { type MatchKind, type ObservableKind, matchKinds, observableKinds } from '#kernel';
import { type IpAddress, readIpv4 } from '../net/ip.ts';
import { highOf, lowOf, startA, startB, stepA, stepB, wordStepA, wordStepB } from './hash.ts';

/** Called with the two halves of a key; more than once for one observable where parts of it count. */
export type Probe = (high: number, low: number, match: MatchKind) => void;

const isBoundary = Uint8Array.from({ length: 256 }, (_, code) => Number('/?&#:'.includes(String.fromCharCode(code))));
/** URLs and digests in normal form are ASCII, and reading bytes takes a third of reading the text letter by letter. */
const letters = Buffer.alloc(32_768);
const letterWords = new Int32Array(letters.buffer, letters.byteOffset, letters.length / 4);
const copyLetters = (text: string): number => letters.write(text, 0, letters.length - 1, 'latin1');
const slash = 47;
const dot = 46;

const kindNumbers = Object.fromEntries(observableKinds.map((kind, at) => [kind, at * 8 + 1])) as Record<ObservableKind, number>;
const matchNumbers = Object.fromEntries(matchKinds.map((match, at) => [match, at])) as Record<MatchKind, number>;

function seed(kind: ObservableKind, match: MatchKind): number {
	return kindNumbers[kind] + matchNumbers[match];
}

/** Key of a whole value in normal form. Addresses and digests are read as the numbers they are, the rest letter by letter. */
export function exactKey(kind: ObservableKind, value: string, probe: Probe): void {
	if (kind === 'ipv4') addressKey(readIpv4(value), probe);
	else if (kind === 'sha256' || kind === 'sha1' || kind === 'md5' || kind === 'ja3') digestKey(kind, value, probe);
	else textKey(kind, value, probe);
}

/** Key of a whole IPv4 address; none for what is no address. */
export function addressKey(address: number | undefined, probe: Probe): void {
	if (address === undefined) return;
	const seeded = seed('ipv4', 'exact');
	const a = wordStepA(startA(seeded), address | 0);
	const b = wordStepB(startB(seeded), address | 0);
	probe(highOf(a, b), lowOf(a, b), 'exact');
}

/** Four digits a step. */
function digestKey(kind: ObservableKind, digits: string, probe: Probe): void {
	const seeded = seed(kind, 'exact');
	let a = startA(seeded);
	let b = startB(seeded);
	const words = copyLetters(digits) >>> 2;
	for (let at = 0; at < words; at++) {
		const word = letterWords[at] as number;
		a = wordStepA(a, word);
		b = wordStepB(b, word);
	}
	probe(highOf(a, b), lowOf(a, b), 'exact');
}

function textKey(kind: ObservableKind, value: string, probe: Probe): void {
	const seeded = seed(kind, 'exact');
	let a = startA(seeded);
	let b = startB(seeded);
	for (let at = 0; at < value.length; at++) {
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
	const seeded = seed('url', 'prefix');
	let a = startA(seeded);
	let b = startB(seeded);
	const end = copyLetters(url);
	letters[end] = slash;
	for (let at = url.indexOf('://') + 3; at < end; at++) {
		const code = letters[at] as number;
		a = stepA(a, code);
		b = stepB(b, code);
		if (code !== slash && isBoundary[letters[at + 1] as number] === 0) continue;
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
