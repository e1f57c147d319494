import { type IndicatorKind, type MatchKind, type Result, fail, finding, ok } from '#kernel';
import type { Sought } from '../model/indicator.ts';
import { normalSought } from '../model/normal.ts';

/** Object path of each kind in the STIX 2.1 patterning language; the first is written, all are read. JA3 and JA4 have none of their own. */
const paths: Record<IndicatorKind, readonly string[]> = {
	ipv4: ['ipv4-addr:value'],
	ipv6: ['ipv6-addr:value'],
	domain: ['domain-name:value'],
	url: ['url:value'],
	md5: ['file:hashes.MD5', "file:hashes.'MD5'"],
	sha1: ["file:hashes.'SHA-1'", 'file:hashes.SHA1', "file:hashes.'SHA1'"],
	sha256: ["file:hashes.'SHA-256'", 'file:hashes.SHA256', "file:hashes.'SHA256'"],
	ja3: ['network-traffic:x_ja3'],
	ja4: ['network-traffic:x_ja4'],
	email: ['email-message:from_ref.value', 'email-addr:value', 'email-message:sender_ref.value'],
	'file-name': ['file:name'],
	'user-name': ['user-account:account_login', 'user-account:user_id'],
};
const kindOf = new Map(Object.entries(paths).flatMap(([kind, all]) => all.map((path) => [path, kind as IndicatorKind])));

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

export function writePattern({ kind, match, value }: Sought): string {
	const path = paths[kind][0];
	if (match === 'network') return `[${path} ISSUBSET ${quoted(value)}]`;
	if (match === 'subdomains') return `[${path} = ${quoted(value)} OR ${path} LIKE ${quoted(`%.${value}`)}]`;
	// LIKE has no way to mean a plain % or _, which URLs are full of.
	if (match === 'prefix') return `[${path} MATCHES ${quoted(`^${escaped(value)}`)}]`;
	return `[${path} = ${quoted(value)}]`;
}

interface Comparison {
	readonly path: string;
	readonly operator: string;
	readonly text: string;
}

const longest = 20_000;
/** Sticky, without nested repetition: one pass over the pattern. */
const token =
	/\s*(?:([a-z0-9-]+:(?:[A-Za-z0-9_.-]|'[A-Za-z0-9_-]*')+)|(ISSUBSET|MATCHES|LIKE|=|IN)|'((?:[^'\\]|\\.)*)'|(\[|\]|OR)|([(),]))/y;

/** Comparisons that are joined by OR only; undefined when the pattern says more than that. */
function comparisons(pattern: string): Comparison[] | undefined {
	const found: Comparison[] = [];
	let path = '';
	let operator = '';
	const text = pattern.trimEnd();
	for (token.lastIndex = 0; token.lastIndex < text.length; ) {
		const read = token.exec(text);
		if (read === null) return undefined;
		if (read[1] !== undefined) path = read[1];
		else if (read[2] !== undefined) operator = read[2];
		else if (read[3] === undefined) continue;
		else if (path === '' || operator === '') return undefined;
		else found.push({ path, operator, text: read[3].replaceAll(/\\(.)/g, '$1') });
	}
	return found;
}

const plainPrefix = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[^\w\s])+)(?:\.\*)?$/;

function soughtOf({ path, operator, text }: Comparison, where: string): Result<Sought> {
	const kind = kindOf.get(path);
	const refused = (detail: string) => fail<Sought>(finding('pattern-not-carried', where, detail));
	if (kind === undefined) return refused(`${path.slice(0, 100)} is nothing that is looked for here`);
	const read = (match: MatchKind, value: string) => normalSought(kind, match, value, where);
	if (operator === '=' || operator === 'IN') return read(/^ipv/.test(kind) && text.includes('/') ? 'network' : 'exact', text);
	if (operator === 'ISSUBSET') return read(text.includes('/') ? 'network' : 'exact', text);
	if (operator === 'LIKE' && kind === 'domain' && text.startsWith('%.') && !/[%_]/.test(text.slice(2)))
		return read('subdomains', text.slice(2));
	if (operator === 'LIKE' && kind === 'url' && /^[^%_]+%$/.test(text)) return read('prefix', text.slice(0, -1));
	const prefix = operator === 'MATCHES' && kind === 'url' ? plainPrefix.exec(text)?.[1] : undefined;
	return prefix === undefined
		? refused(`${operator} of this form is not looked for here`)
		: read('prefix', prefix.replaceAll(/\\(.)/g, '$1'));
}

/** What a pattern looks for. Alternatives become indicators of their own; AND, NOT, sequences and time windows are refused. */
export function readPattern(pattern: string, where: string): Result<Sought[]> {
	const found = pattern.length > longest ? undefined : comparisons(pattern);
	if (found === undefined || found.length === 0) {
		return fail(finding('pattern-not-carried', where, 'only comparisons joined by OR are looked for here'));
	}
	const sought: Sought[] = [];
	for (const one of found) {
		const read = soughtOf(one, where);
		if (!read.ok) return read;
		sought.push(read.value);
	}
	// `a OR %.a` is one domain with its subdomains.
	const wide = new Set(sought.filter(({ match }) => match === 'subdomains').map(({ value }) => value));
	return ok(sought.filter(({ kind, match, value }) => !(kind === 'domain' && match === 'exact' && wide.has(value))));
}
