import { z } from 'zod';

/** Text in both languages. A text that exists in one language stands in both; `languages` of the framework tells which are real. */
const text = (max: number) => z.strictObject({ nl: z.string().min(1).max(max), en: z.string().min(1).max(max) });
/** Ids of clusters and controls are text, also when they look like a number: `08` is not 8. */
const id = z.string().regex(/^[^\s\p{C}](?:[^\p{C}]{0,198}[^\s\p{C}])?$/u, 'one line of 1 to 200 characters');
const slug = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, 'small letters, digits, dot, dash and underscore, at most 80');
const version = z.string().min(1).max(40);

export const frameworkStatus = z.enum(['official', 'reconstruction', 'imported']);
export type FrameworkStatus = z.infer<typeof frameworkStatus>;

export const frameworkLevel = z.strictObject({ level: z.int().min(0).max(10), name: text(200), criterion: text(4000) });
/** Every whole level from `min` to `max` has its own name and criterion. */
export const frameworkScale = z.strictObject({
	min: z.int().min(0).max(10),
	max: z.int().min(0).max(10),
	levels: z.array(frameworkLevel).min(2).max(11),
});

export const frameworkCluster = z.strictObject({ id, title: text(500) });

export const frameworkControl = z.strictObject({
	id,
	/** Id of a cluster of the same framework. */
	cluster: id,
	title: text(500),
	description: text(40_000).optional(),
	/** Heading between cluster and control in the source. */
	section: text(500).optional(),
	/** Identifiers in other standards, written `<standard> <id>`; never their text. */
	references: z.array(z.string().min(1).max(500)).max(200).default([]),
	/** An inactive control is shown but not assessed until an organisation switches it on. */
	activeByDefault: z.boolean().default(true),
	/** Ids of basic measures (framework `basic-measures`) that this control helps to fulfil. */
	basicMeasures: z.array(id).max(50).default([]),
	/** What each level means for this control in particular. */
	levelTexts: z
		.array(z.strictObject({ level: z.int().min(0).max(10), text: text(8000) }))
		.max(11)
		.optional(),
	/** Id of the control of which this one is an enhancement or part. */
	parent: id.optional(),
	/** Groups for which the source asks this control (implementation groups, baselines). */
	groups: z.array(z.string().min(1).max(200)).max(50).optional(),
	/** Identifier of the control in the file it was read from, when that is not `id` (a URN). */
	sourceId: z.string().min(1).max(500).optional(),
	/** How sure the author of a reconstruction is that the control belongs here. */
	confidence: z.enum(['verified', 'high', 'medium', 'low']).optional(),
});

/** One version of a framework as content, before any organisation or database knows it. */
export const frameworkContent = z.strictObject({
	id: slug,
	version,
	name: text(500),
	status: frameworkStatus,
	/** What a reader must know before using the figures: reconstruction, assumed scale, translation. */
	notice: text(4000).optional(),
	languages: z
		.array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/))
		.min(1)
		.max(20)
		.default(['nl', 'en']),
	scale: frameworkScale,
	clusters: z.array(frameworkCluster).min(1).max(500),
	controls: z.array(frameworkControl).min(1).max(5000),
	licence: z.string().min(1).max(8000),
	attribution: z.string().min(1).max(2000),
});
export type FrameworkContent = z.infer<typeof frameworkContent>;
export type FrameworkScale = FrameworkContent['scale'];
export type FrameworkCluster = FrameworkContent['clusters'][number];
export type FrameworkControl = FrameworkContent['controls'][number];

/** How the source control relates to the target control (NIST IR 8477 words). */
export const crosswalkRelation = z.enum(['equal', 'subset', 'superset', 'intersects']);
const side = z.strictObject({ framework: z.string().min(1).max(200), version: version.optional() });

export const crosswalkContent = z.strictObject({
	id: slug,
	version,
	name: text(500),
	status: frameworkStatus,
	notice: text(4000).optional(),
	source: side,
	target: side,
	relations: z
		.array(z.strictObject({ source: id, target: id, relation: crosswalkRelation, rationale: z.string().max(4000).optional() }))
		.min(1)
		.max(50_000),
	licence: z.string().min(1).max(8000),
	attribution: z.string().min(1).max(2000),
});
export type CrosswalkContent = z.infer<typeof crosswalkContent>;
