import { z } from 'zod';
import { bilingual, day, indicatorKind, indicatorMatch, institutionKind, moment, tlp, uuid } from '#kernel/contract';

export const effort = z.enum(['minutes', 'hours', 'days', 'weeks']);
export const handlingState = z.enum(['received', 'not-applicable', 'planned', 'done', 'verified']);

export const indicatorInput = z.object({
	kind: indicatorKind,
	match: indicatorMatch.default('exact'),
	value: z.string().min(1).max(2048),
	validFrom: moment.optional(),
	validUntil: moment.nullish(),
	/** Absent: that of the advisory, or amber. */
	tlp: tlp.optional(),
	confidence: z.int().min(0).max(100).default(75),
});

export const indicatorRow = z.object({
	id: uuid,
	kind: indicatorKind,
	match: indicatorMatch,
	value: z.string(),
	validFrom: moment,
	validUntil: moment.nullable(),
	tlp,
	confidence: z.number(),
	advisoryId: uuid.nullable(),
	source: z.object({ id: uuid, name: z.string() }),
	withdrawnAt: moment.nullable(),
	withdrawnReason: z.string().nullable(),
	createdAt: moment,
});

export const lineInput = z.object({
	text: bilingual.refine(({ nl, en }) => nl.trim().length >= 3 && nl.length <= 2000 && en.length <= 2000, {
		message: 'a Dutch text of 3 to 2000 characters is needed, an English one of at most 2000',
	}),
	effort: effort.default('hours'),
});
export const lineRow = z.object({ id: uuid, place: z.number(), text: bilingual, effort });

/** All institutions, kinds of institution, or institutions by name. */
export const audience = z.discriminatedUnion('to', [
	z.object({ to: z.literal('all') }),
	z.object({ to: z.literal('kinds'), kinds: z.array(institutionKind).min(1) }),
	z.object({ to: z.literal('listed'), institutions: z.array(uuid).min(1).max(1000) }),
]);

export const handlingRow = z.object({
	id: uuid,
	lineId: uuid,
	institutionId: uuid,
	state: handlingState,
	reason: z.string().nullable(),
	plannedOn: day.nullable(),
	owner: z.string().nullable(),
	proof: z.string().nullable(),
	doneAt: moment.nullable(),
	doneBy: uuid.nullable(),
	verifiedAt: moment.nullable(),
	verifiedBy: uuid.nullable(),
	verifiedOrganisation: uuid.nullable(),
	verifiedHow: z.string().nullable(),
	version: z.number(),
	changedAt: moment,
});

const reason = z.string().trim().min(3).max(2000);
export const handlingChange = z.discriminatedUnion('state', [
	z.object({ state: z.literal('not-applicable'), reason }),
	z.object({ state: z.literal('planned'), plannedOn: day, owner: z.string().trim().min(2).max(200) }),
	z.object({ state: z.literal('done'), proof: z.string().trim().min(3).max(4000) }),
	z.object({ state: z.literal('verified'), how: reason }),
	z.object({ state: z.literal('received'), reason }),
]);

export const stateCounts = z.object({
	received: z.number(),
	notApplicable: z.number(),
	planned: z.number(),
	done: z.number(),
	verified: z.number(),
});
