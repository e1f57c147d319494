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
