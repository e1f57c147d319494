import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { asSystem, type Ctx, type Exchange } from '#platform';
import { record } from '../audit.ts';
import type { endSessionEndpoint, hatEndpoint, localeEndpoint, sessionEndpoint, sessionsEndpoint } from '../contract/session.ts';
import { clearCookie, readCookie } from '../signin/cookie.ts';
import { chooseLocale } from '../store/persons.ts';
import { endOwnSession, endSessionBySecret, listSessions, ownSession, wearHat } from '../store/sessions.ts';

type Session = Output<typeof sessionEndpoint>;

/** Machines have a token and no session. */
export async function readSession(ctx: Ctx): Promise<Session> {
	const own = await ownSession(ctx);
	const worn = own?.hats.find((hat) => hat.organisation === own.active.organisation && hat.role === own.active.role);
	if (own === undefined || worn === undefined) throw new Refusal('not-found', 'a token has no session');
	return {
		person: own.person,
		organisation: {
			id: worn.organisation,
			name: worn.organisationName,
			kind: worn.organisationKind as Session['organisation']['kind'],
			institutionKind: worn.institutionKind as Session['organisation']['institutionKind'],
			theme: worn.theme,
		},
		role: worn.role as Session['role'],
		unit: worn.unit,
		hats: own.hats as Session['hats'],
		demo: ctx.platform.config.DEMO,
		locale: own.person.locale,
		how: own.session.how,
		acr: own.session.acr,
		idleUntil: own.session.idleUntil.toISOString(),
		absoluteUntil: own.session.absoluteUntil.toISOString(),
	};
}

export async function changeHat(ctx: Ctx, { body }: Input<typeof hatEndpoint>): Promise<Session> {
	const outcome = await wearHat(ctx, body.organisation, body.role);
	if (outcome === 'absent') throw new Refusal('not-found', 'you do not wear that hat');
	if (outcome === 'weak') throw new Refusal('assurance-too-low', 'that organisation asks a passkey');
	await record(ctx, 'hat.changed', ctx.who.session ?? '', { to: body.organisation, role: body.role });
	return readSession(ctx);
}

export async function setLocale(ctx: Ctx, { body }: Input<typeof localeEndpoint>): Promise<Record<string, never>> {
	await chooseLocale(ctx, body.locale);
	return {};
}

/** Public, because a session that still asks a passkey can be left too; without one there is nothing to end. */
export async function signOut({ platform, request, reply }: Exchange): Promise<void> {
	const secret = readCookie(platform.config, request);
	if (secret !== undefined) await asSystem(platform, (work) => endSessionBySecret(work, secret));
	clearCookie(platform.config, reply);
	reply.status(204).send();
}

export async function listOwnSessions(ctx: Ctx): Promise<Output<typeof sessionsEndpoint>> {
	const rows = await listSessions(ctx);
	return {
		items: rows.map((row) => ({
			...row,
			createdAt: row.createdAt.toISOString(),
			lastUsedAt: row.lastUsedAt.toISOString(),
			idleUntil: row.idleUntil.toISOString(),
			absoluteUntil: row.absoluteUntil.toISOString(),
			current: row.id === ctx.who.session,
		})),
	};
}

export async function endSession(ctx: Ctx, { params }: Input<typeof endSessionEndpoint>): Promise<Record<string, never>> {
	if (!(await endOwnSession(ctx, params.id))) throw new Refusal('not-found');
	await record(ctx, 'session.ended', params.id);
	return {};
}
