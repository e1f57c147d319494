import { z } from 'zod';
import { day, endpoint, moment, uuid } from '#kernel/contract';
import { frameworkRef, roundRef } from './rounds.ts';

const words = z.object({ nl: z.string(), en: z.string() });
export const opinion = z.enum(['self', 'internal-audit', 'peer-review', 'external-audit']);
export const scoreMethod = z.enum(['mean-of-clusters', 'mean-of-controls']);

/** A number that can be opened. */
export const figure = z.object({
	value: z.number().describe('For charts and sorting; judge with nothing but meets'),
	shown: z.string().describe('One decimal, half up on the exact value'),
	exact: z.string().describe('Exact fraction, for example 71/24'),
	formula: z.enum(['mean-of-levels', 'mean-of-clusters', 'mean-of-controls', 'target-minus-now', 'self-minus-other']),
	inputs: z.array(z.object({ label: z.string(), exact: z.string(), count: z.number().int().nullable() })),
});
export type FigureView = z.output<typeof figure>;

const values = {
	now: figure.nullable(),
	expected: figure.nullable().describe('Forecast: expected levels, and the present one where none is expected'),
	wanted: figure.nullable(),
	gap: figure.nullable().describe('Target minus now, never negative'),
	target: z.number(),
	meets: z.boolean().describe('Judged on the exact value'),
	underTarget: z.number().int().describe('Controls below their target'),
};
export const scoreView = z.object({
	...values,
	method: scoreMethod,
	meetsAgreement: z.boolean().describe('Mean, clusters with a level of their own, floor and key controls together'),
	underFloor: z.array(z.string()),
	keyUnderTarget: z.array(z.string()),
	lowestCluster: z.object({ id: z.string(), title: words }).nullable(),
	clusters: z.array(
		z.object({
			...values,
			id: z.string(),
			title: words,
			count: z.number().int().describe('Controls in the mean'),
			notApplicable: z.number().int(),
			unanswered: z.number().int(),
		}),
	),
});
export type ScoreView = z.output<typeof scoreView>;

const scored = { assessment: uuid, author: uuid, round: roundRef, submittedAt: moment };
export const institutionScores = z.object({
	institution: uuid,
	framework: frameworkRef.nullable().describe('The version all opinions below were given on; null while nothing was submitted'),
	agreement: z
		.object({ id: uuid, number: z.number().int(), level: z.number(), byDay: day })
		.nullable()
		.describe('In force; null means the 3 of the sector'),
	opinions: z.array(z.object({ ...scored, opinion, expectedOn: day.nullable(), score: scoreView })),
	optimism: z.array(z.object({ opinion, author: uuid, difference: figure })),
	trend: z
		.array(
			z.object({
				framework: frameworkRef,
				points: z.array(
					z.object({ ...scored, now: figure.nullable(), target: z.number(), meets: z.boolean(), underTarget: z.number().int() }),
				),
			}),
		)
		.describe('Self assessments through the rounds; every other framework or version begins a stretch that is never joined'),
});
export type InstitutionScores = z.output<typeof institutionScores>;

export const readScores = endpoint({
	summary: 'Where an institution stands: now, gap, forecast, trend and the opinions side by side',
	params: z.object({ id: uuid }),
	query: z.object({ framework: uuid.optional().describe('Another framework version than that of the newest self assessment') }),
	response: institutionScores,
});
