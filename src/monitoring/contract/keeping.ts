import { z } from 'zod';
import { day, endpoint, moment, uuid } from '#kernel/contract';

const reason = z.string().trim().min(1).max(2000);
const terms = z.object({
	/** Days the raw lines are kept. */
	eventsDays: z.int(),
	/** Days of what was seen in them: addresses, names, hashes. Look-back reaches no further. */
	observablesDays: z.int(),
	/** Null: the ordinary terms. */
	reason: z.string().nullable(),
	changedAt: moment.nullable(),
});
const hold = z.object({
	id: uuid,
	from: moment,
	to: moment,
	until: day,
	reason: z.string(),
	madeAt: moment,
	endedAt: moment.nullable(),
	endReason: z.string().nullable(),
	active: z.boolean(),
});
const erasure = z.object({
	id: uuid,
	scope: z.enum(['person', 'institution']),
	kind: z.string().nullable(),
	/** The first letter of the value; the value itself is not shown again. */
	shown: z.string(),
	reason: z.string(),
	askedAt: moment,
	doneAt: moment.nullable(),
	events: z.int(),
	deadLetters: z.int(),
	/** Events a legal hold keeps back; they go when it ends. */
	held: z.int(),
});

export const readKeeping = endpoint({
	summary: 'How long your institution keeps telemetry, its legal holds and what it asked to be erased (GDPR art. 5(1)(e), 17)',
	response: z.object({ terms, holds: z.array(hold), erasures: z.array(erasure) }),
});
export const changeTerms = endpoint({
	summary: 'Change how long telemetry is kept; shorter terms also apply to what is there already',
	body: z
		.object({ eventsDays: z.int().min(7).max(400), observablesDays: z.int().min(30).max(1100), reason })
		.refine(({ eventsDays, observablesDays }) => observablesDays >= eventsDays, {
			message: 'what was seen must be kept at least as long as the lines it was seen in',
			path: ['observablesDays'],
		}),
	response: terms,
});
export const makeHold = endpoint({
	summary: 'Keep events of a span until a day, whatever the terms or an erasure say (legal hold)',
	body: z
		.object({ from: moment, to: moment, until: day, reason })
		.refine(({ from, to }) => from < to, { message: 'the end must be after the begin', path: ['to'] }),
	response: hold,
	status: 201,
});
export const endHold = endpoint({
	summary: 'End a legal hold; what it alone kept goes, erasures it held back are done',
	params: z.object({ id: uuid }),
	body: z.object({ reason }),
	response: hold,
});
export const askErasure = endpoint({
	summary: 'Erase the events that hold a value of a person, or all telemetry of your institution; runs as long work',
	body: z.discriminatedUnion('scope', [
		z.object({
			scope: z.literal('person') /** A kind of observable, for instance user-name, email or ipv4. */,
			kind: z.string().max(40),
			value: z.string().min(1).max(2000),
			reason,
		}),
		/** `confirm`: the name of the institution as the register has it. */
		z.object({ scope: z.literal('institution'), confirm: z.string().max(400), reason }),
	]),
	response: erasure,
	status: 202,
});
