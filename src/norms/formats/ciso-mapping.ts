import { fail, finding, type Result } from '#kernel';
import { z } from 'zod';
import type { CrosswalkContent } from '../model/framework.ts';
import { checkCrosswalk, place, shaped } from '../model/framework-check.ts';
import { urnTail } from './ciso-nodes.ts';
import { readYamlText } from './safe-text.ts';

/** Their word for an overlap lacks our s; `not_related` says that there is nothing to follow. */
const relations = {
	equal: 'equal',
	subset: 'subset',
	superset: 'superset',
	intersect: 'intersects',
	not_related: undefined,
} as const;
const urn = z.string().min(1).max(500);
const mappingSet = z.looseObject({
	ref_id: z.string().min(1).max(200),
	name: z.string().min(1).max(500),
	source_framework_urn: urn,
	target_framework_urn: urn,
	requirement_mappings: z
		.array(
			z.looseObject({
				source_requirement_urn: urn,
				target_requirement_urn: urn,
				relationship: z.enum(['equal', 'subset', 'superset', 'intersect', 'not_related']),
				rationale: z.string().max(4000).nullish(),
			}),
		)
		.min(1)
		.max(50_000),
});
const library = z.looseObject({
	version: z.string().min(1).max(40),
	copyright: z.string().max(8000).nullish(),
	provider: z.string().max(500).nullish(),
	objects: z.looseObject({ requirement_mapping_set: mappingSet.optional(), framework: z.unknown().optional() }),
});

/**
 * A mapping library as a crosswalk. Its frameworks need not be here: whether the ids exist is asked later, with
 * `danglingRelations`, against the frameworks that are.
 */
export function readCisoMapping(text: string, fileName: string): Result<CrosswalkContent> {
	const raw = readYamlText(text, fileName);
	if (!raw.ok) return raw;
	const read = shaped(library, raw.value, fileName);
	if (!read.ok) return read;
	const { version, copyright, provider, objects } = read.value;
	const set = objects.requirement_mapping_set;
	if (set === undefined) {
		const detail = objects.framework ? 'this library holds a framework, not a mapping' : 'this library holds no mapping';
		return fail(finding('content-refused', place(fileName, ['objects']), detail));
	}
	return checkCrosswalk(
		{
			id: set.ref_id.toLowerCase().replace(/[^a-z0-9._-]+/g, '-'),
			version,
			name: { nl: set.name, en: set.name },
			status: 'imported',
			source: { framework: lastPart(set.source_framework_urn) },
			target: { framework: lastPart(set.target_framework_urn) },
			relations: set.requirement_mappings.flatMap((mapping) => {
				const relation = relations[mapping.relationship];
				if (relation === undefined) return [];
				const { rationale } = mapping;
				return [
					{
						source: urnTail(mapping.source_requirement_urn),
						target: urnTail(mapping.target_requirement_urn),
						relation,
						...(rationale && { rationale }),
					},
				];
			}),
			licence: copyright?.trim() || 'not stated in the source',
			attribution: provider?.trim() || 'not stated in the source',
		},
		fileName,
	);
}

function lastPart(frameworkUrn: string): string {
	return frameworkUrn.split(':').at(-1) || frameworkUrn;
}
