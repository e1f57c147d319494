import { z } from 'zod';
import { endpoint, moment, nothing, uuid } from '#kernel/contract';

const scope = z.enum(['ingest', 'read', 'share']);
const params = z.object({ id: uuid });

export const token = z.object({
	id: uuid,
	name: z.string(),
	scope,
	sensor: uuid.nullable(),
	createdAt: moment,
	expiresAt: moment,
	lastUsedAt: moment.nullable(),
	revokedAt: moment.nullable(),
	/** The token that takes its place. */
	rotatedTo: uuid.nullable(),
});
/** `secret` is told once. */
const issued = z.object({ id: uuid, secret: z.string(), expiresAt: moment });

export const tokensEndpoint = endpoint({
	summary: 'Machine tokens of your organisation',
	response: z.object({ items: z.array(token) }),
});
export const issueTokenEndpoint = endpoint({
	summary: 'Issue a token for a machine',
	body: z.object({
		name: z.string().trim().min(1).max(200),
		scope,
		sensor: uuid.optional(),
		days: z.int().min(1).max(730).default(365),
	}),
	response: issued,
	status: 201,
});
export const rotateTokenEndpoint = endpoint({
	summary: 'Replace a token; the old one works on for the overlap, in hours',
	params,
	body: z.object({ overlapHours: z.number().min(0).max(720).default(24) }).default({ overlapHours: 24 }),
	response: issued,
	status: 201,
});
export const revokeTokenEndpoint = endpoint({ summary: 'Revoke a token at once', params, response: nothing, status: 204 });
