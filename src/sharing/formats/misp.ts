import {
	type Finding,
	type IndicatorKind,
	type MatchKind,
	type Result,
	type Tlp,
	finding,
	matchKinds,
	ok,
	tlpLevels,
} from '#kernel';
import type { SharingFormat } from '../formats.ts';
import type { SharedIndicator } from '../model/indicator.ts';
import { normalSought } from '../model/normal.ts';
import { type AdvisoryPackage, efforts, type Given, type ReadPackage, type SharedLine } from '../model/package.ts';
import { asConfidence, asList, asMoment, asObject, asText, type Json } from './safe-json.ts';

/** MISP type and category that are written for each kind. MISP knows no user names and no JA4: they go as text with our tag. */
const written: Record<IndicatorKind, readonly [type: string, category: string]> = {
	ipv4: ['ip-dst', 'Network activity'],
	ipv6: ['ip-dst', 'Network activity'],
	domain: ['domain', 'Network activity'],
	url: ['url', 'Network activity'],
	md5: ['md5', 'Payload delivery'],
	sha1: ['sha1', 'Payload delivery'],
	sha256: ['sha256', 'Payload delivery'],
	ja3: ['ja3-fingerprint-md5', 'Network activity'],
	ja4: ['other', 'Network activity'],
	email: ['email-src', 'Payload delivery'],
	'file-name': ['filename', 'Payload delivery'],
	'user-name': ['other', 'Other'],
};

/** Types that are read; a type of two parts reads as both. */
const kinds: Record<string, readonly IndicatorKind[]> = {
	...{ 'ip-src': ['ipv4'], 'ip-dst': ['ipv4'], domain: ['domain'], hostname: ['domain'], url: ['url'], email: ['email'] },
	...{
		md5: ['md5'],
		sha1: ['sha1'],
		sha256: ['sha256'],
		'ja3-fingerprint-md5': ['ja3'],
		'email-src': ['email'],
		filename: ['file-name'],
	},
	...{ 'filename|md5': ['file-name', 'md5'], 'filename|sha1': ['file-name', 'sha1'], 'filename|sha256': ['file-name', 'sha256'] },
	...{ 'domain|ip': ['domain', 'ipv4'] },
};

const tag = (key: string, value: string | number) => ({ name: `dijkwacht:${key}="${value}"` });

function tagsOf(object: Json): ReadonlyMap<string, string> {
	const names = asList(object.Tag).map((one) => asText(asObject(one).name, 300));
	return new Map(
		names.map((name) => {
			const own = /^dijkwacht:([a-z-]+)="([^"]*)"$/.exec(name);
			return own === null ? [name.toLowerCase(), ''] : [own[1] ?? '', own[2] ?? ''];
		}),
	);
}

function tlpOf(tags: ReadonlyMap<string, string>): Tlp | undefined {
	return tlpLevels.findLast((level) => tags.has(`tlp:${level}`) || (level === 'clear' && tags.has('tlp:white')));
}

const seconds = (iso: string) => String(Math.floor(Date.parse(iso) / 1000));

function write(advisory: AdvisoryPackage): string {
	const attributes = advisory.indicators.map((one) => {
		const [type, category] = written[one.kind];
		const more = [tag('confidence', one.confidence), tag('valid-from', one.validFrom)];
		if (one.validUntil !== null) more.push(tag('valid-until', one.validUntil));
		if (one.match !== 'exact') more.push(tag('match', one.match));
		if (type === 'other') more.push(tag('kind', one.kind));
		return {
			...{ uuid: one.id, type, category, value: one.value, to_ids: true, timestamp: seconds(one.createdAt), comment: '' },
			Tag: [{ name: `tlp:${one.tlp}` }, ...more],
		};
	});
	const lines = advisory.lines.map(({ id, text, effort }) => ({
		...{ uuid: id, type: 'text', category: 'Other', value: text.nl, comment: text.en, to_ids: false },
		...{ timestamp: seconds(advisory.createdAt), Tag: [tag('mitigation', effort)] },
	}));
	const reports = Object.entries({ 'Samenvatting (nl)': advisory.summary.nl, 'Summary (en)': advisory.summary.en });
	const event = {
		...{
			uuid: advisory.id,
			info: advisory.title.nl,
			date: advisory.publishedAt.slice(0, 10),
			timestamp: seconds(advisory.publishedAt),
		},
		...{
			threat_level_id: '2',
			analysis: '2',
			distribution: '0',
			published: true,
			publish_timestamp: seconds(advisory.publishedAt),
		},
		Orgc: { uuid: advisory.author.id, name: advisory.author.name },
		Tag: [
			{ name: `tlp:${advisory.tlp}` },
			...(advisory.title.en === '' ? [] : [tag('title-en', advisory.title.en.replaceAll('"', "'"))]),
		],
		Attribute: [...attributes, ...lines],
		EventReport: reports.filter(([, content]) => content !== '').map(([name, content]) => ({ name, content })),
	};
	return JSON.stringify({ Event: event }, null, 2);
}

