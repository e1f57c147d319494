import type { FastifyInstance, FastifyRequest } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addPerson, authenticate, issueToken, registerInstitutions, registerOrganisation, routes } from '#institutions';
import { asSystem, buildServer, type Platform, sql } from '#platform';
import type { TestDatabase } from '../../../test/helpers/database.ts';
import { here, movableClock, signInPlatform } from '../../../test/helpers/sign-in.ts';

let db: TestDatabase;
let platform: Platform;
let app: FastifyInstance;
let stop: () => Promise<void>;
const clock = movableClock('2026-11-23T09:00:00Z');
const ids = { school: '', soc: '', strict: '' };

beforeAll(async () => {
	const test = await signInPlatform(routes, { clock, settings: { DEMO: 'true' } });
	({ db, platform, real: app, stop } = test);
	await asSystem(platform, async (work) => {
		const [school, strict] = await registerInstitutions(work, [
			{ kind: 'hbo', name: 'Hogeschool De Vaart', brin: '90AA', faculties: ['Techniek'] },
			{ kind: 'wo', name: 'Universiteit Noorderdiep', requiredAcr: 'http://surfconext.nl/assurance/loa3' },
		]);
		ids.school = school!;
		ids.strict = strict!;
		ids.soc = await registerOrganisation(work, { kind: 'surf-soc', name: 'Wacht' });
		await addPerson(work, {
			displayName: 'Ciso van de Vaart',
			demoPersona: 'ciso',
			hats: [
				{ organisation: ids.school, role: 'ciso' },
				{ organisation: ids.school, role: 'board' },
			],
		});
		await addPerson(work, {
			displayName: 'Analist',
			demoPersona: 'analyst',
			hats: [{ organisation: ids.soc, role: 'soc-analyst' }],
		});
	});
});
afterAll(() => stop());
beforeEach(() => clock.set('2026-11-23T09:00:00Z'));

async function signIn(persona = 'ciso'): Promise<Record<string, string>> {
	const answer = await app.inject({ method: 'POST', url: '/v1/demo/sign-in', headers: here, payload: { persona } });
	expect(answer.statusCode).toBe(204);
	return { ...here, cookie: `dijkwacht=${answer.cookies[0]?.value}` };
}

it('lets a persona in, tells who it is and changes its hat', async () => {
	const headers = await signIn();
	const first = (await app.inject({ url: '/v1/session', headers })).json();
	expect(first).toMatchObject({
		role: 'ciso',
		organisation: { name: 'Hogeschool De Vaart', institutionKind: 'hbo' },
		demo: true,
		locale: 'nl',
	});
	expect(first.hats).toHaveLength(2);
	const asBoard = { organisation: ids.school, role: 'board' };
	const changed = await app.inject({ method: 'POST', url: '/v1/session/hat', headers, payload: asBoard });
	expect(changed.json().role).toBe('board');
	expect((await app.inject({ url: '/v1/session', headers })).json().role).toBe('board');
});

it('refuses a hat of another organisation as not found', async () => {
	const headers = await signIn();
	const answer = await app.inject({
		...{ method: 'POST', url: '/v1/session/hat', headers },
		payload: { organisation: ids.soc, role: 'soc-analyst' },
	});
	expect(answer.json()).toMatchObject({ status: 404, code: 'not-found' });
});

it('shows the personas only at the machine itself', async () => {
	expect((await app.inject({ url: '/v1/demo/personas', headers: here })).json().items).toHaveLength(2);
	for (const headers of [
		{ host: 'dijkwacht.example' },
		{ host: 'localhost.evil.example' },
		{ ...here, 'x-forwarded-for': '127.0.0.1' },
		{ ...here, forwarded: 'for=127.0.0.1' },
		{ ...here, via: '1.1 proxy' },
		{ ...here, 'x-real-ip': '127.0.0.1' },
	]) {
		expect((await app.inject({ url: '/v1/demo/personas', headers })).statusCode).toBe(404);
	}
	expect((await app.inject({ url: '/v1/demo/personas', headers: here, remoteAddress: '192.0.2.7' })).statusCode).toBe(404);
});

it('ends what a persona began when the demo is switched off', async () => {
	const headers = await signIn();
	const serious = { ...platform, config: { ...platform.config, DEMO: false } };
	const server = await buildServer(serious, routes, authenticate);
	expect((await server.inject({ url: '/v1/session', headers })).json().code).toBe('session-ended');
	expect((await server.inject({ url: '/v1/demo/personas', headers: here })).statusCode).toBe(404);
	await server.close();
});

