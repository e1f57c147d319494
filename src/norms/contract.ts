import { z } from 'zod';
import { bilingual, endpoint, moment, uuid } from '#kernel/contract';

const status = z.enum(['official', 'reconstruction', 'imported']);
const words = z.object({ nl: z.string(), en: z.string() });

export const frameworkHead = z.object({
	id: uuid.describe('Id of this version of the framework; rounds and targets refer to it'),
	framework: z.string().describe('Id that all versions share, for example ho-6c'),
	version: z.string(),
	name: bilingual,
	status,
	notice: words.nullable().describe('What a reader must know before using the figures'),
	sector: z.boolean().describe('Of the whole sector; otherwise kept inside your organisation'),
	clusters: z.number().int(),
	controls: z.number().int(),
	activeControls: z.number().int(),
	createdAt: moment,
});
export type FrameworkHead = z.output<typeof frameworkHead>;

const scaleLevel = z.object({ level: z.number().int(), name: words, criterion: words });
export const frameworkScale = z.object({ min: z.number().int(), max: z.number().int(), levels: z.array(scaleLevel) });

export const controlView = z.object({
	id: z.string(),
	cluster: z.string(),
	title: words,
	description: words.optional(),
	section: words.optional(),
	references: z.array(z.string()).default([]),
	activeByDefault: z.boolean(),
	basicMeasures: z.array(z.string()).default([]),
	levelTexts: z.array(z.object({ level: z.number().int(), text: words })).optional(),
	parent: z.string().optional(),
	groups: z.array(z.string()).optional(),
	sourceId: z.string().optional(),
	confidence: z.enum(['verified', 'high', 'medium', 'low']).optional(),
});

export const frameworkDetail = frameworkHead.omit({ clusters: true, controls: true }).extend({
	languages: z.array(z.string()),
	scale: frameworkScale,
	licence: z.string(),
	attribution: z.string(),
	clusters: z.array(z.object({ id: z.string(), title: words })),
	controls: z.array(controlView),
});

export const crosswalkView = z.object({
	id: z.string(),
	version: z.string(),
	name: words,
	status,
	source: z.object({ framework: z.string(), version: z.string().nullable() }),
	target: z.object({ framework: z.string(), version: z.string().nullable() }),
	relations: z.array(
		z.object({
			source: z.string(),
			target: z.string(),
			relation: z.enum(['equal', 'subset', 'superset', 'intersects']),
			rationale: z.string().optional(),
		}),
	),
});

const params = z.object({ id: uuid });

export const listFrameworks = endpoint({
	summary: 'Frameworks of the sector and those your organisation imported',
	response: z.object({ items: z.array(frameworkHead) }),
});
export const readFrameworkDetail = endpoint({
	summary: 'One framework with its scale, clusters and controls',
	params,
	response: frameworkDetail,
});
export const listCrosswalks = endpoint({
	summary: 'How the controls of this framework relate to those of others',
	params,
	response: z.object({ items: z.array(crosswalkView) }),
});
export const importFrameworkFile = endpoint({
	summary: 'Import a framework file (own YAML, CISO Assistant YAML or OSCAL JSON); it stays inside your organisation',
	query: z.object({ fileName: z.string().min(1).max(200).default('upload').describe('Name used in findings') }),
	response: frameworkHead.pick({ id: true, framework: true, version: true, clusters: true, controls: true }),
	status: 201,
});
export const exportFrameworkFile = endpoint({
	summary: 'Download a framework as own YAML or as OSCAL catalogue',
	params,
	query: z.object({ form: z.enum(['dijkwacht-yaml', 'oscal-catalog']).default('dijkwacht-yaml') }),
	response: z.string(),
});
export const importCrosswalkFile = endpoint({
	summary: 'Import a crosswalk file (own YAML or CISO Assistant mapping); it stays inside your organisation',
	query: z.object({ fileName: z.string().min(1).max(200).default('upload').describe('Name used in findings') }),
	response: z.object({
		id: z.string(),
		version: z.string(),
		relations: z.number().int(),
		warnings: z
			.array(z.object({ code: z.string(), where: z.string(), detail: z.string() }))
			.describe('Frameworks and controls that are not known here (yet); the crosswalk is kept all the same'),
	}),
	status: 201,
});
