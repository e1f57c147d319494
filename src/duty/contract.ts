import { z } from 'zod';
import { endpoint, moment, nothing, uuid } from '#kernel/contract';

/** Wall-clock time in Europe/Amsterdam, `YYYY-MM-DDTHH:MM`. */
const wallClock = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
const phone = z.string().regex(/^[+0-9() -]{0,30}$/);
const span = z.object({ from: moment, to: moment });

export const shiftRow = z.object({
	id: uuid,
	rotaId: uuid,
	personId: uuid.nullable(),
	personName: z.string(),
	startsAt: moment,
	endsAt: moment,
	presentAt: moment.nullable(),
});

export const listRotas = endpoint({
	summary: 'Rotas of your organisation: who is on duty now, who is next, and where nobody is in the next 14 days',
	response: z.object({
		items: z.array(
			z.object({
				id: uuid,
				name: z.string(),
				phone: z.string(),
				now: z.array(shiftRow),
				next: shiftRow.nullable(),
				gaps: z.array(span),
			}),
		),
	}),
});

export const createRota = endpoint({
	summary: 'Open a rota for a desk of your organisation',
	body: z.object({ name: z.string().trim().min(2).max(200), phone: phone.default('') }),
	response: z.object({ id: uuid }),
	status: 201,
});

export const endRota = endpoint({ summary: 'End a rota', params: z.object({ id: uuid }), response: nothing, status: 204 });

export const listShifts = endpoint({
	summary: 'Shifts that touch a span of time, at most 100 days',
	query: z.object({ rota: uuid.optional(), from: moment, to: moment }),
	response: z.object({ items: z.array(shiftRow) }),
});

export const createShifts = endpoint({
	summary: 'Plan shifts in wall-clock time, once or the same week after week',
	body: z.object({
		rotaId: uuid,
		shifts: z
			.array(
				z.object({ personId: uuid.nullish(), personName: z.string().trim().min(1).max(200), from: wallClock, to: wallClock }),
			)
			.min(1)
			.max(100),
		weeks: z.int().min(1).max(53).default(1),
	}),
	response: z.object({ added: z.number(), known: z.number() }),
	status: 201,
});

export const deleteShift = endpoint({
	summary: 'Take a shift away',
	params: z.object({ id: uuid }),
	response: nothing,
	status: 204,
});

export const takeUpShift = endpoint({
	summary: 'Say that you are there',
	params: z.object({ id: uuid }),
	response: shiftRow,
});

export const whoIsOnDuty = endpoint({
	summary: 'Desks you rely on, and whether somebody is there now',
	response: z.object({
		at: moment,
		items: z.array(
			z.object({
				organisation: z.object({ id: uuid, name: z.string() }),
				rota: z.object({ id: uuid, name: z.string() }),
				phone: z.string(),
				/** People on the rota now. */
				planned: z.number(),
				/** Those of them who said that they are there: only these make a desk staffed. */
				present: z.number(),
				until: moment.nullable(),
			}),
		),
	}),
});

export const contactRow = z.object({
	id: uuid,
	institutionId: uuid,
	place: z.number(),
	name: z.string(),
	function: z.string(),
	mail: z.string().nullable(),
	phone: z.string(),
	webhook: z.string().nullable(),
	locale: z.enum(['nl', 'en']),
	confirmedAt: moment.nullable(),
	confirmedBy: z.enum(['mail', 'webhook']).nullable(),
	reachable: z.boolean(),
	challenge: z
		.object({ id: uuid, state: z.enum(['waiting', 'sent', 'confirmed', 'failed']), askedAt: moment, fault: z.string() })
		.nullable(),
});

export const listContacts = endpoint({
	summary: 'Duty contacts of your institution, or of one that lets you see its alerts',
	query: z.object({ institution: uuid.optional() }),
	response: z.object({ items: z.array(contactRow) }),
});

export const createContact = endpoint({
	summary: 'Name a duty contact; the signing key of its webhook is shown once, here',
	body: z
		.object({
			name: z.string().trim().min(2).max(200),
			function: z.string().trim().max(200).default(''),
			mail: z.email().max(254).nullish(),
			phone: phone.default(''),
			webhook: z
				.url({ protocol: /^https?$/ })
				.max(2000)
				.nullish(),
			locale: z.enum(['nl', 'en']).default('nl'),
			place: z.int().min(1).max(20).default(1),
		})
		.refine(({ mail, webhook }) => Boolean(mail ?? webhook), 'a mail address or a webhook is needed'),
	response: z.object({ id: uuid, webhookKey: z.string().nullable() }),
	status: 201,
});

export const endContact = endpoint({
	summary: 'Take a duty contact away',
	params: z.object({ id: uuid }),
	response: nothing,
	status: 204,
});

export const challengeContact = endpoint({
	summary: 'Ask a duty contact to show that it can be reached',
	params: z.object({ id: uuid }),
	body: z.object({ channel: z.enum(['mail', 'webhook']) }),
	response: z.object({ id: uuid, state: z.literal('waiting') }),
	status: 202,
});

export const confirmContact = endpoint({
	summary: 'Confirm with the code that the contact received',
	params: z.object({ id: uuid }),
	body: z.object({ code: z.string().regex(/^\d{8}$/) }),
	response: z.object({ confirmedAt: moment }),
});

export const confirmByLink = endpoint({
	summary: 'Page behind the link that a duty contact received; pressing its button confirms',
	params: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
	response: z.string(),
});
