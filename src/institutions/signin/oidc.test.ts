import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addPerson, invite, registerInstitutions, registerOrganisation, routes } from '#institutions';
import { systemClock } from '#kernel';
import { asSystem, type Platform } from '#platform';
import { here, signInPlatform } from '../../../test/helpers/sign-in.ts';
import { openPeer } from '../testing/oidc-peer.ts';

const origin = 'http://localhost:8080';
const loa = (level: number) => `http://surfconext.nl/assurance/loa${level}`;
type Peer = Awaited<ReturnType<typeof openPeer>>;
let peer: Peer;
let platform: Platform;
let app: FastifyInstance;
let confidential: Awaited<ReturnType<typeof signInPlatform>>;
let stop: () => Promise<void>;
let school: string;

const settings = () => ({ BASE_URL: origin, OIDC_ISSUER: peer.issuer });
beforeAll(async () => {
	peer = await openPeer(`${origin}/v1/oidc/callback`);
	({
		platform,
		real: app,
		stop,
	} = await signInPlatform(routes, { clock: systemClock, settings: { ...settings(), OIDC_CLIENT_ID: 'public' } }));
	await asSystem(platform, async (work) => {
		[school] = (await registerInstitutions(work, [
			{ kind: 'hbo', name: 'Hogeschool De Vaart', homeOrganisations: ['vaart.example'], requiredAcr: loa(2) },
			{ kind: 'wo', name: 'Universiteit Noorderdiep', homeOrganisations: ['diep.example'] },
		])) as [string];
		const beheer = await registerOrganisation(work, { kind: 'operator', name: 'Beheer' });
		await addPerson(work, {
			...{ displayName: 'Ciso', mail: 'Ciso@vaart.example' },
			hats: [
				{ organisation: beheer, role: 'operator' },
				{ organisation: school, role: 'ciso' },
			],
		});
	});
	confidential = await signInPlatform(routes, {
		settings: { ...settings(), OIDC_CLIENT_ID: 'confidential', OIDC_CLIENT_SECRET: peer.secret },
	});
});
afterAll(async () => {
	await stop();
	await confidential.stop();
	await peer.stop();
});
beforeEach(() => {
	peer.person = { sub: 'ciso-1', schac_home_organization: 'vaart.example', email: 'ciso@vaart.example', acr: loa(2) };
});

async function start(body: object = {}, server = app) {
	const answer = await server.inject({ method: 'POST', url: '/v1/oidc/start', payload: body, headers: here });
	const cookie = answer.cookies[0];
	return { url: (answer.json() as { url: string }).url, cookie: `${cookie?.name}=${cookie?.value}`, status: answer.statusCode };
}
async function back(address: string, cookie: string, server = app) {
	const { pathname, search } = new URL(address);
	const answer = await server.inject({ url: pathname + search, headers: { host: 'localhost:8080', cookie } });
	const session = answer.cookies.find(({ name, value }) => name === 'dijkwacht' && value !== '');
	return { to: answer.headers.location, status: answer.statusCode, cookie: session ? `dijkwacht=${session.value}` : '' };
}
async function signIn(body: object = {}) {
	const asked = await start(body);
	return back(await peer.walk(asked.url), asked.cookie);
}
const session = async (cookie: string) => (await app.inject({ url: '/v1/session', headers: { ...here, cookie } })).json();

it('signs in somebody whom the identity provider of the institution vouches for, and speaks for that institution only', async () => {
	const done = await signIn({ returnTo: '/institutions?kind=hbo' });
	expect(done).toMatchObject({ status: 303, to: '/institutions?kind=hbo' });
	const own = await session(done.cookie);
	expect(own).toMatchObject({ role: 'ciso', how: 'oidc', acr: loa(2), organisation: { name: 'Hogeschool De Vaart' } });
	expect(own.hats).toHaveLength(1);
	peer.person.email = 'changed@vaart.example';
	expect((await session((await signIn()).cookie)).person.id).toBe(own.person.id);
});

