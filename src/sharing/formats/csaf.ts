import { type Result, type Tlp, ok } from '#kernel';
import type { SharingFormat } from '../formats.ts';
import { type AdvisoryPackage, efforts, type Given, type ReadPackage, type SharedLine } from '../model/package.ts';
import { asList, asObject, asText, type Json } from './safe-json.ts';

/** CSAF 2.0 knows TLP 1 only: what it has no word for goes as the stricter one, with the real mark beside it. */
const labels: Record<Tlp, string> = { clear: 'WHITE', green: 'GREEN', amber: 'AMBER', 'amber+strict': 'RED', red: 'RED' };
const strictText = 'TLP 2.0: AMBER+STRICT';
const product = 'SYSTEMS';

/** The profile wants a summary; without one the title stands there, under this name. */
const untold = 'Titel';
const englishTitle = 'Title (en)';
const englishSummary = 'Summary (en)';

function write(advisory: AdvisoryPackage): string {
	const note = (category: string, title: string, text: string) => (text === '' ? [] : [{ category, title, text }]);
	const summary = advisory.summary.nl === '' ? advisory.title.nl : advisory.summary.nl;
	const lines = advisory.lines.flatMap(({ text, effort }, at) => [
		...note('details', `Mitigation ${at + 1} (en)`, text.en),
		...note('other', `Mitigation ${at + 1} effort`, effort),
	]);
	const document = {
		...{ category: 'csaf_security_advisory', csaf_version: '2.0', lang: 'nl', title: advisory.title.nl },
		distribution: {
			tlp: { label: labels[advisory.tlp], url: 'https://www.first.org/tlp/' },
			...(advisory.tlp === 'amber+strict' ? { text: strictText } : {}),
		},
		publisher: { category: 'coordinator', name: advisory.author.name, namespace: advisory.namespace },
		notes: [
			...note('summary', advisory.summary.nl === '' ? untold : 'Samenvatting', summary),
			...note('general', englishTitle, advisory.title.en),
			...note('general', englishSummary, advisory.summary.en),
			...lines,
		],
		tracking: {
			...{ id: `DIJKWACHT-${advisory.id.toUpperCase()}`, status: 'final', version: '1' },
			...{ initial_release_date: advisory.publishedAt, current_release_date: advisory.publishedAt },
			revision_history: [{ date: advisory.publishedAt, number: '1', summary: 'Eerste uitgave' }],
		},
	};
	const remediations = advisory.lines.map(({ text }) => ({ category: 'mitigation', details: text.nl, product_ids: [product] }));
	return JSON.stringify(
		{
			document,
			product_tree: { full_product_names: [{ product_id: product, name: 'Systemen van de ontvangende instelling' }] },
			vulnerabilities: [
				{
					title: advisory.title.nl,
					notes: [{ category: 'description', text: summary }],
					product_status: { under_investigation: [product] },
					...(remediations.length === 0 ? {} : { remediations }),
				},
			],
		},
		null,
		2,
	);
}

function tlpOf(distribution: Json): Tlp | null {
	if (asText(distribution.text).includes(strictText)) return 'amber+strict';
	const label = asText(asObject(distribution.tlp).label, 20);
	return (Object.keys(labels) as Tlp[]).findLast((tlp) => labels[tlp] === label) ?? null;
}

function linesOf(vulnerabilities: readonly Json[], noteOf: (title: string) => string): SharedLine[] {
	const texts = vulnerabilities.flatMap((vulnerability) => {
		const cve = asText(vulnerability.cve, 30);
		return asList(vulnerability.remediations).map(
			(one) => `${cve === '' ? '' : `${cve}: `}${asText(asObject(one).details, 1900)}`,
		);
	});
	return [...new Set(texts)]
		.filter((text) => text.length >= 3)
		.map((nl, at) => ({
			text: { nl, en: noteOf(`Mitigation ${at + 1} (en)`) },
			effort: efforts.find((one) => one === noteOf(`Mitigation ${at + 1} effort`)) ?? 'hours',
		}));
}

function read(given: Given): Result<ReadPackage> {
	const { document, vulnerabilities } = asObject(given);
	const notes = asList(asObject(document).notes).map(asObject);
	const noteOf = (title: string) => asText(notes.find((note) => note.title === title)?.text);
	const title = asText(asObject(document).title, 200);
	const summary =
		notes.find(({ category }) => category === 'summary') ?? notes.find(({ category }) => category === 'description');
	const nl = summary?.title === untold ? '' : asText(summary?.text);
	return ok({
		...{ indicators: [], passedOver: [], lines: linesOf(asList(vulnerabilities).map(asObject), noteOf) },
		title: title === '' ? null : { nl: title, en: noteOf(englishTitle).slice(0, 200) },
		summary: { nl, en: noteOf(englishSummary) },
		tlp: tlpOf(asObject(asObject(document).distribution)),
	});
}

/** CSAF 2.0, profile Security Advisory: title, summary and mitigations. Indicators have no place in it. */
export const csaf: SharingFormat = {
	...{ name: 'csaf', mediaType: 'application/json', ending: 'json' },
	accepts: (given) => typeof given !== 'string' && asObject(given.document).csaf_version === '2.0',
	...{ read, write },
};
