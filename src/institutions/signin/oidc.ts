import { randomUUID } from 'node:crypto';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { asSystem, type Exchange, type Work } from '#platform';
import { recordSystem } from '../audit.ts';
import type * as c from '../contract/passkeys.ts';
import { keepChallenge, takeChallenge } from '../store/challenges.ts';
import { findByMail, findIdentity, institutionOfHome, linkIdentity } from '../store/identities.ts';
import { beginSession } from '../store/sessions.ts';
import { findTicket, spendTicket } from '../store/tickets.ts';
import { setCookie } from './cookie.ts';
import { enrolPerson } from './enrol.ts';
import { answerOf, type Claims, question } from './provider.ts';
import { hashSecret, newSecret } from './secret.ts';

/** Ties the answer to the browser that asked, so that nobody can be signed in as somebody else; the secret of an invitation travels in it and not in our tables. */
const bindingCookie = 'dijkwacht-oidc';
const bindingSeconds = 300;

export async function startOidc(
	{ platform, reply }: Exchange,
	{ body }: Input<typeof c.oidcStartEndpoint>,
): Promise<Output<typeof c.oidcStartEndpoint>> {
	const { url, state, nonce, verifier } = await question(platform.config);
	const browser = `${newSecret('dws_')}.${body.invitation ?? ''}`;
	const detail = { nonce, verifier, returnTo: body.returnTo, browser: hashSecret(browser).toString('hex') };
	await asSystem(platform, (work) => keepChallenge(work, 'oidc', state, detail));
	const secure = platform.config.baseUrl.startsWith('https:');
	reply.setCookie(bindingCookie, browser, { path: '/v1/oidc', httpOnly: true, sameSite: 'lax', secure, maxAge: bindingSeconds });
	return { url: url.href };
}

/**
 * Whom the claims name: somebody linked before; else the holder of an invitation of the same institution; else somebody
 * with a role there and the mail address that the institution's own identity provider vouches for.
 */
async function personOf(work: Work, claims: Claims, institution: string, invitation: string): Promise<string | undefined> {
	const linked = await findIdentity(work, claims.issuer, claims.subject);
	if (linked !== undefined) return linked;
	const ticket = invitation === '' ? undefined : await findTicket(work, invitation);
	let person: string | undefined;
	if (
		ticket?.kind === 'invitation' &&
		ticket.person === null &&
		ticket.organisation === institution &&
		(await spendTicket(work, invitation))
	) {
		person = await enrolPerson(work, ticket, randomUUID());
	} else if (claims.mail !== undefined) person = await findByMail(work, institution, claims.mail);
	if (person === undefined) return undefined;
	await linkIdentity(work, claims.issuer, claims.subject, person);
	await recordSystem(work, institution, 'identity.linked', person, { issuer: claims.issuer });
	return person;
}

async function finish(exchange: Exchange): Promise<string> {
	const { platform, request, reply } = exchange;
	const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
	const state = new URLSearchParams(query).get('state') ?? '';
	const asked = await asSystem(platform, (work) => takeChallenge(work, 'oidc', { challenge: state }));
	const browser = request.cookies[bindingCookie] ?? '';
	reply.clearCookie(bindingCookie, { path: '/v1/oidc' });
	if (asked === undefined || hashSecret(browser).toString('hex') !== asked.detail.browser) throw new Refusal('state-refused');
	const { nonce = '', verifier = '', returnTo = '/' } = asked.detail;
	const invitation = browser.slice(browser.indexOf('.') + 1);
	const claims = await answerOf(platform.config, query, { state, nonce, verifier }).catch((fault: unknown) => {
		platform.log.warn({ err: fault }, 'sign-in at the identity provider failed');
		throw new Refusal('not-signed-in');
	});
	const begun = await asSystem(platform, async (work) => {
		const institution = await institutionOfHome(work, claims.home);
		if (institution === undefined) throw new Refusal('not-allowed');
		const person = await personOf(work, claims, institution, invitation);
		if (person === undefined) throw new Refusal('not-allowed');
		const userAgent = request.headers['user-agent'] ?? '';
		return beginSession(work, { person, how: 'oidc', acr: claims.acr, limitedTo: institution, userAgent });
	});
	if (begun === undefined) throw new Refusal('not-allowed');
	setCookie(platform.config, reply, begun.secret, begun.until);
	return returnTo;
}

/** A browser stands here, so a refusal is a page: the sign-in page with the code of the catalogue. */
export async function oidcCallback(exchange: Exchange): Promise<void> {
	const { reply } = exchange;
	const target = await finish(exchange).catch((fault: unknown) => {
		if (fault instanceof Refusal) return `/sign-in?fault=${fault.code}`;
		throw fault;
	});
	reply.redirect(target, 303);
}
