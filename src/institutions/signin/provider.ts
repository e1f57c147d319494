import * as client from 'openid-client';
import { Refusal } from '#kernel';
import { type Config, traceHeaders } from '#platform';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);
const carried: client.CustomFetch = (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...traceHeaders() } });
const found = new WeakMap<Config, Promise<client.Configuration>>();

/**
 * The identity provider of the settings, discovered once. Plain http is allowed on loopback only. Refuses `not-found` when
 * none is set and `not-ready` when it does not answer; then the next sign-in asks again.
 */
export async function provider(config: Config): Promise<client.Configuration> {
	const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = config;
	if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined) throw new Refusal('not-found', 'no identity provider is set');
	const known = found.get(config);
	if (known !== undefined) return known;
	const issuer = new URL(OIDC_ISSUER);
	const plain = issuer.protocol === 'http:' && loopback.has(issuer.hostname);
	const authentication = OIDC_CLIENT_SECRET === undefined ? client.None() : client.ClientSecretBasic(OIDC_CLIENT_SECRET);
	const options = { timeout: 10, [client.customFetch]: carried, ...(plain ? { execute: [client.allowInsecureRequests] } : {}) };
	const asked = client.discovery(issuer, OIDC_CLIENT_ID, {}, authentication, options);
	found.set(config, asked);
	return asked.catch(() => {
		found.delete(config);
		throw new Refusal('not-ready', 'the identity provider does not answer');
	});
}

/** What Dijkwacht reads of the claims of SURFconext. */
export interface Claims {
	readonly issuer: string;
	readonly subject: string;
	readonly home: string;
	readonly mail: string | undefined;
	readonly acr: string;
}

export interface Question {
	readonly url: URL;
	readonly state: string;
	readonly nonce: string;
	readonly verifier: string;
}

/** Code flow with PKCE, state and nonce. */
export async function question(config: Config): Promise<Question> {
	const at = await provider(config);
	const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
	const url = client.buildAuthorizationUrl(at, {
		...{ state, nonce, scope: 'openid profile email', redirect_uri: callbackUrl(config) },
		...{ code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
	});
	return { url, state, nonce, verifier };
}

export const callbackUrl = (config: Config) => new URL('/v1/oidc/callback', config.baseUrl).href;

/** Trades the code for claims. Level of assurance counts only from the signed id token, the rest may come from userinfo. */
export async function answerOf(config: Config, query: string, asked: Omit<Question, 'url'>): Promise<Claims> {
	const at = await provider(config);
	const url = new URL(callbackUrl(config));
	url.search = query;
	const checks = {
		expectedState: asked.state,
		expectedNonce: asked.nonce,
		pkceCodeVerifier: asked.verifier,
		idTokenExpected: true,
	};
	const tokens = await client.authorizationCodeGrant(at, url, checks);
	const token = tokens.claims();
	if (token === undefined) throw new Error('no id token');
	const more =
		at.serverMetadata().userinfo_endpoint === undefined ? {} : await client.fetchUserInfo(at, tokens.access_token, token.sub);
	const claims: Record<string, unknown> = { ...more, ...token };
	const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : undefined);
	return {
		issuer: token.iss,
		subject: token.sub,
		home: text('schac_home_organization') ?? '',
		mail: claims.email_verified === false ? undefined : text('email'),
		acr: typeof token.acr === 'string' ? token.acr : '',
	};
}
