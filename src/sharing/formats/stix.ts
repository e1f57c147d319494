import { type Finding, type Result, finding, ok, tlpLevels } from '#kernel';
import type { SharingFormat } from '../formats.ts';
import type { SharedIndicator } from '../model/indicator.ts';
import { type AdvisoryPackage, efforts, emptyText, type Given, type ReadPackage, type SharedLine } from '../model/package.ts';
import { asConfidence, asList, asMoment, asObject, asText, type Json } from './safe-json.ts';
import { readPattern, writePattern } from './stix-pattern.ts';
import { tlpId, tlpObject, tlpOf } from './stix-tlp.ts';

/** STIX 2.1 section 3.1; the published schema's pattern for this backtracks for ever, so the length goes first. */
function isType(text: unknown): text is string {
	return typeof text === 'string' && text.length <= 250 && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(text);
}

function accepts(given: Given): boolean {
	return typeof given !== 'string' && given.type === 'bundle' && Array.isArray(given.objects);
}

/** STIX wants the English beside a Dutch object as an object of its own. */
function english(of: string, created: Json, contents: Json): Json {
	const id = of.replace(/^[a-z-]+--/, 'language-content--');
	return { type: 'language-content', spec_version: '2.1', id, ...created, object_ref: of, contents: { en: contents } };
}

function write(advisory: AdvisoryPackage): string {
	const author = `identity--${advisory.author.id}`;
	const common = (tlp = advisory.tlp, created = advisory.createdAt, modified = created) => ({
		...{ created_by_ref: author, created, modified, object_marking_refs: [tlpId(tlp)] },
	});
	const indicators = advisory.indicators.map((one) => ({
		...{ type: 'indicator', spec_version: '2.1', id: `indicator--${one.id}`, ...common(one.tlp, one.createdAt) },
		...{ indicator_types: ['malicious-activity'], pattern: writePattern(one), pattern_type: 'stix', pattern_version: '2.1' },
		...{
			confidence: one.confidence,
			valid_from: one.validFrom,
			...(one.validUntil === null ? {} : { valid_until: one.validUntil }),
		},
	}));
	const lines = advisory.lines.flatMap(({ id, text, effort }): Json[] => {
		const course = `course-of-action--${id}`;
		const name = text.nl.length <= 100 ? text.nl : `${text.nl.slice(0, 97)}...`;
		const line = {
			type: 'course-of-action',
			spec_version: '2.1',
			id: course,
			...common(),
			lang: 'nl',
			name,
			description: text.nl,
		};
		const translated = text.en === '' ? [] : [english(course, common(), { description: text.en })];
		return [{ ...line, labels: [`effort:${effort}`] }, ...translated];
	});
	const report = `report--${advisory.id}`;
	const references = [author, ...indicators.map(({ id }) => id), ...lines.map(({ id }) => id)];
	const objects: Json[] = [
		...tlpLevels.filter((level) => level === advisory.tlp || advisory.indicators.some(({ tlp }) => tlp === level)).map(tlpObject),
		{
			...{ type: 'identity', spec_version: '2.1', id: author, created: advisory.createdAt, modified: advisory.createdAt },
			...{ name: advisory.author.name, identity_class: 'organization' },
		},
		...[...indicators, ...lines],
		{
			...{ type: 'report', spec_version: '2.1', id: report, ...common(advisory.tlp, advisory.createdAt, advisory.publishedAt) },
			...{ lang: 'nl', name: advisory.title.nl, report_types: ['threat-report'], published: advisory.publishedAt },
			...(advisory.summary.nl === '' ? {} : { description: advisory.summary.nl }),
			object_refs: references,
		},
	];
	const translation = { name: advisory.title.en, description: advisory.summary.en };
	const said = Object.fromEntries(Object.entries(translation).filter(([, text]) => text !== ''));
	if (Object.keys(said).length > 0) objects.push(english(report, common(), said));
	return JSON.stringify({ type: 'bundle', id: `bundle--${advisory.id}`, objects }, null, 2);
}

function read(given: Given, now: Date): Result<ReadPackage> {
	const bundle = asObject(given);
	const objects = asList(bundle.objects).map(asObject);
	const byId = new Map(objects.map((object) => [asText(object.id, 300), object]));
	const translations = new Map(
		objects
			.filter((object) => object.type === 'language-content')
			.map((object) => [asText(object.object_ref, 300), asObject(asObject(object.contents).en)]),
	);
	const inEnglish = (object: Json, key: string) => asText(translations.get(asText(object.id, 300))?.[key]);
	const indicators: SharedIndicator[] = [];
	const lines: SharedLine[] = [];
	const passedOver: Finding[] = [];
	for (const [at, object] of objects.entries()) {
		const where = `/objects/${at}`;
		if (!isType(object.type)) passedOver.push(finding('type-unreadable', `${where}/type`, 'not a STIX type'));
		else if (object.type === 'indicator') readIndicator(object, where, now, byId, indicators, passedOver);
		else if (object.type === 'course-of-action') {
			const label = asList(object.labels).find((one) => asText(one).startsWith('effort:'));
			const effort = efforts.find((one) => `effort:${one}` === label) ?? 'hours';
			const nl = asText(object.description, 2000) || asText(object.name, 2000);
			if (nl.length >= 3) lines.push({ text: { nl, en: inEnglish(object, 'description') }, effort });
		}
	}
	const report = objects.find(({ type }) => type === 'report') ?? objects.find(({ type }) => type === 'grouping');
	const title = asText(report?.name, 200);
	return ok({
		...{ indicators, lines, passedOver },
		title: report === undefined || title === '' ? null : { nl: title, en: inEnglish(report, 'name') },
		summary: report === undefined ? emptyText : { nl: asText(report.description), en: inEnglish(report, 'description') },
		tlp: (report && tlpOf(asList(report.object_marking_refs), byId)) ?? null,
	});
}

function readIndicator(
	object: Json,
	where: string,
	now: Date,
	byId: ReadonlyMap<string, Json>,
	into: SharedIndicator[],
	passedOver: Finding[],
): void {
	if (object.revoked === true) return;
	if (object.pattern_type !== 'stix') {
		passedOver.push(finding('pattern-not-carried', `${where}/pattern_type`, 'only STIX patterns are read'));
		return;
	}
	const pattern = readPattern(asText(object.pattern, 20_001), `${where}/pattern`);
	if (!pattern.ok) {
		passedOver.push(...pattern.findings);
		return;
	}
	const tlp = tlpOf(asList(object.object_marking_refs), byId) ?? 'amber';
	const validFrom = asMoment(object.valid_from) ?? now.toISOString();
	const until = asMoment(object.valid_until) ?? null;
	const validUntil = until !== null && until > validFrom ? until : null;
	for (const sought of pattern.value) {
		into.push({ ...sought, tlp, confidence: asConfidence(object.confidence), validFrom, validUntil });
	}
}

/** STIX 2.1 bundle: a report with indicators and courses of action. */
export const stix: SharingFormat = {
	name: 'stix',
	mediaType: 'application/stix+json;version=2.1',
	ending: 'json',
	accepts,
	read,
	write,
};
