import { z } from 'zod';
import { endpoint, institutionKind, moment, uuid } from '#kernel/contract';

const sector = z.enum(['higher-education', 'mbo']);
const params = z.object({ id: uuid });

/** What a DUO file would change in the register. */
export const importPreview = z.object({
	id: uuid,
	sector,
	added: z.array(
		z.object({
			code: z.string(),
			name: z.string(),
			kind: institutionKind,
			/** False: the file does not say it, it was told from the name; look at it. */
			kindGiven: z.boolean(),
			boardNumber: z.string().nullable(),
			province: z.string().nullable(),
			city: z.string().nullable(),
		}),
	),
	changed: z.array(
		z.object({
			id: uuid,
			code: z.string(),
			name: z.string(),
			fields: z.array(
				z.object({
					field: z.enum(['name', 'kind', 'boardNumber', 'province', 'city', 'closed']),
					from: z.string().nullable(),
					to: z.string().nullable(),
				}),
			),
		}),
	),
	vanished: z.array(z.object({ id: uuid, code: z.string(), name: z.string() })),
	unchanged: z.int(),
	appliedAt: moment.nullable(),
});

/** The body is the file itself, as text/csv. */
export const importEndpoint = endpoint({
	summary: 'Read a DUO file of institutions (text/csv, at most 5 MB) and preview what it changes',
	query: z.object({ sector }),
	response: importPreview,
	status: 201,
});
export const readImportEndpoint = endpoint({ summary: 'A preview made before', params, response: importPreview });
export const applyImportEndpoint = endpoint({
	summary: 'Apply a preview; what vanished is closed only when asked',
	params,
	body: z.object({ vanished: z.enum(['keep', 'close']).default('keep') }).default({ vanished: 'keep' }),
	response: z.object({ added: z.int(), changed: z.int(), closed: z.int() }),
});
