import { expect, it } from 'vitest';
import { z } from 'zod';
import { load } from 'js-yaml';
import { contentFiles } from './files.ts';

const words = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) });
const common = { id: z.string(), version: z.string(), name: words, references: z.array(z.string()).min(1), licence: z.string() };
const taxonomy = z.strictObject({
	...common,
	format: z.literal('dijkwacht-taxonomy/1'),
	classes: z.array(z.strictObject({ id: z.string(), title: words, meaning: words, types: z.array(z.string()).min(1) })).min(1),
});
const stages = z.strictObject({
	...common,
	format: z.literal('dijkwacht-reporting-stages/1'),
	status: z.literal('reconstruction'),
	inForceFrom: z.iso.date(),
	stages: z
		.array(
			z.strictObject({ id: z.string(), title: words, from: z.string(), hours: z.int().optional(), months: z.int().optional() }),
		)
		.min(1),
});
const files = contentFiles('taxonomies', '.yaml');

it.each(files)('$name has the shape its format says', ({ text }) => {
	expect(z.discriminatedUnion('format', [taxonomy, stages]).safeParse(load(text)).error?.issues ?? []).toEqual([]);
});

it('has the eleven classes of incidents, each once', () => {
	const rsit = taxonomy.parse(load(files.find(({ name }) => name.endsWith('/rsit.yaml'))?.text ?? ''));
	expect(new Set(rsit.classes.map((one) => one.id)).size).toBe(11);
	expect(rsit.classes).toHaveLength(11);
});

it('reports within 24 hours, 72 hours and a month', () => {
	const cbw = stages.parse(load(files.find(({ name }) => name.endsWith('/cbw-reporting.yaml'))?.text ?? ''));
	expect(cbw.stages.map((stage) => [stage.hours, stage.months, stage.from])).toEqual([
		[24, undefined, 'awareness'],
		[72, undefined, 'awareness'],
		[undefined, 1, 'notification'],
	]);
});
