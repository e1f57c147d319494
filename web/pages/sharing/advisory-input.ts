import { indicatorKinds } from '#kernel';
import type { Effort, IndicatorRow } from './types.ts';

export interface GivenIndicator {
	readonly kind: IndicatorRow['kind'];
	readonly match: IndicatorRow['match'];
	readonly value: string;
}
export interface GivenLine {
	readonly nl: string;
	readonly en: string;
	readonly effort: Effort;
}

const hashes: Readonly<Record<number, IndicatorRow['kind']>> = { 32: 'md5', 40: 'sha1', 64: 'sha256' };

/** The kind of an indicator as people write them, also made harmless (`hxxp`, `[.]`) or with its kind before it (`file-name: a.exe`). Null: not recognised. */
export function recogniseIndicator(written: string): GivenIndicator | null {
	const named = /^([a-z0-9-]+):\s*(\S.*)$/.exec(written.trim());
	const kind = indicatorKinds.find((one) => one === named?.[1]);
	if (kind !== undefined && named?.[2] !== undefined)
		return { kind, match: kind === 'domain' ? 'subdomains' : 'exact', value: named[2] };
	const value = written.trim().replace(/^hxxp/i, 'http').replaceAll('[.]', '.').replaceAll('[:]', ':');
	if (/^https?:\/\/\S+$/i.test(value)) return { kind: 'url', match: 'exact', value };
	if (/^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/.test(value))
		return { kind: 'ipv4', match: value.includes('/') ? 'network' : 'exact', value };
	if (/^[0-9a-f]*:[0-9a-f:]+(\/\d{1,3})?$/i.test(value))
		return { kind: 'ipv6', match: value.includes('/') ? 'network' : 'exact', value };
	const hash = /^[0-9a-f]+$/i.test(value) ? hashes[value.length] : undefined;
	if (hash !== undefined) return { kind: hash, match: 'exact', value: value.toLowerCase() };
	if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return { kind: 'email', match: 'exact', value };
	const domain = value.replace(/^\*\./, '');
	if (/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(domain)) return { kind: 'domain', match: 'subdomains', value: domain };
	return null;
}

/** One indicator a line; lines that were not recognised come back with their number. */
export function readIndicators(text: string): { readonly indicators: GivenIndicator[]; readonly unknown: number[] } {
	const indicators: GivenIndicator[] = [];
	const unknown: number[] = [];
	for (const [at, line] of text.split('\n').entries()) {
		if (line.trim() === '') continue;
		const found = recogniseIndicator(line);
		if (found === null) unknown.push(at + 1);
		else indicators.push(found);
	}
	return { indicators, unknown };
}

type Kinds = readonly IndicatorRow['kind'][];
const habits: readonly (readonly [Kinds, GivenLine])[] = [
	[
		['ipv4', 'ipv6'],
		{ nl: 'Blokkeer deze adressen in de firewall', en: 'Block these addresses in the firewall', effort: 'minutes' },
	],
	[
		['domain', 'url'],
		{ nl: 'Blokkeer deze domeinen in DNS en proxy', en: 'Block these domains in DNS and proxy', effort: 'minutes' },
	],
	[
		['md5', 'sha1', 'sha256', 'file-name'],
		{
			nl: 'Blokkeer deze bestanden op werkplekken en servers',
			en: 'Block these files on workplaces and servers',
			effort: 'hours',
		},
	],
	[
		['email'],
		{
			nl: 'Blokkeer deze afzenders en verwijder hun berichten',
			en: 'Block these senders and remove their messages',
			effort: 'hours',
		},
	],
	[
		indicatorKinds,
		{
			nl: 'Zoek na wie dit al heeft gezien en handel dat af',
			en: 'Find out who has seen this already and deal with it',
			effort: 'hours',
		},
	],
];

/** Measures that go with these indicators; the author changes or strikes them. */
export function suggestLines(indicators: readonly GivenIndicator[]): GivenLine[] {
	return habits.filter(([kinds]) => indicators.some(({ kind }) => kinds.includes(kind))).map(([, line]) => line);
}
