import { domainToASCII } from 'node:url';
import { normaliseObservable as normalText } from '#engine';
import type { Observable, ObservableKind } from './observables.ts';

/** Longer values are no observables: nobody looks for them, and a hostile line must not cost. */
const longest = 2048;
const nonAscii = /[^\0-\x7f]/;
const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
/** Accounts of the machine itself: everywhere, and nobody. */
const nobody = new Set([
	'',
	'-',
	'system',
	'local service',
	'network service',
	'anonymous logon',
	'n/a',
	'not applicable',
	'not available',
	'unknown',
]);

/** IPv4 or IPv6 in normal form (RFC 5952; a mapped IPv4 is IPv4); `undefined` for others, and for loopback and unspecified. */
export function readAddress(text: string): Observable | undefined {
	if (text.length > 64) return undefined;
	const v4 = readIpv4(text);
	if (v4 !== undefined) return v4 === '0.0.0.0' || v4.startsWith('127.') ? undefined : { kind: 'ipv4', value: v4 };
	if (!text.includes(':')) return undefined;
	return readIpv6(text);
}

function readIpv4(text: string): string | undefined {
	if (text.length < 7 || text.length > 15) return undefined;
	let part = 0;
	let digits = 0;
	let dots = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 46) {
			if (digits === 0 || ++dots > 3) return undefined;
			part = 0;
			digits = 0;
		} else {
			const digit = code - 48;
			if (digit < 0 || digit > 9 || (digits > 0 && part === 0)) return undefined;
			part = part * 10 + digit;
			if (part > 255 || ++digits > 3) return undefined;
		}
	}
	return dots === 3 && digits > 0 ? text : undefined;
}

function readIpv6(given: string): Observable | undefined {
	const text = (given.startsWith('[') && given.endsWith(']') ? given.slice(1, -1) : given).split('%', 1)[0]!.toLowerCase();
	const mapped = text.startsWith('::ffff:') ? readIpv4(text.slice(7)) : undefined;
	if (mapped !== undefined) return readAddress(mapped);
	// The URL parser writes an IPv6 address as RFC 5952 wants it and refuses everything else.
	if (!/^[0-9a-f:.]+$/.test(text) || !URL.canParse(`http://[${text}]`)) return undefined;
	const value = new URL(`http://[${text}]`).hostname.slice(1, -1);
	return value === '::' || value === '::1' ? undefined : { kind: 'ipv6', value };
}

/** Domain in lower case and ASCII, without the last dot, at least two labels. */
export function readDomain(given: string): string | undefined {
	if (given.length > 253 || !given.includes('.')) return undefined;
	const ascii = nonAscii.test(given) ? domainToASCII(given) : given.toLowerCase();
	const text = ascii.endsWith('.') ? ascii.slice(0, -1) : ascii;
	const bare = text.startsWith('*.') ? text.slice(2) : text;
	const labels = bare.split('.');
	if (labels.length < 2 || !labels.every((part) => label.test(part))) return undefined;
	return /^\d+$/.test(labels.at(-1)!) ? undefined : bare;
}

/** URL with scheme and host in lower case, without default port, credentials and fragment. */
export function readUrl(given: string): URL | undefined {
	if (given.length > longest || !/^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(given) || !URL.canParse(given)) return undefined;
	const url = new URL(given);
	if (url.hostname === '') return undefined;
	url.hash = '';
	url.username = '';
	url.password = '';
	return url;
}

/** One observable of an event in the engine's normal form; `undefined` when the text is none of this kind, or is nobody's. */
export function normaliseObservable(kind: ObservableKind, given: string): Observable | undefined {
	if (given.length > longest) return undefined;
	if (kind === 'ipv4' || kind === 'ipv6') {
		const address = readAddress(given.trim());
		return address?.kind === kind ? address : undefined;
	}
	const value = kind === 'domain' ? readDomain(given.trim()) : normalText(kind, given);
	return value === undefined || !counts(kind, value) ? undefined : { kind, value };
}

/** Leaves out what every event holds and nobody looks for. */
function counts(kind: ObservableKind, value: string): boolean {
	if (kind === 'user-name') return !nobody.has(value) && !value.endsWith('$') && value.length <= 255;
	if (kind === 'file-name') return value !== '-' && value.length <= 255;
	if (kind !== 'host-name') return true;
	return value !== 'localhost' && value.length <= 253 && readIpv4(value) === undefined && value.split('.').every(isLabel);
}

function isLabel(part: string): boolean {
	return label.test(part);
}
