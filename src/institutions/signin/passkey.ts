import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { asSystem, type Ctx, type Exchange } from '#platform';
import { record } from '../audit.ts';
import type * as c from '../contract/passkeys.ts';
import { keepChallenge, takeChallenge } from '../store/challenges.ts';
import * as store from '../store/passkeys.ts';
import { beginSession, endSessionBySecret, ownSession } from '../store/sessions.ts';
import { readCookie, setCookie } from './cookie.ts';
import { isAtTheMachine } from './demo.ts';
import { checkAssertion, checkRegistration, registrationOptions, signInOptions } from './webauthn.ts';

type Asked = Output<typeof c.signInOptionsEndpoint>;

export async function listWays({ platform, request }: Exchange): Promise<Output<typeof c.waysEndpoint>> {
	const { OIDC_ISSUER, OIDC_CLIENT_ID, DEMO } = platform.config;
	return {
		passkey: true,
		oidc: OIDC_ISSUER !== undefined && OIDC_CLIENT_ID !== undefined,
		demo: DEMO && isAtTheMachine(request),
	};
}

export async function askPasskey({ platform }: Exchange): Promise<Asked> {
	const options = await signInOptions(platform.config);
	const challenge = await asSystem(platform, (work) => keepChallenge(work, 'sign-in', options.challenge));
	return { challenge, options: { ...options } };
}

/** A passkey is both factors at once: it lifts whatever a sign-in elsewhere left open. */
export async function signInWithPasskey(exchange: Exchange, { body }: Input<typeof c.signInEndpoint>): Promise<void> {
	const { platform, request, reply } = exchange;
	const refused = new Refusal('not-signed-in', 'the passkey was not accepted');
	const asked = await asSystem(platform, (work) => takeChallenge(work, 'sign-in', { id: body.challenge }));
	if (asked === undefined) throw refused;
	const before = readCookie(platform.config, request);
	const begun = await asSystem(platform, async (work) => {
		const key = await store.findPasskey(work, body.response.id);
		const counter = key && (await checkAssertion(platform.config, asked.challenge, body.response, key));
		if (key === undefined || counter === undefined) throw refused;
		await store.touchPasskey(work, key.id, counter);
		if (before !== undefined) await endSessionBySecret(work, before);
		return beginSession(work, {
			person: key.person,
			how: 'passkey',
			acr: 'passkey',
			userAgent: request.headers['user-agent'] ?? '',
		});
	});
	if (begun === undefined) throw new Refusal('not-allowed', 'you have no role here any more');
	setCookie(platform.config, reply, begun.secret, begun.until);
	reply.status(204).send();
}

export async function listPasskeys(ctx: Ctx): Promise<Output<typeof c.passkeysEndpoint>> {
	const rows = await store.passkeysOf(ctx, ctx.who.person ?? '');
	const items = rows.map(({ id, name, backedUp, createdAt, lastUsedAt }) => ({
		...{ id, name, backedUp, createdAt: createdAt.toISOString() },
		lastUsedAt: lastUsedAt?.toISOString() ?? null,
	}));
	return { items, recoveryCodesLeft: await store.recoveryCodesLeft(ctx) };
}

async function refuseWeakSession(ctx: Ctx): Promise<void> {
	if (!(await store.mayAddPasskey(ctx))) throw new Refusal('assurance-too-low', 'sign in with a passkey you have');
}

export async function askOneMore(exchange: Exchange): Promise<Asked> {
	const { platform } = exchange;
	const [person, options] = await exchange.within(async (ctx) => {
		await refuseWeakSession(ctx);
		const own = await ownSession(ctx);
		if (own === undefined) throw new Refusal('not-found');
		const named = { id: own.person.id, name: own.person.displayName };
		return [
			own.person.id,
			await registrationOptions(platform.config, named, await store.passkeysOf(ctx, own.person.id)),
		] as const;
	});
	const challenge = await asSystem(platform, (work) => keepChallenge(work, 'add', options.challenge, { person }));
	return { challenge, options: { ...options } };
}

export async function addOneMore(
	exchange: Exchange,
	{ body }: Input<typeof c.addPasskeyEndpoint>,
): Promise<Output<typeof c.addPasskeyEndpoint>> {
	const { platform, who, reply } = exchange;
	const asked = await asSystem(platform, (work) => takeChallenge(work, 'add', { id: body.challenge }));
	if (asked === undefined || who?.person == null || asked.detail.person !== who.person)
		throw new Refusal('state-refused', 'begin again');
	const { person } = who;
	const key = await checkRegistration(platform.config, asked.challenge, body.response);
	const id = await exchange.within(async (ctx) => {
		await refuseWeakSession(ctx);
		const made = await store.addPasskey(ctx, { ...key, person, name: body.name });
		await record(ctx, 'passkey.added', made);
		return made;
	});
	reply.status(201);
	return { id };
}

export async function removePasskey(ctx: Ctx, { params }: Input<typeof c.removePasskeyEndpoint>): Promise<Record<string, never>> {
	await refuseWeakSession(ctx);
	if (!(await store.passkeysOf(ctx, ctx.who.person ?? '')).some(({ id }) => id === params.id)) throw new Refusal('not-found');
	if (!(await store.removePasskey(ctx, params.id)))
		throw new Refusal('state-refused', 'your last passkey stays; add another first');
	await record(ctx, 'passkey.removed', params.id);
	return {};
}

export async function renewCodes(ctx: Ctx): Promise<Output<typeof c.renewCodesEndpoint>> {
	await refuseWeakSession(ctx);
	if (ctx.who.person === null) throw new Refusal('not-found');
	const recoveryCodes = await store.renewRecoveryCodes(ctx, ctx.who.person);
	await record(ctx, 'recovery-codes.renewed', ctx.who.person);
	return { recoveryCodes };
}