it('asks our own passkey when the level of assurance is too low', async () => {
	peer.person.acr = loa(1);
	const done = await signIn();
	expect(await session(done.cookie)).toMatchObject({ status: 403, code: 'assurance-too-low' });
	const left = await app.inject({ method: 'DELETE', url: '/v1/session', headers: { ...here, cookie: done.cookie } });
	expect(left.statusCode).toBe(204);
	expect(await session(done.cookie)).toMatchObject({ code: 'session-ended' });
});

it.each([
	['an unknown home organisation', { schac_home_organization: 'elders.example', sub: 'x-1' }],
	['another institution with a known mail address', { schac_home_organization: 'diep.example', sub: 'x-2' }],
	['somebody without a role', { email: 'student@vaart.example', sub: 'x-3' }],
	['a known subject that moved to another institution', { schac_home_organization: 'diep.example' }],
])('refuses %s', async (_name, wrong) => {
	Object.assign(peer.person, wrong);
	expect(await signIn()).toMatchObject({ to: '/sign-in?fault=not-allowed', cookie: '' });
});

it('takes up an invitation of that institution', async () => {
	Object.assign(peer.person, { sub: 'new-1', email: 'nieuw@vaart.example' });
	const { link } = await asSystem(platform, (work) =>
		invite(work, { organisation: school, displayName: 'Nieuw', role: 'security-officer' }),
	);
	const done = await signIn({ invitation: link.split('#')[1] });
	expect(await session(done.cookie)).toMatchObject({ role: 'security-officer', person: { displayName: 'Nieuw' } });
});

it('refuses an answer in another browser, a second time, with another state or code, and a fault of the provider', async () => {
	const asked = await start();
	const address = await peer.walk(asked.url);
	expect((await back(address, 'dijkwacht-oidc=dws_other')).to).toBe('/sign-in?fault=state-refused');
	expect((await back(address, asked.cookie)).to).toBe('/sign-in?fault=state-refused');
	const other = await start();
	const forged = new URL(await peer.walk(other.url));
	forged.searchParams.set('code', 'forged');
	expect((await back(forged.href, other.cookie)).to).toBe('/sign-in?fault=not-signed-in');
	const third = await start();
	const state = new URL(third.url).searchParams.get('state');
	expect((await back(`${origin}/v1/oidc/callback?error=access_denied&state=${state}`, third.cookie)).to).toBe(
		'/sign-in?fault=not-signed-in',
	);
	expect((await back(`${origin}/v1/oidc/callback`, '')).to).toBe('/sign-in?fault=state-refused');
});

it('returns to pages of ours only', async () => {
	for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:1']) {
		const answer = await app.inject({ method: 'POST', url: '/v1/oidc/start', payload: { returnTo }, headers: here });
		expect(answer.statusCode).toBe(400);
	}
});

it('works with a confidential client, and says when no provider is set or none answers', async () => {
	await asSystem(confidential.platform, async (work) => {
		const [id] = await registerInstitutions(work, [{ kind: 'hbo', name: 'Een', homeOrganisations: ['vaart.example'] }]);
		await addPerson(work, { displayName: 'Ciso', mail: 'ciso@vaart.example', hats: [{ organisation: id!, role: 'ciso' }] });
	});
	const asked = await start({}, confidential.real);
	expect((await back(await peer.walk(asked.url), asked.cookie, confidential.real)).to).toBe('/');

	const ask = async (more: Record<string, string>) => {
		const test = await signInPlatform(routes, { settings: { BASE_URL: origin, ...more } });
		const answer = await test.real.inject({ method: 'POST', url: '/v1/oidc/start', payload: {}, headers: here });
		await test.stop();
		return answer.json().code;
	};
	expect(await ask({})).toBe('not-found');
	expect(await ask({ OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'x' })).toBe('not-ready');
});
