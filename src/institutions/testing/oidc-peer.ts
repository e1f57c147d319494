import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** What the peer says about whoever signs in next. */
export interface Person {
	sub: string;
	schac_home_organization: string;
	email: string;
	acr: string;
}

export interface Peer {
	readonly issuer: string;
	/** Change it between two sign-ins. */
	person: Person;
	/** Walks a browser through the sign-in there. @returns address it is sent back to */
	walk(url: string): Promise<string>;
	stop(): Promise<void>;
}

const secret = 'a-secret-of-the-test-that-is-long-enough';

async function login(oidc: Provider, person: Person, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { prompt, params } = await oidc.interactionDetails(request, response);
	if (prompt.name === 'login') {
		const login = { accountId: person.sub, acr: person.acr, remember: false };
		return oidc.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
	}
	const grant = new oidc.Grant({ accountId: person.sub, clientId: String(params.client_id) });
	grant.addOIDCScope('openid email profile');
	return oidc.interactionFinished(
		request,
		response,
		{ consent: { grantId: await grant.save() } },
		{ mergeWithLastSubmission: true },
	);
}

/** A real OpenID provider (oidc-provider) on loopback, with a public and a confidential client, and the claims of SURFconext. */
export async function openPeer(callback: string): Promise<Peer & { secret: string }> {
	let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
	const server: Server = createServer((request, response) => handle(request, response));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const client = { redirect_uris: [callback], grant_types: ['authorization_code'], response_types: ['code' as const] };
	const peer = { issuer, secret, person: { sub: '', schac_home_organization: '', email: '', acr: '' } };
	const oidc = new Provider(issuer, {
		clients: [
			{ ...client, client_id: 'public', token_endpoint_auth_method: 'none', application_type: 'native' },
			{
				...client,
				client_id: 'confidential',
				client_secret: secret,
				token_endpoint_auth_method: 'client_secret_basic',
				application_type: 'native',
			},
		],
		claims: { openid: ['sub', 'acr'], email: ['email'], profile: ['schac_home_organization'] },
		acrValues: ['http://surfconext.nl/assurance/loa1', 'http://surfconext.nl/assurance/loa2'],
		pkce: { required: () => true },
		features: { devInteractions: { enabled: false } },
		interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
		findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...peer.person, sub }) }),
		cookies: { keys: ['a-key-of-the-test'] },
	});
	const walkIn = oidc.callback();
	handle = (request, response) => {
		if (request.url?.startsWith('/interaction/') === true) void login(oidc, peer.person, request, response);
		else void walkIn(request, response);
	};
	return Object.assign(peer, {
		async walk(url: string) {
			const jar = new Map<string, string>();
			let at = url;
			for (let step = 0; step < 10 && !at.startsWith(callback); step += 1) {
				const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
				const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
				for (const line of answer.headers.getSetCookie()) {
					const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
					jar.set(name, value);
				}
				const next = answer.headers.get('location');
				if (next === null) throw new Error(`the peer answered ${answer.status}: ${await answer.text()}`);
				at = new URL(next, at).href;
			}
			return at;
		},
		async stop() {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	});
}
