import { z } from 'zod';
import { endpoint, institutionKind, moment, nothing, organisationKind, role, uuid } from '#kernel/contract';

const how = z.enum(['passkey', 'oidc', 'demo']);

/** One organisation and role a person can act as. */
export const hat = z.object({
	organisation: uuid,
	organisationName: z.string(),
	organisationKind,
	institutionKind: institutionKind.nullable(),
	theme: z.string().nullable(),
	role,
	unit: uuid.nullable(),
});

export const session = z.object({
	person: z.object({ id: uuid, displayName: z.string(), locale: z.enum(['nl', 'en']) }),
	/** The hat that is worn now. */
	organisation: z.object({
		id: uuid,
		name: z.string(),
		kind: organisationKind,
		institutionKind: institutionKind.nullable(),
		theme: z.string().nullable(),
	}),
	role,
	unit: uuid.nullable(),
	hats: z.array(hat),
	demo: z.boolean(),
	locale: z.enum(['nl', 'en']),
	how,
	acr: z.string(),
	idleUntil: moment,
	absoluteUntil: moment,
});

export const sessionEndpoint = endpoint({ summary: 'Who you are and which hat you wear', response: session });
export const hatEndpoint = endpoint({
	summary: 'Put on another hat',
	body: z.object({ organisation: uuid, role }),
	response: session,
});
export const localeEndpoint = endpoint({
	summary: 'Choose your language',
	body: z.object({ locale: z.enum(['nl', 'en']) }),
	response: nothing,
	status: 204,
});
export const signOutEndpoint = endpoint({ summary: 'Sign out', response: nothing, status: 204 });

const sessionRow = z.object({
	id: uuid,
	how,
	userAgent: z.string(),
	createdAt: moment,
	lastUsedAt: moment,
	idleUntil: moment,
	absoluteUntil: moment,
	/** The session this request came with. */
	current: z.boolean(),
});
export const sessionsEndpoint = endpoint({
	summary: 'Your sessions that are open',
	response: z.object({ items: z.array(sessionRow) }),
});
export const endSessionEndpoint = endpoint({
	summary: 'End one of your sessions',
	params: z.object({ id: uuid }),
	response: nothing,
	status: 204,
});

export const persona = z.object({
	key: z.string(),
	displayName: z.string(),
	organisationName: z.string(),
	organisationKind,
	role,
});
export const personasEndpoint = endpoint({
	summary: 'Personas of the demo (loopback only)',
	response: z.object({ items: z.array(persona) }),
});
export const demoSignInEndpoint = endpoint({
	summary: 'Sign in as a persona of the demo (loopback only)',
	body: z.object({ persona: z.string().min(1).max(100) }),
	response: nothing,
	status: 204,
});
