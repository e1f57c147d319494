import { type HumanRole, type OrganisationKind, Refusal, type Role } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import { record } from '../audit.ts';
import type * as c from '../contract/people.ts';
import { invitationMail, mailJob } from '../mail.ts';
import { mayGive, recoveryHours, rolesOf } from '../model.ts';
import * as invitations from '../store/invitations.ts';
import * as people from '../store/people.ts';

type Done = Record<string, never>;
type Invited = Output<typeof c.inviteEndpoint>;

export async function listPeople(ctx: Ctx): Promise<Output<typeof c.peopleEndpoint>> {
	const rows = await people.listMembers(ctx);
	return { items: rows.map((row) => ({ ...row, from: row.from.toISOString() })) };
}

/** Says in words what the policies refuse anyway. */
function checkRole(ctx: Ctx, role: Role, kind: OrganisationKind): void {
	const known: readonly Role[] = rolesOf[kind];
	if (!known.includes(role)) throw new Refusal('state-refused', `this organisation has the roles ${known.join(', ')}`);
	if (!mayGive(ctx.who.role, role)) throw new Refusal('not-allowed', 'a board member is made by the board');
}

export async function giveRole(ctx: Ctx, { body }: Input<typeof c.giveRoleEndpoint>): Promise<{ membership: string }> {
	checkRole(ctx, body.role, ctx.who.organisationKind);
	const membership = await people.giveHat(ctx, body.person, body.role, body.unit ?? null);
	if (membership === undefined) throw new Refusal('not-found');
	await record(ctx, 'role.given', membership, { person: body.person, role: body.role });
	return { membership };
}

export async function endRole(ctx: Ctx, { params }: Input<typeof c.endRoleEndpoint>): Promise<Done> {
	const ended = await people.endHat(ctx, params.id);
	if (ended === undefined) throw new Refusal('not-found', 'no such role, or it is your own');
	await record(ctx, 'role.ended', params.id, ended);
	return {};
}

/** By mail when there is a server for it, else back to the inviter. */
async function deliver(ctx: Ctx, wanted: invitations.NewInvitation): Promise<Invited> {
	const made = await invitations.invite(ctx, wanted, ctx.who.person);
	const name = await invitations.organisationName(ctx, wanted.organisation);
	const mailed = wanted.mail !== undefined && ctx.platform.config.SMTP_URL !== undefined;
	if (mailed) await ctx.job(mailJob, { to: wanted.mail, ...invitationMail[wanted.locale ?? 'nl'](name ?? '', made.link) });
	return { id: made.id, mailed, link: mailed ? null : made.link, expiresAt: made.expiresAt.toISOString() };
}

export async function invitePerson(ctx: Ctx, { body }: Input<typeof c.inviteEndpoint>): Promise<Invited> {
	const organisation = body.organisation ?? ctx.who.organisation;
	if (organisation !== ctx.who.organisation && ctx.who.role !== 'operator') throw new Refusal('not-found');
	if (organisation === ctx.who.organisation) checkRole(ctx, body.role, ctx.who.organisationKind);
	const made = await deliver(ctx, { ...body, role: body.role as HumanRole, organisation });
	await record(ctx, 'invitation.made', made.id, { role: body.role, organisation, mailed: made.mailed });
	return made;
}

/** The link adds a passkey to that person and ends their sessions; only somebody of the same organisation can ask for it. */
export async function recoverMember(ctx: Ctx, { params }: Input<typeof c.recoverPersonEndpoint>): Promise<Invited> {
	const member = (await people.listMembers(ctx)).find(({ person }) => person === params.id);
	if (member === undefined) throw new Refusal('not-found');
	if (!(await invitations.mayRecover(ctx, params.id))) {
		throw new Refusal('state-refused', 'this person has a role above yours or elsewhere; ask the operator');
	}
	const { displayName, role, person, mail } = member;
	const made = await deliver(ctx, {
		...{ displayName, role, person, organisation: ctx.who.organisation, hours: recoveryHours },
		...(mail === null ? {} : { mail }),
	});
	await record(ctx, 'recovery.offered', person, { mailed: made.mailed });
	return made;
}

export async function listInvitations(ctx: Ctx): Promise<Output<typeof c.invitationsEndpoint>> {
	const rows = await invitations.listInvitations(ctx);
	return {
		items: rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString() })),
	};
}

export async function revokeInvitation(ctx: Ctx, { params }: Input<typeof c.revokeInvitationEndpoint>): Promise<Done> {
	if (!(await invitations.revokeInvitation(ctx, params.id))) throw new Refusal('not-found');
	await record(ctx, 'invitation.revoked', params.id);
	return {};
}
