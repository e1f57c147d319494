import { z } from 'zod';
import { planningDay } from '#improvement/contract';
import { day, endpoint, moment, uuid } from '#kernel/contract';

const words = z.object({ nl: z.string(), en: z.string() });
/** A version of a framework, as far as a figure needs it; null parts when the asker may not see the framework itself. */
export const frameworkRef = z.object({ id: uuid, framework: z.string(), version: z.string(), name: words });
export const roundRef = z.object({ id: uuid, title: z.string(), fromDay: day, untilDay: day });

export const roundView = roundRef.extend({
	sector: z.boolean().describe('A round of SURFaudit for all; otherwise one that an institution holds for itself'),
	framework: frameworkRef,
	closedAt: moment.nullable(),
});
export type RoundView = z.output<typeof roundView>;

export const listRounds = endpoint({
	summary: 'Rounds of assessment, newest first',
	response: z.object({ items: z.array(roundView) }),
});
export const createRound = endpoint({
	summary: 'Begin a round on one framework version',
	body: z.object({ framework: uuid, title: z.string().trim().min(3).max(200), fromDay: planningDay, untilDay: planningDay }),
	response: roundView,
	status: 201,
});
export const closeRound = endpoint({
	summary: 'Close a round: no new assessments and no submits after it',
	params: z.object({ id: uuid }),
	response: roundView,
});
