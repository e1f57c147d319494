import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addMembership, invite, recoverPerson, registerInstitutions, routes, setUpLink } from '#institutions';
import { asSystem, type Platform, sql } from '#platform';
import { here, movableClock, signInPlatform } from '../../../test/helpers/sign-in.ts';
import { Authenticator, type Mischief } from '../testing/authenticator.ts';

const origin = 'http://localhost:8080';
const clock = movableClock('2026-11-23T09:00:00Z');
let platform: Platform;
let app: FastifyInstance;
let stop: () => Promise<void>;
let school: string;
beforeAll(async () => {
	({ platform, real: app, stop } = await signInPlatform(routes, { clock, settings: { BASE_URL: origin } }));
	[school] = (await asSystem(platform, (work) => registerInstitutions(work, [{ kind: 'hbo', name: 'Hogeschool De Vaart' }]))) as [
		string,
	];
});
afterAll(() => stop());

async function post(url: string, payload: object, cookie?: string) {
	const answer = await app.inject({ method: 'POST', url, payload, headers: { ...here, ...(cookie ? { cookie } : {}) } });
	const set = answer.cookies[0];
	return {
		status: answer.statusCode,
		body: answer.body === '' ? null : answer.json(),
		cookie: set ? `${set.name}=${set.value}` : '',
	};
}
const get = async (url: string, cookie: string) => (await app.inject({ url, headers: { ...here, cookie } })).json();
const secretOf = (link: string) => link.split('#')[1]!;
const invitation = async (mail?: string) =>
	secretOf(
		(
			await asSystem(platform, (work) =>
				invite(work, { organisation: school, displayName: 'Nieuw', role: 'ciso', ...(mail ? { mail } : {}) }),
			)
		).link,
	);

async function enrol(ticket: string, key: Authenticator, wrong: Mischief = {}) {
	const asked = await post('/v1/enrolment/options', { ticket });
	if (asked.status !== 200) return asked;
	return post('/v1/enrolment', {
		ticket,
		challenge: asked.body.challenge,
		name: 'Laptop',
		response: key.register(asked.body.options, wrong),
	});
}
async function signIn(key: Authenticator, wrong: Mischief = {}, cookie?: string) {
	const asked = await post('/v1/passkeys/sign-in/options', {});
	return post(
		'/v1/passkeys/sign-in',
		{ challenge: asked.body.challenge, response: key.signIn(asked.body.options, wrong) },
		cookie,
	);
}

it('opens an empty Dijkwacht by the set-up link, once, and ends the link before', async () => {
	const [first, second] = [await asSystem(platform, setUpLink), await asSystem(platform, setUpLink)];
	expect((await post('/v1/invitations/look-up', { secret: secretOf(first) })).status).toBe(404);
	expect((await post('/v1/invitations/look-up', { secret: secretOf(second) })).body).toMatchObject({
		role: 'operator',
		recovery: false,
	});
	const made = await enrol(secretOf(second), new Authenticator(origin));
	expect(made.body.recoveryCodes).toHaveLength(10);
	expect(await get('/v1/session', made.cookie)).toMatchObject({ role: 'operator', how: 'passkey', acr: 'passkey' });
	expect((await enrol(secretOf(second), new Authenticator(origin))).status).toBe(404);
});

it('makes a person of an invitation, signs in with the passkey, and adds a second one', async () => {
	const key = new Authenticator(origin);
	const made = await enrol(await invitation('nieuw@vaart.example'), key);
	expect(made.status).toBe(201);
	const { cookie } = await signIn(key);
	expect(await get('/v1/session', cookie)).toMatchObject({ person: { displayName: 'Nieuw' }, role: 'ciso' });
	const listed = await get('/v1/passkeys', cookie);
	expect(listed).toMatchObject({ recoveryCodesLeft: 10, items: [{ name: 'Laptop' }] });
	expect(
		(await app.inject({ method: 'DELETE', url: `/v1/passkeys/${listed.items[0].id}`, headers: { ...here, cookie } })).statusCode,
	).toBe(409);

	const second = new Authenticator(origin);
	const asked = await post('/v1/passkeys/options', {}, cookie);
	expect(asked.body.options.excludeCredentials).toHaveLength(1);
	const added = await post(
		'/v1/passkeys',
		{ challenge: asked.body.challenge, name: 'Telefoon', response: second.register(asked.body.options) },
		cookie,
	);
	expect(added.status).toBe(201);
	expect(
		(await app.inject({ method: 'DELETE', url: `/v1/passkeys/${listed.items[0].id}`, headers: { ...here, cookie } })).statusCode,
	).toBe(204);
	expect((await signIn(key)).status).toBe(401);
	expect((await signIn(second)).status).toBe(204);
});

