import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { demoSensors, ownSources, personaClient, playThread, reportTo } from '#demo';
import { balancer } from '../helpers/balancer.ts';
import { clickhouse } from '../helpers/clickhouse.ts';
import { type RealServer, realServer } from '../helpers/server.ts';

const name = `apart_${randomBytes(6).toString('hex')}`;
const url = inject('postgresUrl').replace(/\/postgres$/, `/${name}`);
const parts = { web: 'web', one: 'ingest', two: 'ingest', worker: 'worker' } as const;
type Part = keyof typeof parts;

let admin: pg.Client;
let store: Awaited<ReturnType<typeof clickhouse>>;
let front: Awaited<ReturnType<typeof balancer>>;
const servers = new Map<Part, RealServer>();
const base = (part: Part) => servers.get(part)?.base() ?? '';

beforeAll(async () => {
	admin = new pg.Client({ connectionString: inject('postgresUrl') });
	await admin.connect();
	await admin.query(`create database ${name}`);
	store = await clickhouse();
	const shared = { DATABASE_URL: url, CLICKHOUSE_URL: store.url, DEMO: 'true' };
	// The first names the data folder for all; the others start at the same moment on an empty database.
	const start = (part: Part, more: Record<string, string>) =>
		realServer([], { ...shared, SERVICES: parts[part], ...more }).then((server) => servers.set(part, server));
	await start('web', {});
	const dataDir = { DATA_DIR: servers.get('web')?.dataDir ?? '' };
	await Promise.all((['one', 'two', 'worker'] as const).map((part) => start(part, dataDir)));
	front = await balancer(
		() => base('web'),
		() => [base('one'), base('two')],
	);
}, 600_000);
afterAll(async () => {
	front?.stop();
	for (const part of ['one', 'two', 'worker', 'web'] as const) await servers.get(part)?.remove();
	store?.stop();
	await admin.query(`drop database if exists ${name} with (force)`);
	await admin.end();
}, 120_000);

it('answers in each process only what belongs to it', async () => {
	const status = async (part: Part, path: string, method = 'GET') => (await fetch(`${base(part)}${path}`, { method })).status;
	for (const part of Object.keys(parts) as Part[]) {
		expect(await status(part, '/healthz'), part).toBe(200);
		expect(await status(part, '/readyz'), part).toBe(200);
		expect(await status(part, '/v1/alerts'), part).toBe(part === 'web' ? 401 : 404);
		expect(await status(part, '/v1/live'), part).toBe(part === 'web' ? 401 : 404);
		expect(await status(part, '/v1/ingest/events', 'POST'), part).toBe(parts[part] === 'ingest' ? 401 : 404);
	}
});

it('plays the whole job with every service in a process of its own', { timeout: 600_000 }, async () => {
	const lines: string[] = [];
	const report = reportTo((line) => lines.push(line));
	const sensors = new Map(demoSensors(servers.get('web')?.dataDir ?? '').map(({ institution, secret }) => [institution, secret]));
	await playThread(front.base, ownSources(), sensors, report).catch((fault: unknown) => {
		throw new Error(`${(fault as Error).message}\nafter:\n${lines.join('\n')}`);
	});
	expect(report.steps.length).toBeGreaterThan(10);
});

it('knows a batch that came in at the other process', async () => {
	const ciso = await personaClient(base('web'), 'ciso');
	const sensor = { name: 'Twee wegen', kind: 'mixed', rhythmSeconds: 600, scope: 'test' };
	const made = (await ciso.send('POST', '/v1/sensors', JSON.stringify(sensor))) as { secret: { token: string } };
	const headers = { authorization: `Bearer ${made.secret.token}`, 'content-type': 'application/x-ndjson' };
	const body = JSON.stringify({ time: new Date().toISOString(), message: 'eenmaal', host: 'pc-1' });
	const send = async (part: Part) =>
		(await fetch(`${base(part)}/v1/ingest/events`, { method: 'POST', headers, body })).json() as Promise<object>;
	expect(await send('one')).toMatchObject({ accepted: 1, repeated: false });
	expect(await send('two')).toMatchObject({ accepted: 1, repeated: true });
});

it('refuses a process that brings a telemetry store of its own, with a sentence', async () => {
	await expect(realServer([], { DATABASE_URL: url })).rejects.toThrow('set CLICKHOUSE_URL');
	await expect(realServer([], { DATABASE_URL: url, SERVICES: 'worker' })).rejects.toThrow('set CLICKHOUSE_URL');
});

it('goes on when one ingest process is killed', async () => {
	await servers.get('one')?.kill();
	const answer = await fetch(`${base('two')}/readyz`);
	expect(answer.status).toBe(200);
	await servers.get('one')?.start();
});
