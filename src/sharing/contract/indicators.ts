import { z } from 'zod';
import { endpoint, indicatorKind, nothing, pageOf, pageQuery, uuid } from '#kernel/contract';
import { indicatorInput, indicatorRow } from './shapes.ts';

export const listIndicators = endpoint({
	summary: 'Indicators you may use, newest first',
	query: pageQuery.extend({
		kind: indicatorKind.optional(),
		advisory: uuid.optional(),
		/** Part of the value. */
		q: z.string().max(200).optional(),
		state: z.enum(['active', 'withdrawn', 'expired']).optional(),
		only: z.enum(['authored']).optional(),
	}),
	response: pageOf(indicatorRow),
});

export const createIndicators = endpoint({
	summary: 'Keep indicators of your own; they match at your own institution only, until an advisory shares them',
	body: z.object({ indicators: z.array(indicatorInput).min(1).max(5000) }),
	response: z.object({ ids: z.array(uuid), known: z.number() }),
	status: 201,
});

export const withdrawIndicator = endpoint({
	summary: 'Withdraw an indicator: nobody matches on it any more',
	params: z.object({ id: uuid }),
	query: z.object({ reason: z.string().trim().min(3).max(500) }),
	response: nothing,
	status: 204,
});

export const importIndicators = endpoint({
	summary: 'Read indicators from STIX 2.1, MISP, CSAF 2.0 or CSV, into your own or into a draft advisory',
	query: z.object({ into: z.enum(['own', 'draft']).default('own') }),
	response: z.object({
		format: z.string(),
		added: z.number(),
		known: z.number(),
		advisoryId: uuid.nullable(),
		/** Parts of the file that were read past, with their place; nothing of ours can hold them. */
		passedOver: z.array(z.object({ code: z.string(), where: z.string(), detail: z.string() })),
	}),
	status: 201,
});