it.each<[string, Mischief]>([
	['another site', { origin: 'https://dijkwacht.evil.example' }],
	['another name', { rpId: 'evil.example' }],
	['an unverified user', { unverified: true }],
	['another challenge', { challenge: 'AAAA' }],
])('refuses a passkey of %s, at enrolment and at sign-in', async (_name, wrong) => {
	const ticket = await invitation();
	expect((await enrol(ticket, new Authenticator(origin), wrong)).status).toBe(422);
	const key = new Authenticator(origin);
	expect((await enrol(ticket, key)).status).toBe(201);
	expect((await signIn(key, wrong)).body).toMatchObject({ status: 401, code: 'not-signed-in' });
});

it('refuses a copied passkey by its counter, a challenge twice, and one after five minutes', async () => {
	const key = new Authenticator(origin);
	await enrol(await invitation(), key);
	expect((await signIn(key, { counter: 5 })).status).toBe(204);
	expect((await signIn(key, { counter: 5 })).status).toBe(401);
	const asked = await post('/v1/passkeys/sign-in/options', {});
	const answer = { challenge: asked.body.challenge, response: key.signIn(asked.body.options, { counter: 9 }) };
	expect((await post('/v1/passkeys/sign-in', answer)).status).toBe(204);
	expect((await post('/v1/passkeys/sign-in', answer)).status).toBe(401);
	const late = await post('/v1/passkeys/sign-in/options', {});
	clock.set('2026-11-23T09:05:00Z');
	expect(
		(
			await post('/v1/passkeys/sign-in', {
				challenge: late.body.challenge,
				response: key.signIn(late.body.options, { counter: 20 }),
			})
		).status,
	).toBe(401);
	clock.set('2026-11-23T09:00:00Z');
});

it('recovers with a printed code, as typed by hand: once, ending every session and passkey', async () => {
	const lost = new Authenticator(origin);
	const made = await enrol(await invitation(), lost);
	const code = (made.body.recoveryCodes[3] as string).toLowerCase().replaceAll('-', ' ');
	const fresh = new Authenticator(origin);
	const back = await enrol(code, fresh);
	expect(back.status).toBe(201);
	expect((await get('/v1/session', made.cookie)).code).toBe('session-ended');
	expect((await signIn(lost)).status).toBe(401);
	expect((await signIn(fresh)).status).toBe(204);
	expect((await enrol(code, new Authenticator(origin))).status).toBe(404);
	expect((await enrol(made.body.recoveryCodes[0], new Authenticator(origin))).status).toBe(404);
	expect((await get('/v1/session', back.cookie)).role).toBe('ciso');
});

it('recovers by the link of the command line, and knows nobody else', async () => {
	await enrol(await invitation('kwijt@vaart.example'), new Authenticator(origin));
	expect(await asSystem(platform, (work) => recoverPerson(work, 'niemand@vaart.example'))).toBeUndefined();
	const link = await asSystem(platform, (work) => recoverPerson(work, 'Kwijt@Vaart.example'));
	const secret = secretOf(link!);
	expect((await post('/v1/invitations/look-up', { secret })).body.recovery).toBe(true);
	expect((await enrol(secret, new Authenticator(origin))).status).toBe(201);
});

it('adds a hat to a person who is invited again, without a second account', async () => {
	const { cookie } = await enrol(await invitation(), new Authenticator(origin));
	const [other] = await asSystem(platform, (work) => registerInstitutions(work, [{ kind: 'mbo', name: 'MBO Elders' }]));
	const { link } = await asSystem(platform, (work) =>
		invite(work, { organisation: other!, displayName: 'x', role: 'security-officer' }),
	);
	expect((await post('/v1/invitations/accept', { secret: secretOf(link) }, cookie)).status).toBe(204);
	expect((await post('/v1/invitations/accept', { secret: secretOf(link) }, cookie)).status).toBe(404);
	expect((await get('/v1/session', cookie)).hats).toHaveLength(2);
});

it('refuses a role outside its kind of organisation, whoever writes', async () => {
	const person = await platform.database.system((tx) =>
		sql<{ id: string }>`select id from institutions.persons limit 1`.execute(tx),
	);
	const give = asSystem(platform, (work) => addMembership(work, person.rows[0]!.id, { organisation: school, role: 'operator' }));
	await expect(give).rejects.toMatchObject({ code: 'not-found' });
});

it.each([
	{},
	{ ticket: 'x' },
	{ ticket: 'x'.repeat(5000) },
	{ ticket: "dwi_' or 1=1 --xxxxxx" },
	{ ticket: 'dwi_00000000000000000\u0000' },
])('refuses the ticket %j without a 5xx', async (body) => {
	expect((await post('/v1/enrolment/options', body)).status).toBeGreaterThanOrEqual(400);
	expect((await post('/v1/enrolment/options', body)).status).toBeLessThan(500);
});
