import { z } from 'zod';
import { day, disclosureSubject, endpoint, moment, nothing, organisationKind, pageOf, pageQuery, uuid } from '#kernel/contract';

const party = z.object({ id: uuid, name: z.string(), kind: organisationKind });

export const disclosure = z.object({
	id: uuid,
	audience: party,
	subject: disclosureSubject,
	purpose: z.string(),
	from: day,
	/** Last day; null is open-ended. */
	until: day.nullable(),
	endedAt: moment.nullable(),
	state: z.enum(['coming', 'open', 'ended']),
	looks: z.int(),
	lastLookAt: moment.nullable(),
});
export const disclosuresEndpoint = endpoint({
	summary: 'Who may see what of your institution, for what, until when, and how often they looked',
	response: z.object({
		items: z.array(disclosure),
		/** What other institutions disclosed to your organisation. */
		received: z.array(
			z.object({
				id: uuid,
				institution: party,
				subject: disclosureSubject,
				purpose: z.string(),
				from: day,
				until: day.nullable(),
			}),
		),
	}),
});
export const openDisclosureEndpoint = endpoint({
	summary: 'Let an organisation see a subject of your institution',
	body: z
		.object({
			audience: uuid,
			subjects: z.array(disclosureSubject).min(1).max(20),
			purpose: z.string().trim().min(3).max(500),
			from: day.optional(),
			until: day.optional(),
		})
		.refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
			path: ['until'],
			message: 'must not be before from',
		}),
	response: z.object({ ids: z.array(uuid) }),
	status: 201,
});
export const endDisclosureEndpoint = endpoint({
	summary: 'End a disclosure at once',
	params: z.object({ id: uuid }),
	response: nothing,
	status: 204,
});

export const looksEndpoint = endpoint({
	summary: 'Each look of another organisation at your rows, newest first',
	query: pageQuery,
	response: pageOf(z.object({ id: uuid, viewer: party, personName: z.string().nullable(), subject: z.string(), at: moment })),
});

export const auditTrailEndpoint = endpoint({
	summary: 'What was done in your organisation, by whom, newest first',
	query: pageQuery.extend({ search: z.string().trim().max(100).default('') }),
	response: pageOf(
		z.object({
			number: z.int(),
			at: moment,
			person: uuid.nullable(),
			personName: z.string().nullable(),
			role: z.string().nullable(),
			verb: z.string(),
			subject: z.string(),
			detail: z.record(z.string(), z.unknown()),
			/** SHA-256, hexadecimal; it covers the entry and the hash before it. */
			hash: z.string(),
		}),
	),
});
export const verifyTrailEndpoint = endpoint({
	summary: 'Recompute the chain of your audit trail',
	response: z.object({
		links: z.int(),
		sound: z.boolean(),
		firstFault: z
			.object({ number: z.int(), what: z.enum(['changed', 'not-linked', 'missing', 'cut-off', 'head-missing']) })
			.nullable(),
	}),
});
