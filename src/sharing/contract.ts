import { z } from 'zod';
import { news, uuid } from '#kernel/contract';

export * from './contract/advisories.ts';
export * from './contract/handling.ts';
export * from './contract/indicators.ts';
export * from './contract/shapes.ts';

/** An advisory was published: its indicators are matched from now on and are to be looked for in the past. */
export const indicatorsShared = news(
	'sharing.indicators-shared',
	z.object({
		advisoryId: uuid,
		indicatorIds: z.array(uuid),
		/** Only these have not answered for their past yet; absent: the whole audience. */
		institutions: z.array(uuid).optional(),
	}),
);

/** Nobody matches on these any more. */
export const indicatorsWithdrawn = news(
	'sharing.indicators-withdrawn',
	z.object({ advisoryId: uuid.nullable(), indicatorIds: z.array(uuid) }),
);
