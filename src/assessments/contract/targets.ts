import { z } from 'zod';
import { planningDay } from '#improvement/contract';
import { endpoint, moment, uuid } from '#kernel/contract';
import { frameworkRef } from './rounds.ts';

const level = z.number().min(0).max(10).describe('A level with at most one decimal');
export const targetTerms = z.object({
	level: level.describe('Held to by the overall mean, and by each cluster without a level of its own'),
	clusters: z
		.array(z.object({ cluster: z.string().max(200), level }))
		.max(500)
		.default([]),
	controls: z
		.array(z.object({ control: z.string().max(200), level }))
		.max(5000)
		.default([]),
	floor: z.int().min(0).max(10).nullable().default(null).describe('No control below this'),
	keyControls: z.array(z.string().max(200)).max(500).default([]).describe('Each must reach the level of its cluster by itself'),
	byDay: planningDay,
	reason: z.string().max(4000).default('').describe('Why it deviates from the 3 of the sector'),
	loweringReason: z.string().max(4000).default('').describe('Why it is lower than what holds now'),
});

const signature = z.object({ at: moment, person: uuid.nullable() });
export const targetView = targetTerms.extend({
	id: uuid,
	institution: uuid,
	framework: frameworkRef,
	number: z.number().int().describe('Counts the agreements of this institution on this framework version'),
	state: z.enum(['proposed', 'half-signed', 'in-force', 'superseded', 'withdrawn']),
	lowers: z.boolean(),
	proposedAt: moment,
	proposedBy: uuid.nullable(),
	board: signature.nullable(),
	coordinator: signature.nullable(),
	inForceAt: moment.nullable(),
	endedAt: moment.nullable(),
});
export type TargetView = z.output<typeof targetView>;

const params = z.object({ id: uuid });
export const listTargets = endpoint({
	summary: 'Target agreements, newest first: your own, or those disclosed to you',
	query: z.object({ institution: uuid.optional(), state: targetView.shape.state.optional() }),
	response: z.object({ items: z.array(targetView) }),
});
export const proposeTarget = endpoint({
	summary: 'Propose a target agreement; it holds once the board and SURFaudit have both signed',
	body: targetTerms.extend({ framework: uuid }),
	response: targetView,
	status: 201,
});
export const signTarget = endpoint({
	summary: 'Sign a target agreement for your side',
	params,
	response: targetView,
	status: 201,
});
export const withdrawTarget = endpoint({ summary: 'Withdraw a proposal that is not in force', params, response: targetView });
