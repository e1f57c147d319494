import { domainToASCII } from 'node:url';
import type { ObservableKind } from '#kernel';
import { type IpAddress, readIp, readNetwork } from '../net/ip.ts';

const longest = 2048;
const hexLength: Partial<Record<ObservableKind, number>> = { md5: 32, sha1: 40, sha256: 64, ja3: 32 };

/** The one spelling under which equal observables are equal texts; `undefined` when the value is not of its kind. */
export function normaliseObservable(kind: ObservableKind, value: string): string | undefined {
	const text = value.trim();
	if (text === '' || text.length > longest) return undefined;
	const length = hexLength[kind];
	if (length !== undefined) return text.length === length && /^[0-9a-f]+$/i.test(text) ? text.toLowerCase() : undefined;
	switch (kind) {
		case 'ipv4':
		case 'ipv6':
			return address(text, kind);
		case 'domain':
			return domain(text);
		case 'url':
			return url(text);
		case 'email':
			return email(text);
		case 'ja4':
			return /^[a-z0-9]{10}_[0-9a-f]{12}_[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined;
		case 'file-name':
			return text.slice(Math.max(text.lastIndexOf('\\'), text.lastIndexOf('/')) + 1).toLowerCase() || undefined;
		case 'user-name':
			return text.slice(text.lastIndexOf('\\') + 1).toLowerCase() || undefined;
		default:
			return text.replace(/\.$/, '').toLowerCase();
	}
}

/** Address in the short spelling of RFC 5952; an IPv4-mapped IPv6 address is IPv4. */
function address(text: string, kind: 'ipv4' | 'ipv6'): string | undefined {
	const ip = readIp(text);
	return ip && (ip.bits === 32) === (kind === 'ipv4') ? writeIp(ip) : undefined;
}

export function writeIp({ bits, words }: IpAddress): string {
	if (bits === 32) return [24, 16, 8, 0].map((shift) => (words[3] >>> shift) & 255).join('.');
	const groups = words.flatMap((word) => [(word >>> 16).toString(16), (word & 0xffff).toString(16)]);
	return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

/** Network with the bits behind its prefix cleared, as `address/length`. */
export function normaliseNetwork(value: string): string | undefined {
	const network = readNetwork(value);
	if (!network) return undefined;
	const first = network.bits === 32 ? 3 : 0;
	const words = network.words.map((word, at) => {
		const left = network.prefix - (at - first) * 32;
		return at < first || left <= 0 ? 0 : left >= 32 ? word : (word & (0xffffffff << (32 - left))) >>> 0;
	}) as [number, number, number, number];
	return `${writeIp({ bits: network.bits, words })}/${network.prefix}`;
}

function domain(text: string): string | undefined {
	const ascii = domainToASCII(text.replace(/^\*?\./, '').replace(/\.$/, '')).toLowerCase();
	if (ascii.length > 253 || !ascii.includes('.') || readIp(ascii)) return undefined;
	return ascii.split('.').every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)) ? ascii : undefined;
}

function url(text: string): string | undefined {
	if (!/^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(text) || !URL.canParse(text)) return undefined;
	const read = new URL(text);
	read.hash = '';
	read.username = '';
	read.password = '';
	return read.hostname === '' ? undefined : read.href;
}

function email(text: string): string | undefined {
	const at = text.lastIndexOf('@');
	const host = domain(text.slice(at + 1));
	return at < 1 || at > 64 || !host || /[\s<>"]/.test(text) ? undefined : `${text.slice(0, at).toLowerCase()}@${host}`;
}