it('asks one statement to know who asks, and writes the last use once a minute', async () => {
	const headers = await signIn();
	const asked: string[] = [];
	const query = platform.database.pool.query.bind(platform.database.pool);
	const pool = Object.assign(Object.create(platform.database.pool), {
		query: (text: string, values: unknown[]) => {
			asked.push(text);
			return query(text, values);
		},
	});
	const watched = { ...platform, database: { ...platform.database, pool } };
	const request = { headers: {}, cookies: { dijkwacht: headers.cookie?.split('=')[1] } } as unknown as FastifyRequest;
	const lastUse = async () =>
		(await query('select max(last_used_at) as at from institutions.sessions where ended_at is null')).rows[0].at.toISOString();
	for (const [now, kept] of [
		['09:00:59', '09:00:00'],
		['09:01:00', '09:01:00'],
	]) {
		clock.set(`2026-11-23T${now}Z`);
		expect(await authenticate(watched, request)).toMatchObject({ role: 'ciso', organisationKind: 'institution' });
		expect(await lastUse()).toBe(`2026-11-23T${kept}.000Z`);
	}
	expect(asked).toHaveLength(2);
});

it('ends a session on sign-out, after 8 idle hours and after 12 hours in all', async () => {
	const out = await signIn();
	expect((await app.inject({ method: 'DELETE', url: '/v1/session', headers: out })).statusCode).toBe(204);
	expect((await app.inject({ url: '/v1/session', headers: out })).json().code).toBe('session-ended');

	const idle = await signIn();
	clock.set('2026-11-23T17:00:00Z');
	expect((await app.inject({ url: '/v1/session', headers: idle })).json().code).toBe('session-ended');

	clock.set('2026-11-23T09:00:00Z');
	const busy = await signIn();
	for (const hour of ['15', '20']) {
		clock.set(`2026-11-23T${hour}:59:59Z`);
		expect((await app.inject({ url: '/v1/session', headers: busy })).statusCode).toBe(200);
	}
	clock.set('2026-11-23T21:00:00Z');
	expect((await app.inject({ url: '/v1/session', headers: busy })).json().code).toBe('session-ended');
});

it('revokes a session of oneself and not of another', async () => {
	const [mine, other, stranger] = [await signIn(), await signIn(), await signIn('analyst')];
	const rows = (await app.inject({ url: '/v1/sessions', headers: other })).json().items as { id: string; current: boolean }[];
	const target = rows.find((row) => row.current)!.id;
	const url = `/v1/sessions/${target}`;
	expect((await app.inject({ method: 'DELETE', url, headers: stranger })).statusCode).toBe(404);
	expect((await app.inject({ method: 'DELETE', url, headers: mine })).statusCode).toBe(204);
	expect((await app.inject({ url: '/v1/session', headers: other })).statusCode).toBe(401);
});

it('loses the hat at once when the membership ends', async () => {
	const headers = await signIn('analyst');
	await db.database.system((tx) =>
		sql`update institutions.memberships set ended_at = now() where organisation_id = ${ids.soc}`.execute(tx),
	);
	expect((await app.inject({ url: '/v1/session', headers })).json().code).toBe('session-ended');
	await db.database.system((tx) =>
		sql`update institutions.memberships set ended_at = null where organisation_id = ${ids.soc}`.execute(tx),
	);
});

it('issues, rotates with overlap, expires and revokes a machine token', async () => {
	const headers = await signIn();
	const asks = (secret: string) => app.inject({ url: '/v1/sessions', headers: { authorization: `Bearer ${secret}` } });
	const made = await app.inject({
		method: 'POST',
		url: '/v1/tokens',
		headers,
		payload: { name: 'Rapportage', scope: 'read' },
	});
	expect(made.statusCode).toBe(201);
	const { id, secret } = made.json() as { id: string; secret: string };
	expect((await asks(secret)).statusCode).toBe(200);

	const rotated = await app.inject({ method: 'POST', url: `/v1/tokens/${id}/rotate`, headers, payload: { overlapHours: 2 } });
	const next = (rotated.json() as { secret: string }).secret;
	clock.set('2026-11-23T10:59:00Z');
	expect([(await asks(secret)).statusCode, (await asks(next)).statusCode]).toEqual([200, 200]);
	clock.set('2026-11-23T11:00:00Z');
	expect([(await asks(secret)).json().code, (await asks(next)).statusCode]).toEqual(['token-invalid', 200]);

	const newId = (rotated.json() as { id: string }).id;
	expect((await app.inject({ method: 'DELETE', url: `/v1/tokens/${newId}`, headers })).statusCode).toBe(204);
	expect((await asks(next)).json().code).toBe('token-invalid');
});

