import { fail, finding, type Result } from '#kernel';
import { z } from 'zod';
import type { CrosswalkContent, FrameworkContent } from '../model/framework.ts';
import { bounded, checkFramework, place, shaped } from '../model/framework-check.ts';
import { assumedScaleNotice, sectorScale } from '../model/framework-scale.ts';
import { readCisoMapping } from './ciso-mapping.ts';
import { cisoNode, NODES_PATH, nodeIds, type PlacedNode, placeNodes, translations, urnTail } from './ciso-nodes.ts';
import { bothLanguages, titleOf } from './ciso-text.ts';
import { readYamlText } from './safe-text.ts';

const whole = z
	.string()
	.regex(/^\d{1,3}$/, 'a whole number')
	.transform(Number);
const score = z.looseObject({ score: whole, name: z.string(), description: z.string().nullish(), translations });
const frameworkPart = z.looseObject({
	ref_id: z.string().min(1).max(200),
	name: z.string().min(1).max(500),
	translations,
	min_score: whole.nullish(),
	max_score: whole.nullish(),
	scores_definition: z.array(score).max(101).nullish(),
	requirement_nodes: z.array(cisoNode).min(1).max(20_000),
});
const library = z.looseObject({
	urn: z.string().min(1).max(500),
	locale: z.string().min(2).max(20),
	version: z.string().min(1).max(40),
	copyright: z.string().max(8000).nullish(),
	provider: z.string().max(500).nullish(),
	packager: z.string().max(500).nullish(),
	translations: z.record(z.string(), z.unknown()).nullish(),
	objects: z.looseObject({ framework: frameworkPart.optional(), requirement_mapping_set: z.unknown().optional() }),
});
type Library = z.infer<typeof library>;
type FrameworkPart = z.infer<typeof frameworkPart>;

/** A library file of CISO Assistant (intuitem): a framework, or a mapping between two frameworks. */
export const cisoAssistant = {
	name: 'ciso-assistant',
	accepts: (text: string) => /^urn:\s*['"]?urn:/m.test(text.slice(0, 16_000)) && /^objects:/m.test(text),
	read: readLibrary,
	readCrosswalk: (text: string, fileName: string): Result<CrosswalkContent> => readCisoMapping(text, fileName),
};

/** Assessable nodes become controls, the tops of their trees clusters; 27 of the 47 nodes of the Cbw framework, for example. */
function readLibrary(text: string, fileName: string): Result<FrameworkContent> {
	const raw = readYamlText(text, fileName);
	if (!raw.ok) return raw;
	const read = shaped(library, raw.value, fileName);
	if (!read.ok) return read;
	const { framework, requirement_mapping_set } = read.value.objects;
	if (framework === undefined) {
		const detail = requirement_mapping_set
			? 'this library holds a mapping between two frameworks, not a framework: import it as a crosswalk'
			: 'this library holds no framework';
		return fail(finding('content-refused', place(fileName, ['objects']), detail));
	}
	const { placed, findings } = placeNodes(framework.requirement_nodes, fileName);
	if (!placed.some(({ node }) => node.assessable))
		findings.push(
			finding('content-refused', place(fileName, NODES_PATH), 'no node is assessable, so there is nothing to assess'),
		);
	if (findings.length > 0) return fail(...bounded(findings, fileName));
	return checkFramework(convert(read.value, framework, placed), fileName);
}

function convert(source: Library, framework: FrameworkPart, placed: readonly PlacedNode[]): unknown {
	const ids = nodeIds(framework.requirement_nodes);
	const idOf = (urn: string) => ids.get(urn) ?? urnTail(urn);
	const assessable = placed.filter(({ node }) => node.assessable);
	const tops = new Map(assessable.map(({ node, up }) => [up.at(-1)?.urn, up.at(-1) ?? node] as const));
	const scale = scaleOf(framework, source.locale);
	return {
		id: slugOf(framework.ref_id),
		version: source.version,
		name: bothLanguages(framework, 'name', source.locale),
		status: 'imported',
		...(scale === undefined && { notice: assumedScaleNotice }),
		languages: [...new Set([source.locale, ...Object.keys(source.translations ?? {})])],
		scale: scale ?? sectorScale,
		clusters: [...tops.values()].map((top) => ({ id: idOf(top.urn), title: titleOf(top, idOf(top.urn), source.locale) })),
		controls: assessable.map((one) => controlOf(one, source.locale, idOf)),
		licence: source.copyright?.trim() || 'not stated in the source',
		attribution: [source.provider, source.packager && `packaged by ${source.packager}`, source.urn].filter(Boolean).join('; '),
	};
}

function controlOf({ node, up }: PlacedNode, locale: string, idOf: (urn: string) => string): unknown {
	const above = up.slice(1);
	const parent = above.find((one) => one.assessable);
	const section = above.slice(0, -1).find((one) => !one.assessable);
	const id = idOf(node.urn);
	const description = [bothLanguages(node, 'description', locale), bothLanguages(node, 'annotation', locale)].filter(
		(one) => one !== undefined,
	);
	return {
		id,
		cluster: idOf((up.at(-1) ?? node).urn),
		title: titleOf(node, id, locale),
		...(description.length > 0 && {
			description: { nl: description.map((one) => one.nl).join('\n\n'), en: description.map((one) => one.en).join('\n\n') },
		}),
		...(section && { section: titleOf(section, idOf(section.urn), locale) }),
		...(parent && { parent: idOf(parent.urn) }),
		...(node.implementation_groups?.length && { groups: node.implementation_groups }),
		sourceId: node.urn,
	};
}

/** The source's own scale, or undefined when it names none (CISO Assistant then shows 0 to 100, which is no maturity). */
function scaleOf(framework: FrameworkPart, locale: string): unknown {
	const levels = framework.scores_definition ?? [];
	if (levels.length === 0) return undefined;
	const scores = levels.map((one) => one.score);
	return {
		min: framework.min_score ?? Math.min(...scores),
		max: framework.max_score ?? Math.max(...scores),
		levels: [...levels]
			.sort((a, b) => a.score - b.score)
			.map((one) => {
				const name = bothLanguages(one, 'name', locale);
				return { level: one.score, name, criterion: bothLanguages(one, 'description', locale) ?? name };
			}),
	};
}

function slugOf(refId: string): string {
	return refId
		.toLowerCase()
		.replace(/[^a-z0-9._-]+/g, '-')
		.replace(/^[._-]+|-+$/g, '')
		.slice(0, 80);
}
