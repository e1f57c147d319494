import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { bilingual, institutionKind, organisationKind, tlp } from '#kernel/contract';
import { humanRoles } from '#kernel';

const folder = join(import.meta.dirname, '../../../content/demo');

const sectorShape = z.object({
	format: z.literal('dijkwacht-demo-sector/1'),
	organisations: z.array(z.object({ key: z.string(), kind: organisationKind.exclude(['institution']), name: z.string() })),
	institutions: z.array(
		z.object({
			...{
				key: z.string(),
				kind: institutionKind,
				name: z.string(),
				umbrella: z.string(),
				province: z.string(),
				city: z.string(),
			},
			...{ brin: z.string().optional(), boardNumber: z.string().optional(), kvk: z.string().optional() },
			homeOrganisations: z.array(z.string()),
			size: z.number(),
			riskProfile: z.enum(['normal', 'elevated', 'high']),
			faculties: z.array(z.string()).default([]),
		}),
	),
	people: z.array(
		z.object({
			...{ key: z.string(), name: z.string(), email: z.string(), organisation: z.string(), unit: z.string().optional() },
			role: z.enum(humanRoles),
			persona: bilingual,
		}),
	),
});
export type SectorContent = z.output<typeof sectorShape>;

const advisoryShape = z.object({
	format: z.literal('dijkwacht-demo-advisories/1'),
	advisories: z.array(
		z.object({
			...{ key: z.string(), publishedDaysAgo: z.number(), tlp, title: bilingual, summary: bilingual },
			indicators: z.array(
				z.object({ kind: z.string(), match: z.string().optional(), value: z.string(), confidence: z.number() }),
			),
			lines: z.array(z.object({ text: bilingual, effort: z.string() })),
		}),
	),
});
export type AdvisoryContent = z.output<typeof advisoryShape>['advisories'][number];

function read<T extends z.ZodType>(name: string, shape: T): z.output<T> {
	return shape.parse(load(readFileSync(join(folder, name), 'utf8')));
}

export function readSector(): SectorContent {
	return read('sector.yaml', sectorShape);
}

export function readAdvisories(): AdvisoryContent[] {
	return read('advisories.yaml', advisoryShape).advisories;
}