it('names who signed in and out in the trail of their organisation', async () => {
	const headers = await signIn();
	await app.inject({ method: 'DELETE', url: '/v1/session', headers });
	const { items } = (await app.inject({ url: '/v1/audit-trail?limit=2', headers: await signIn() })).json();
	expect(items[0]).toMatchObject({ verb: 'session.started', personName: expect.any(String), detail: { how: 'demo' } });
	expect(items[1]).toMatchObject({ verb: 'session.ended', person: items[0].person, role: items[0].role });
});

it('makes no second secret for a call repeated under its key', async () => {
	const headers = { ...(await signIn()), 'idempotency-key': 'told once' };
	const call = { method: 'POST', url: '/v1/tokens', headers, payload: { name: 'Herhaald', scope: 'read' } } as const;
	expect((await app.inject(call)).statusCode).toBe(201);
	expect((await app.inject(call)).json()).toMatchObject({ status: 409, code: 'already-exists' });
	expect((await app.inject({ ...call, payload: { name: 'Ander', scope: 'read' } })).json().code).toBe('idempotency-mismatch');
	const kept = await db.database.pool.query("select count(*)::int as count from institutions.tokens where name = 'Herhaald'");
	expect(kept.rows[0].count).toBe(1);
});

it('keeps no secret: neither in tables nor under an idempotency key', async () => {
	const headers = { ...(await signIn()), 'idempotency-key': 'one' };
	const made = await app.inject({ method: 'POST', url: '/v1/tokens', headers, payload: { name: 'Een', scope: 'read' } });
	const { secret } = made.json() as { secret: string };
	const kept = await db.database.pool.query(
		`select (select jsonb_agg(t) from institutions.tokens t)::text || coalesce((select jsonb_agg(i) from platform.idempotency i)::text, '') as all`,
	);
	expect(kept.rows[0].all).not.toContain(secret);
	await expect(
		db.database.as(
			{ person: null, organisation: ids.school, organisationKind: 'institution', role: 'ciso', session: null, token: null },
			(tx) => sql`select hash from institutions.tokens`.execute(tx),
		),
	).rejects.toMatchObject({ code: 'not-found' });
});

it.each([
	['Basic abc', 'token-invalid'],
	['Bearer', 'token-invalid'],
	[`Bearer ${'x'.repeat(5000)}`, 'token-invalid'],
	["Bearer ' or 1=1 --", 'token-invalid'],
])('refuses the authorization header %.20s', async (authorization, code) => {
	const cookie = (await signIn()).cookie!;
	expect((await app.inject({ url: '/v1/session', headers: { authorization, cookie } })).json()).toMatchObject({
		status: 401,
		code,
	});
});

it('does not let the application role ask who holds a session or token', async () => {
	const { secret } = await asSystem(platform, (work) => issueToken(work, { organisation: ids.soc, name: 'x', scope: 'read' }));
	expect(secret).toMatch(/^dwt_/);
	const who = {
		person: null,
		organisation: ids.school,
		organisationKind: 'institution',
		role: 'ciso',
		session: null,
		token: null,
	} as const;
	for (const name of ['session_of', 'token_of']) {
		const ask = db.database.as(who, (tx) => sql`select * from ${sql.raw(`institutions.${name}`)}('\\x00', now())`.execute(tx));
		await expect(ask).rejects.toMatchObject({ code: 'not-found' });
	}
});

it('asks a stronger sign-in where the organisation requires one', async () => {
	const rows =
		await db.database.pool.query(`select institutions.assured(acr, 'http://surfconext.nl/assurance/loa2') as yes from unnest(array[
		'http://surfconext.nl/assurance/loa3', 'http://surfconext.nl/assurance/loa2', 'http://surfconext.nl/assurance/loa1', 'passkey', '',
		'http://other.example/assurance/loa3']) as a (acr)`);
	expect(rows.rows.map(({ yes }) => yes)).toEqual([true, true, false, true, false, false]);
});
