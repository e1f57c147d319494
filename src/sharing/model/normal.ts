import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { type IndicatorKind, type MatchKind, type Result, fail, finding, ok } from '#kernel';
import type { Sought } from './indicator.ts';

const hashLengths = { md5: 32, sha1: 40, sha256: 64, ja3: 32 } as const;
const longest = 2048;

/** Threat reports break addresses so that nobody clicks them: `hxxps://a[.]example`, `a(dot)example`. */
function unbroken(text: string): string {
	return text
		.trim()
		.replace(/^h(xx|tt)p(s?)(\[:\]|:)\/\//i, 'http$2://')
		.replaceAll('[.]', '.')
		.replaceAll('(.)', '.')
		.replaceAll('[dot]', '.')
		.replaceAll('(dot)', '.')
		.replaceAll('[@]', '@');
}

function address(text: string): { kind: 'ipv4' | 'ipv6'; value: string } | undefined {
	if (isIPv4(text)) return { kind: 'ipv4', value: text };
	if (!isIPv6(text) || text.includes('%')) return undefined;
	const value = new URL(`http://[${text}]`).hostname.slice(1, -1);
	const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(value);
	if (mapped === null) return { kind: 'ipv6', value };
	const [high, low] = [Number.parseInt(mapped[1] ?? '', 16), Number.parseInt(mapped[2] ?? '', 16)];
	return { kind: 'ipv4', value: [high >> 8, high & 255, low >> 8, low & 255].join('.') };
}

/** Address bits under the prefix become zero, so that one network has one text. */
function network(text: string): { kind: 'ipv4' | 'ipv6'; value: string } | undefined {
	const [start = '', length = '', more] = text.split('/');
	const found = address(start);
	const [widest, bits] = found?.kind === 'ipv4' ? [8, 32] : [16, 128];
	if (found === undefined || more !== undefined || !/^\d{1,3}$/.test(length)) return undefined;
	// What is wider than any network that was ever handed out matches everybody.
	if (Number(length) > bits || Number(length) < widest) return undefined;
	const keep = BigInt(bits - Number(length));
	const whole = (numberOf(found.value, found.kind) >> keep) << keep;
	const shown = found.kind === 'ipv4' ? dotted(whole) : address(colons(whole))?.value;
	return { kind: found.kind, value: `${shown}/${Number(length)}` };
}

function numberOf(value: string, kind: 'ipv4' | 'ipv6'): bigint {
	if (kind === 'ipv4') return value.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
	const [head = '', tail] = value.split('::');
	const groups = (part: string) => part.split(':').filter((group) => group !== '');
	const last = tail === undefined ? [] : groups(tail);
	const first = groups(head);
	const all = [...first, ...new Array<string>(8 - first.length - last.length).fill('0'), ...last];
	return all.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

const dotted = (whole: bigint) => [24n, 16n, 8n, 0n].map((shift) => (whole >> shift) & 255n).join('.');
const colons = (whole: bigint) =>
	[112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => ((whole >> shift) & 65535n).toString(16)).join(':');

function domain(text: string): string | undefined {
	const ascii = domainToASCII(text.replace(/^\*?\./, '').replace(/\.$/, '')).toLowerCase();
	if (ascii === '' || ascii.length > 253 || !ascii.includes('.') || /\.\d+$/.test(ascii)) return undefined;
	return ascii.split('.').every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)) ? ascii : undefined;
}

/** Host in lower case, default port and fragment left out, an empty path written as `/`. */
function url(text: string): string | undefined {
	if (!/^(https?|ftp|wss?):\/\//i.test(text) || !URL.canParse(text)) return undefined;
	const read = new URL(text);
	read.hash = '';
	read.username = '';
	read.password = '';
	return read.href;
}

function mail(text: string): string | undefined {
	const at = text.lastIndexOf('@');
	const host = domain(text.slice(at + 1));
	return at < 1 || at > 64 || host === undefined || /\s/.test(text) ? undefined : `${text.slice(0, at).toLowerCase()}@${host}`;
}

/** Events carry names without folder and without Windows domain, so indicators do. */
function lastPart(text: string, separator: RegExp): string | undefined {
	const name = text.split(separator).at(-1)?.toLowerCase() ?? '';
	return name.length > 0 && name.length <= 255 ? name : undefined;
}

function plain(kind: IndicatorKind, text: string): string | undefined {
	if (kind === 'domain') return domain(text);
	if (kind === 'url') return url(text);
	if (kind === 'email') return mail(text);
	if (kind === 'ja4') return /^[a-z0-9]{10}_[0-9a-f]{12}_[0-9a-f]{12}$/.test(text.toLowerCase()) ? text.toLowerCase() : undefined;
	if (kind === 'file-name') return lastPart(text, /[\\/]/);
	if (kind === 'user-name') return lastPart(text, /\\/);
	const length = hashLengths[kind as keyof typeof hashLengths];
	return new RegExp(`^[0-9a-f]{${length}}$`).test(text.toLowerCase()) ? text.toLowerCase() : undefined;
}

const fitting: Record<MatchKind, readonly IndicatorKind[] | undefined> = {
	exact: undefined,
	network: ['ipv4', 'ipv6'],
	subdomains: ['domain'],
	prefix: ['url'],
};

/** Brings a value into normal form, so that equal things are equal texts. @param where place of it, for the finding */
export function normalSought(kind: IndicatorKind, match: MatchKind, text: string, where: string): Result<Sought> {
	const refused = (detail: string) => fail<Sought>(finding('indicator-unreadable', where, detail));
	if (text.length > longest) return refused(`longer than ${longest} characters`);
	if (/\p{Cc}/u.test(text.trim()) || text.trim() === '') return refused('empty or with control characters');
	if (fitting[match]?.includes(kind) === false) return refused(`a ${kind} cannot match as ${match}`);
	const given = kind === 'file-name' || kind === 'user-name' ? text.trim() : unbroken(text);
	if (kind === 'ipv4' || kind === 'ipv6') {
		const found = match === 'network' ? network(given) : address(given);
		// An IPv4 address written as IPv6 is the same address, and events carry the short form.
		return found === undefined
			? refused(`not an address${match === 'network' ? '/length' : ''}: ${given}`)
			: ok({ ...found, match });
	}
	if (match === 'prefix' && /[?#]/.test(given)) return refused('a beginning of a URL ends before ? and #');
	const value = plain(kind, given);
	return value === undefined ? refused(`not a ${kind}: ${given.slice(0, 100)}`) : ok({ kind, match, value });
}
