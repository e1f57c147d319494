import { z } from 'zod';
import { endpoint, moment, uuid } from '#kernel/contract';

const proof = z.object({ state: z.enum(['proven', 'failed', 'unknown']), why: z.string(), at: moment.nullable() });
export const watchRow = z.object({
	institution: uuid,
	name: z.string(),
	watched: z.enum(['yes', 'no', 'unknown']),
	sensors: proof,
	desk: proof,
	contact: proof,
	synthetic: proof,
	openAlerts: z.int().nullable(),
});
export const readWatchBoard = endpoint({
	summary: 'Per institution the four proofs that it is watched; what is not disclosed to you is unknown',
	response: z.object({ at: moment, items: z.array(watchRow), watched: z.int(), notWatched: z.int(), unknown: z.int() }),
});

export const readWatchHistory = endpoint({
	summary: 'The last 24 hours of the watch of one institution, hour by hour',
	params: z.object({ id: uuid }),
	response: z.object({
		hours: z.array(
			z.object({
				/** Begin of the hour. */
				hour: moment,
				/** Sensors in use, and those of them that reported. */
				sensors: z.int(),
				reported: z.int(),
				/** Test alerts sent, and those that came through. */
				checks: z.int(),
				passed: z.int(),
				/** Null: no desk that you may know of. */
				desk: z.enum(['present', 'planned', 'empty']).nullable(),
			}),
		),
	}),
});
