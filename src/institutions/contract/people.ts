import { z } from 'zod';
import { endpoint, moment, nothing, role, uuid } from '#kernel/contract';

const params = z.object({ id: uuid });
const mail = z.email().max(254);

export const member = z.object({
	/** The hat: one person can wear more than one here. */
	membership: uuid,
	person: uuid,
	displayName: z.string(),
	mail: z.string().nullable(),
	role,
	unit: uuid.nullable(),
	unitName: z.string().nullable(),
	from: moment,
});
export const peopleEndpoint = endpoint({
	summary: 'People of your organisation and their roles',
	response: z.object({ items: z.array(member) }),
});
export const giveRoleEndpoint = endpoint({
	summary: 'Give somebody of your organisation one more role',
	body: z.object({ person: uuid, role, unit: uuid.optional() }),
	response: z.object({ membership: uuid }),
	status: 201,
});
export const endRoleEndpoint = endpoint({
	summary: 'End a role; open sessions in it end at once',
	params,
	response: nothing,
	status: 204,
});
export const recoverPersonEndpoint = endpoint({
	summary: 'Make a link for somebody of your organisation who lost every passkey',
	params,
	response: z.object({ id: uuid, mailed: z.boolean(), link: z.string().nullable(), expiresAt: moment }),
	status: 201,
});

export const invitation = z.object({
	id: uuid,
	displayName: z.string(),
	mail: z.string().nullable(),
	role,
	unit: uuid.nullable(),
	createdAt: moment,
	expiresAt: moment,
	state: z.enum(['open', 'accepted', 'expired', 'revoked']),
});
export const invitationsEndpoint = endpoint({
	summary: 'Invitations of your organisation',
	response: z.object({ items: z.array(invitation) }),
});
export const inviteEndpoint = endpoint({
	summary: 'Invite somebody; without a mail server the link comes back to you',
	body: z.object({
		displayName: z.string().trim().min(1).max(200),
		role,
		mail: mail.optional(),
		locale: z.enum(['nl', 'en']).default('nl'),
		unit: uuid.optional(),
		/** Another organisation than your own: for the operator only. */
		organisation: uuid.optional(),
	}),
	/** `link` is told once, and only when it was not mailed. */
	response: z.object({ id: uuid, mailed: z.boolean(), link: z.string().nullable(), expiresAt: moment }),
	status: 201,
});
export const revokeInvitationEndpoint = endpoint({ summary: 'Withdraw an invitation', params, response: nothing, status: 204 });