interface Reading {
	readonly now: Date;
	readonly eventTlp: Tlp | undefined;
	readonly indicators: SharedIndicator[];
	readonly lines: SharedLine[];
	readonly passedOver: Finding[];
}

function readAttribute(attribute: Json, where: string, into: Reading): void {
	const tags = tagsOf(attribute);
	const effort = efforts.find((one) => one === tags.get('mitigation'));
	const value = asText(attribute.value, 4096);
	if (effort !== undefined) {
		into.lines.push({ text: { nl: value.slice(0, 2000), en: asText(attribute.comment, 2000) }, effort });
		return;
	}
	const named = tags.get('kind') as IndicatorKind | undefined;
	const types = named !== undefined && Object.hasOwn(written, named) ? [named] : kindsOf(asText(attribute.type, 100));
	if (types === undefined || attribute.deleted === true || attribute.to_ids === false) {
		into.passedOver.push(
			finding('attribute-not-carried', `${where}/type`, 'nothing that is looked for here, or not meant for detection'),
		);
		return;
	}
	const parts = types.length === 1 ? [value] : value.split('|');
	const validFrom = asMoment(tags.get('valid-from') ?? attribute.first_seen) ?? into.now.toISOString();
	const until = asMoment(tags.get('valid-until')) ?? null;
	for (const [at, kind] of types.entries()) {
		const part = parts[at] ?? '';
		const match = matchKinds.find((one) => one === tags.get('match')) ?? matchOf(kind, part);
		const sought = normalSought(kind, match, part, `${where}/value`);
		if (!sought.ok) into.passedOver.push(...sought.findings);
		else {
			into.indicators.push({
				...{ ...sought.value, tlp: tlpOf(tags) ?? into.eventTlp ?? 'amber', confidence: asConfidence(tags.get('confidence')) },
				...{ validFrom, validUntil: until !== null && until > validFrom ? until : null },
			});
		}
	}
}

const kindsOf = (type: string) => (Object.hasOwn(kinds, type) ? kinds[type] : undefined);
const matchOf = (kind: IndicatorKind, value: string): MatchKind => (kind === 'ipv4' && value.includes('/') ? 'network' : 'exact');

function read(given: Given, now: Date): Result<ReadPackage> {
	const event = asObject(asObject(given).Event);
	const tags = tagsOf(event);
	const into: Reading = { now, eventTlp: tlpOf(tags), indicators: [], lines: [], passedOver: [] };
	for (const [at, one] of asList(event.Attribute).entries()) readAttribute(asObject(one), `/Event/Attribute/${at}`, into);
	for (const [at, object] of asList(event.Object).entries()) {
		const attributes = asList(asObject(object).Attribute);
		for (const [n, one] of attributes.entries()) readAttribute(asObject(one), `/Event/Object/${at}/Attribute/${n}`, into);
	}
	const reports = asList(event.EventReport).map(asObject);
	const report = (end: string) => asText(reports.find(({ name }) => asText(name).endsWith(end))?.content);
	const title = asText(event.info, 200);
	return ok({
		...{ indicators: into.indicators, lines: into.lines, passedOver: into.passedOver, tlp: into.eventTlp ?? null },
		title: title === '' ? null : { nl: title, en: tags.get('title-en') ?? '' },
		summary: { nl: report('(nl)') || asText(reports[0]?.content), en: report('(en)') },
	});
}

/** MISP core format, one event. What MISP has no place for stands in machine tags `dijkwacht:key="value"`. */
export const misp: SharingFormat = {
	...{ name: 'misp', mediaType: 'application/json', ending: 'json' },
	accepts: (given) => typeof given !== 'string' && typeof given.Event === 'object',
	...{ read, write },
};
