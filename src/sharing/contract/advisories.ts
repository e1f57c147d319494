import { z } from 'zod';
import { bilingual, endpoint, moment, pageOf, pageQuery, tlp, uuid } from '#kernel/contract';
import { audience, handlingRow, indicatorInput, indicatorRow, lineInput, lineRow, stateCounts } from './shapes.ts';

const advisoryState = z.enum(['draft', 'published', 'closed']);
const title = bilingual.refine(({ nl, en }) => nl.trim().length >= 3 && nl.length <= 200 && en.length <= 200, {
	message: 'a Dutch title of 3 to 200 characters is needed, an English one of at most 200',
});

const advisoryInput = z
	.object({
		title,
		summary: bilingual.default({ nl: '', en: '' }),
		tlp: tlp.default('amber'),
		audience: audience.default({ to: 'all' }),
		state: z.enum(['draft', 'published']).default('published'),
		/** Room and id of what gave rise to it; only the author reads it back. */
		because: z.string().max(200).optional(),
		indicators: z.array(indicatorInput).max(5000).default([]),
		lines: z.array(lineInput).max(50).default([]),
	})
	.refine((given) => given.tlp !== 'red' || given.audience.to === 'listed', {
		message: 'TLP:RED goes to institutions by name only',
		path: ['audience'],
	});

export const advisorySummary = z.object({
	id: uuid,
	title: bilingual,
	tlp,
	audience,
	state: advisoryState,
	author: z.object({ id: uuid, name: z.string() }),
	createdAt: moment,
	publishedAt: moment.nullable(),
	indicatorCount: z.number(),
	lineCount: z.number(),
	/** Institutions it was delivered to; only the author knows. */
	recipientCount: z.number().nullable(),
	/** Handling by the asker's own institution. */
	own: stateCounts,
});

export const createAdvisory = endpoint({
	summary: 'Make an advisory with its indicators and mitigation lines, and deliver it to its audience',
	body: advisoryInput,
	response: z.object({
		id: uuid,
		state: advisoryState,
		indicatorIds: z.array(uuid),
		lineIds: z.array(uuid),
		recipients: z.number(),
	}),
	status: 201,
});

export const listAdvisories = endpoint({
	summary: 'Advisories that reached you, newest first',
	query: pageQuery.extend({
		state: advisoryState.optional(),
		tlp: tlp.optional(),
		/** Words of the title. */
		q: z.string().max(200).optional(),
		/** Only those of your own organisation, or only those your institution has not finished. */
		only: z.enum(['authored', 'open']).optional(),
	}),
	response: pageOf(advisorySummary),
});

export const readAdvisory = endpoint({
	summary: 'One advisory with its lines, indicators and your own handling',
	params: z.object({ id: uuid }),
	response: advisorySummary.extend({
		summary: bilingual,
		because: z.string().nullable(),
		closedAt: moment.nullable(),
		closeReason: z.string().nullable(),
		lines: z.array(lineRow),
		/** The first 500; `GET /v1/indicators` has them all. */
		indicators: z.array(indicatorRow),
		handling: z.array(handlingRow),
	}),
});

export const moveAdvisory = endpoint({
	summary: 'Publish a draft, or close the follow-up',
	params: z.object({ id: uuid }),
	body: z.discriminatedUnion('state', [
		/** `audience` takes the place of the draft's own, which a file that was read in does not name. */
		z.object({ state: z.literal('published'), audience: audience.optional() }),
		z.object({ state: z.literal('closed'), reason: z.string().trim().min(3).max(2000) }),
	]),
	response: z.object({ id: uuid, state: advisoryState, recipients: z.number() }),
});

export const exportAdvisory = endpoint({
	summary: 'One advisory as STIX 2.1, MISP event, CSAF 2.0 or CSV',
	params: z.object({ id: uuid, format: z.string().max(20) }),
	response: z.string(),
});
