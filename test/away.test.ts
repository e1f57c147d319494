import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Platform, addHealth, buildServer, openDatabase, openLog, readConfig, TelemetryRefusal, type Who } from '#platform';
import { databaseAway } from '../src/platform/postgres/away.ts';
import type { FastifyInstance } from 'fastify';
import { authenticate, routes } from '../src/rooms.ts';
import { noTelemetry } from './helpers/platform.ts';
import { codeOf } from './helpers/code-of.ts';
import { sampleOf, schemaOf, someId } from './helpers/samples.ts';

let app: FastifyInstance;
let strict: FastifyInstance;
let platform: Platform;
beforeAll(async () => {
	const config = readConfig({ LOG_LEVEL: 'silent', PORT: '0' });
	if (!config.ok) throw new Error(JSON.stringify(config.findings));
	// Nobody listens on port 1: the database is away, as it is while PostgreSQL starts again.
	const database = openDatabase('postgres://nobody:nothing@127.0.0.1:1/none');
	const given: Partial<Platform> = { config: config.value, database, telemetry: noTelemetry, log: openLog('silent') };
	platform = { ...given, clock: { now: () => new Date() }, subscribers: new Map() } as Platform;
	app = await buildServer(platform, routes, async (_platform, request) => JSON.parse(String(request.headers['x-who'])) as Who);
	strict = await buildServer(platform, routes, authenticate);
	addHealth(strict, platform);
});
afterAll(async () => {
	await app.close();
	await strict.close();
	await platform.database.stop();
});

it('answers 503 and when to come back at every address that needs the database while that is away', async () => {
	const wrong: string[] = [];
	let away = 0;
	for (const { method, path, access, endpoint } of routes) {
		const role = typeof access === 'string' ? 'ciso' : access[0];
		const who = { person: someId, organisation: someId, organisationKind: 'institution', role, session: null, token: null };
		const query = endpoint.query === undefined ? {} : (sampleOf(schemaOf(endpoint.query)) as Record<string, string>);
		const url = `${path.replaceAll(/\{\w+\}/g, someId)}?${new URLSearchParams(query)}`;
		const payload = endpoint.body === undefined ? {} : { payload: sampleOf(schemaOf(endpoint.body)) as object };
		const answer = await app.inject({ method, url, ...payload, headers: { 'x-who': JSON.stringify(who) } });
		if (answer.statusCode === 503) away += 1;
		const told =
			answer.statusCode < 500 ||
			(answer.statusCode === 503 && codeOf(answer.json()) === 'not-ready' && answer.headers['retry-after'] === '2');
		if (!told) wrong.push(`${method} ${path}: ${answer.statusCode} ${answer.body.slice(0, 200)}`);
	}
	expect(wrong).toEqual([]);
	expect(away / routes.length, 'the share of addresses whose answer came as far as the database').toBeGreaterThan(0.6);
});

it('tells what will pass from what will not', () => {
	for (const passes of [
		{ code: '57P01' },
		{ code: '08006' },
		{ code: 'ECONNREFUSED' },
		new Error('Connection terminated unexpectedly'),
	])
		expect(databaseAway(passes)).toBe(true);
	for (const stays of [{ code: '23505' }, new TelemetryRefusal('Code: 60. Unknown table', 60), new Error('x'), 'text', null])
		expect(databaseAway(stays)).toBe(false);
});

it('does not take somebody for a stranger because it cannot look', async () => {
	for (const headers of [{ cookie: 'dijkwacht=abc' }, { authorization: 'Bearer dwt_abc' }]) {
		const answer = await strict.inject({ url: '/v1/session', headers });
		expect([answer.statusCode, answer.headers['content-type']]).toEqual([503, 'application/problem+json; charset=utf-8']);
	}
});

it('says that it lives, and that it is not ready', async () => {
	expect((await strict.inject('/healthz')).statusCode).toBe(200);
	const ready = await strict.inject('/readyz');
	expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'not-ready', database: 'down', telemetry: 'up' }]);
});
