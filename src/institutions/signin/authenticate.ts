import { type OrganisationKind, Refusal, type Role } from '#kernel';
import type { Authenticate, Platform, Who } from '#platform';
import { sessionOf, tokenOf } from '../store/askers.ts';
import { secretIn } from './authorization.ts';
import { readCookie } from './cookie.ts';
import { hashSecret } from './secret.ts';

const longestSecret = 100;

/** The machine that a token belongs to, for ways in that are no requests; undefined when it is unknown, expired or revoked. */
export async function whoOfToken(platform: Platform, secret: string): Promise<Who | undefined> {
	if (secret.length > longestSecret) return undefined;
	const token = await tokenOf(platform, hashSecret(secret), platform.clock.now());
	if (token === undefined) return undefined;
	return {
		person: null,
		organisation: token.organisation,
		organisationKind: token.organisation_kind as OrganisationKind,
		role: token.role as Role,
		session: null,
		token: token.token,
	};
}

/**
 * Who asks: a machine by `authorization: Bearer`, else a person by cookie; one statement. With an authorization header the
 * cookie does not count, because such a request was not checked for its origin.
 * Refuses `token-invalid`, `session-ended`, and `assurance-too-low` when the active organisation asks a stronger sign-in.
 */
export const authenticate: Authenticate = async (platform, request): Promise<Who | null> => {
	const { authorization } = request.headers;
	if (authorization !== undefined) {
		const secret = secretIn(authorization);
		const who = secret === undefined ? undefined : await whoOfToken(platform, secret);
		if (who === undefined) throw new Refusal('token-invalid');
		return who;
	}
	const secret = readCookie(platform.config, request);
	if (secret === undefined || secret === '') return null;
	const session = secret.length > longestSecret ? undefined : await sessionOf(platform, hashSecret(secret), platform.clock.now());
	const ended = session === undefined || session.state === 'ended' || (session.how === 'demo' && !platform.config.DEMO);
	if (ended) throw new Refusal('session-ended');
	if (session.state === 'weak') throw new Refusal('assurance-too-low', 'use your passkey to confirm who you are');
	return {
		person: session.person,
		organisation: session.organisation,
		organisationKind: session.organisation_kind as OrganisationKind,
		role: session.role as Role,
		session: session.session,
		token: null,
	};
};
