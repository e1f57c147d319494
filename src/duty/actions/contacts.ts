import { randomBytes } from 'node:crypto';
import { noteLook, record } from '#institutions';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import type * as contract from '../contract.ts';
import { answerHours } from '../model/challenge.ts';
import { isReachable } from '../model/reachable.ts';
import { type ContactRow, contactsOf, endContactRow, insertChallenge, insertContact } from '../store/contacts.ts';

function show(row: ContactRow, now: Date) {
	return { ...row, confirmedAt: row.confirmedAt?.toISOString() ?? null, reachable: isReachable(row.confirmedAt, now) };
}

export async function list(
	ctx: Ctx,
	{ query }: Input<typeof contract.listContacts>,
): Promise<Output<typeof contract.listContacts>> {
	const institution = query.institution ?? ctx.who.organisation;
	const rows = await contactsOf(ctx.tx, institution);
	if (rows.length > 0) await noteLook(ctx, institution, 'alerts');
	return { items: rows.map((row) => show(row, ctx.now)) };
}

export async function create(
	ctx: Ctx,
	{ body }: Input<typeof contract.createContact>,
): Promise<Output<typeof contract.createContact>> {
	if (ctx.who.organisationKind !== 'institution') throw new Refusal('not-allowed', 'only institutions have duty contacts');
	if (body.webhook?.startsWith('http:') && !ctx.platform.config.DEMO)
		throw new Refusal('input-invalid', 'only https is delivered to');
	const key = body.webhook ? randomBytes(32) : null;
	const id = await insertContact(ctx.tx, { ...body, mail: body.mail ?? null, webhook: body.webhook ?? null }, key);
	await record(ctx, 'duty-contact.named', id);
	return { id, webhookKey: key === null ? null : `whsec_${key.toString('base64')}` };
}

export async function end(ctx: Ctx, { params }: Input<typeof contract.endContact>): Promise<Record<string, never>> {
	if (!(await endContactRow(ctx.tx, params.id, ctx.now))) throw new Refusal('not-found');
	await record(ctx, 'duty-contact.ended', params.id);
	return {};
}

export async function challenge(
	ctx: Ctx,
	{ params, body }: Input<typeof contract.challengeContact>,
): Promise<Output<typeof contract.challengeContact>> {
	const expires = new Date(ctx.now.getTime() + answerHours * 3_600_000);
	const id = await insertChallenge(ctx.tx, params.id, body.channel, ctx.now, expires);
	if (id === undefined) throw new Refusal('not-found', `no contact of yours with a ${body.channel} address`);
	await ctx.job('duty.send-challenge', { challenge: id }, { key: `challenge ${id}` });
	await record(ctx, 'duty-contact.challenged', params.id, { channel: body.channel });
	return { id, state: 'waiting' };
}
