import { randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { demoSensors, ownSources, personaClient, playThread, reportTo } from '#demo';
import { balancer } from '../helpers/balancer.ts';
import { clickhouse } from '../helpers/clickhouse.ts';
import { temporaryFolder } from '../helpers/database.ts';
import { type RealServer, realServer } from '../helpers/server.ts';
import { type Batches, cut, draws, sampleFiles, shareOut } from './same-events.ts';

const name = `apart_${randomBytes(6).toString('hex')}`;
const url = inject('postgresUrl').replace(/\/postgres$/, `/${name}`);
const parts = { web: 'web', one: 'ingest', two: 'ingest', worker: 'worker' } as const;
type Part = keyof typeof parts;
const names = Object.keys(parts) as Part[];
const folder = temporaryFolder();

let admin: pg.Client;
let token: string | undefined;
let store: Awaited<ReturnType<typeof clickhouse>>;
let front: Awaited<ReturnType<typeof balancer>>;
const servers = new Map<Part, RealServer>();
const base = (part: Part) => servers.get(part)?.base() ?? '';

beforeAll(async () => {
	admin = new pg.Client({ connectionString: inject('postgresUrl') });
	await admin.connect();
	await admin.query(`create database ${name}`);
	store = await clickhouse();
	chmodSync(folder.path, 0o755);
	const shared = { DATABASE_URL: url, CLICKHOUSE_URL: store.url, DEMO: 'true', DATA_DIR: folder.path };
	// All at the same moment on an empty database: one of them makes the sector, the others wait for it.
	await Promise.all(names.map(async (part) => servers.set(part, await realServer([], { ...shared, SERVICES: parts[part] }))));
	front = await balancer(
		() => base('web'),
		() => [base('one'), base('two')],
	);
}, 600_000);
afterAll(async () => {
	front?.stop();
	await Promise.all(names.map((part) => servers.get(part)?.remove()));
	store?.stop();
	folder.remove();
	await admin.query(`drop database if exists ${name} with (force)`);
	await admin.end();
}, 120_000);

async function send(part: Part, message: string): Promise<unknown> {
	token ??= await sensorToken();
	const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' };
	const body = JSON.stringify({ time: '2026-01-01T12:00:00Z', message, host: 'pc-1' });
	return (await fetch(`${base(part)}/v1/ingest/events`, { method: 'POST', headers, body })).json();
}
async function sensorToken(): Promise<string> {
	const ciso = await personaClient(base('web'), 'ciso');
	const sensor = { name: 'Twee wegen', kind: 'mixed', rhythmSeconds: 600, scope: 'test' };
	const made = (await ciso.send('POST', '/v1/sensors', JSON.stringify(sensor))) as { secret: { token: string } };
	return made.secret.token;
}

it('answers in each process only what belongs to it', async () => {
	const status = async (part: Part, path: string, method = 'GET') => (await fetch(`${base(part)}${path}`, { method })).status;
	for (const part of names) {
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
	const sensors = new Map(demoSensors(folder.path).map(({ institution, secret }) => [institution, secret]));
	await playThread(front.base, ownSources(), sensors, report).catch((fault: unknown) => {
		throw new Error(`${(fault as Error).message}\nafter:\n${lines.join('\n')}`);
	});
	expect(report.steps.length).toBeGreaterThan(10);
});

it('knows a batch that came in at the other process', async () => {
	expect(await send('one', 'eenmaal')).toMatchObject({ accepted: 1, repeated: false });
	expect(await send('two', 'eenmaal')).toMatchObject({ accepted: 1, repeated: true });
});

it('refuses a process that brings a telemetry store of its own, with a sentence', async () => {
	const own: Record<string, string>[] = [{ DATABASE_URL: url }, { DATABASE_URL: url, SERVICES: 'worker' }];
	const refused = own.map((settings) => expect(realServer([], settings)).rejects.toThrow('set CLICKHOUSE_URL'));
	await Promise.all(refused);
});

/** Counted from behind: the whole job above has sent events as the first of them. */
const connected = (place: number) => {
	const sensor = demoSensors(folder.path)
		.filter(({ kind }) => kind === 'network')
		.at(-1 - place);
	return sensor ?? expect.fail('the demo has too few sensors');
};

/** A sender that keeps its batch until it is acknowledged, at the next process in turn; `strike` happens while the middle one is on its way. */
async function sendAll(to: readonly Part[], place: number, name: string, batches: Batches, strike?: () => Promise<void>) {
	for (const [at, lines] of batches.entries()) {
		const headers = { authorization: `Bearer ${connected(place).secret}`, 'content-type': 'application/x-ndjson' };
		const request = { method: 'POST', headers: { ...headers, 'idempotency-key': `${name} ${at}` }, body: lines.join('\n') };
		const post = (part: Part) => fetch(`${base(part)}/v1/ingest/events`, request).catch(() => undefined);
		const first = post(to[at % to.length] ?? 'two');
		if (at === Math.floor(batches.length / 2)) await strike?.();
		const answer = (await first) ?? (await post('two'));
		expect(await answer?.json(), `batch ${at} of ${name}`).toMatchObject({ accepted: lines.length, refused: 0 });
	}
}

/** Alerts of the samples, which are older than what the demo sends. Not every institution is meant by the same indicators. */
async function alertsAt(place: number): Promise<string[]> {
	const reader = new pg.Client({ connectionString: url });
	await reader.connect();
	const found = await reader.query<Record<string, unknown>>(
		`select cause, host, count::int, window_start, first_time, last_time, severity from monitoring.alerts
			where institution_id = $1 and cause like 'rule:%' and last_time < timestamptz '2026-11-10' order by cause, host, window_start`,
		[connected(place).institution],
	);
	await reader.end();
	return found.rows.map((row) => JSON.stringify(row));
}

it('raises the same alerts in one process or two, in batches of any size, and when one is killed', async () => {
	const files = sampleFiles();
	const lines = files.flatMap((file) => file.lines);
	const draw = draws(11);
	await sendAll(['two'], 0, 'whole', [lines]);
	const whole = await alertsAt(0);
	expect(whole.length).toBeGreaterThan(50);

	await sendAll(['one', 'two'], 1, 'in turn', cut(lines, 9, draw));
	expect(await alertsAt(1)).toEqual(whole);

	const shares = shareOut(files, 3);
	await Promise.all(
		shares.map((share, at) => sendAll(at === 0 ? ['one'] : ['two', 'one'], 2, `beside ${at}`, cut(share, 25, draw))),
	);
	expect(await alertsAt(2)).toEqual(whole);

	await sendAll(['two', 'one'], 3, 'killed', cut(lines, 40, draw), async () => servers.get('one')?.kill());
	expect(await alertsAt(3)).toEqual(whole);
	expect((await fetch(`${base('two')}/readyz`)).status).toBe(200);
});
