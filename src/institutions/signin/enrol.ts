import { randomUUID } from 'node:crypto';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { asSystem, type Exchange, type Work } from '#platform';
import { recordSystem } from '../audit.ts';
import type * as c from '../contract/passkeys.ts';
import { keepChallenge, takeChallenge } from '../store/challenges.ts';
import { addPasskey, forgetPasskeys, renewRecoveryCodes } from '../store/passkeys.ts';
import { addMembership, addPerson } from '../store/people.ts';
import { beginSession, endSessionsOf } from '../store/sessions.ts';
import { findTicket, mailIsFree, spendTicket, type Ticket } from '../store/tickets.ts';
import { setCookie } from './cookie.ts';
import { checkRegistration, registrationOptions } from './webauthn.ts';

const unknownTicket = () => new Refusal('not-found', 'this link or code was used, withdrawn or is too old');

async function ticketOf(work: Work, secret: string): Promise<Ticket> {
	const ticket = await findTicket(work, secret);
	if (ticket === undefined) throw unknownTicket();
	return ticket;
}

export async function lookUpInvitation(
	{ platform }: Exchange,
	{ body }: Input<typeof c.lookUpInvitationEndpoint>,
): Promise<Output<typeof c.lookUpInvitationEndpoint>> {
	const { organisationName, displayName, role, locale, person, expiresAt } = await asSystem(platform, (work) =>
		ticketOf(work, body.secret),
	);
	if (expiresAt === null) throw unknownTicket();
	return { organisationName, displayName, role, locale, recovery: person !== null, expiresAt: expiresAt.toISOString() };
}

/** Makes the person of an invitation. @returns id */
export async function enrolPerson(work: Work, ticket: Ticket, id: string): Promise<string> {
	const mail = ticket.mail !== null && (await mailIsFree(work, ticket.mail)) ? { mail: ticket.mail } : {};
	const hat = { organisation: ticket.organisation, role: ticket.role, ...(ticket.unit === null ? {} : { unit: ticket.unit }) };
	await addPerson(work, { id, displayName: ticket.displayName, locale: ticket.locale, ...mail, hats: [hat] });
	await recordSystem(work, ticket.organisation, 'invitation.accepted', id, { role: ticket.role });
	return id;
}

export async function askFirstPasskey(
	{ platform }: Exchange,
	{ body }: Input<typeof c.enrolOptionsEndpoint>,
): Promise<Output<typeof c.enrolOptionsEndpoint>> {
	return asSystem(platform, async (work) => {
		const ticket = await ticketOf(work, body.ticket);
		const person = ticket.person ?? randomUUID();
		const options = await registrationOptions(platform.config, { id: person, name: ticket.displayName }, []);
		return { challenge: await keepChallenge(work, 'enrol', options.challenge, { person }), options: { ...options } };
	});
}

/** With a link or code for somebody we know, every passkey and session they had ends: they were lost. */
async function recover(work: Work, ticket: Ticket, person: string): Promise<void> {
	await forgetPasskeys(work, person);
	await endSessionsOf(work, person);
	await recordSystem(work, ticket.organisation, 'person.recovered', person, { by: ticket.kind });
}

export async function makeFirstPasskey(
	exchange: Exchange,
	{ body }: Input<typeof c.enrolEndpoint>,
): Promise<Output<typeof c.enrolEndpoint>> {
	const { platform, request, reply } = exchange;
	const asked = await asSystem(platform, (work) => takeChallenge(work, 'enrol', { id: body.challenge }));
	if (asked === undefined) throw new Refusal('state-refused', 'begin again');
	const key = await checkRegistration(platform.config, asked.challenge, body.response);
	const person = asked.detail.person ?? '';
	const made = await asSystem(platform, async (work) => {
		const ticket = await ticketOf(work, body.ticket);
		if (ticket.person !== null && ticket.person !== person) throw unknownTicket();
		if (!(await spendTicket(work, body.ticket))) throw unknownTicket();
		if (ticket.person === null) await enrolPerson(work, ticket, person);
		else await recover(work, ticket, person);
		await addPasskey(work, { ...key, person, name: body.name });
		const recoveryCodes = await renewRecoveryCodes(work, person);
		const session = await beginSession(work, {
			person,
			how: 'passkey',
			acr: 'passkey',
			userAgent: request.headers['user-agent'] ?? '',
		});
		return { recoveryCodes, session };
	});
	if (made.session !== undefined) setCookie(platform.config, reply, made.session.secret, made.session.until);
	reply.status(201);
	return { recoveryCodes: made.recoveryCodes };
}

/** For somebody who has an account already and is invited by one more organisation. */
export async function acceptInvitation(exchange: Exchange, { body }: Input<typeof c.acceptInvitationEndpoint>): Promise<void> {
	const { platform, who, reply } = exchange;
	if (who?.person == null) throw new Refusal('not-found');
	const { person } = who;
	await asSystem(platform, async (work) => {
		const ticket = await ticketOf(work, body.secret);
		if (ticket.kind !== 'invitation' || ticket.person !== null || !(await spendTicket(work, body.secret))) throw unknownTicket();
		const hat = { organisation: ticket.organisation, role: ticket.role, ...(ticket.unit === null ? {} : { unit: ticket.unit }) };
		await addMembership(work, person, hat);
		await recordSystem(work, ticket.organisation, 'invitation.accepted', person, { role: ticket.role });
	});
	reply.status(204).send();
}
