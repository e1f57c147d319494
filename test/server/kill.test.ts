import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { personaClient } from '#demo';
import { openLog, runningServer, startTelemetry } from '#platform';
import { type RealServer, realServer } from '../helpers/server.ts';
import { draws } from './same-events.ts';

/** How often each process is killed and the server stopped; the moments follow from the seed. `KILL_ROUNDS=20` is the bar of the project. */
const rounds = Number(process.env['KILL_ROUNDS'] ?? 1);
const seed = Number(process.env['KILL_SEED'] ?? 7);
const linesPerBatch = 25;
/** Every how many lines one matches a rule. */
const hitEvery = 5;
const mostAttempts = 600;

let server: RealServer;
let token = '';
beforeAll(async () => {
	server = await realServer([], { LOG_LEVEL: 'warn' });
	const ciso = await personaClient(server.base(), 'ciso');
	const body = { name: 'Valproef', kind: 'mixed', rhythmSeconds: 600, scope: 'test' };
	const made = (await ciso.send('POST', '/v1/sensors', JSON.stringify(body))) as { secret: { token: string } };
	token = made.secret.token;
});
afterAll(() => server.remove());

const hostOf = (batch: number, line: number) => `val-${batch}-${line}.proef.example`;
function lineOf(batch: number, line: number): string {
	const at = { time: new Date(Date.UTC(2026, 0, 1) + batch * 60_000 + line).toISOString(), host: hostOf(batch, line) };
	if (line % hitEvery !== 0) return JSON.stringify({ ...at, message: 'valproef' });
	return JSON.stringify({
		...{ time: at.time, EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational', Hostname: at.host },
		...{ SourceName: 'Microsoft-Windows-Sysmon', OriginalFileName: 'VSSADMIN.EXE', User: 'PROEF\\beheer' },
		...{ Image: 'C:\\Windows\\System32\\vssadmin.exe', ParentImage: 'C:\\Windows\\System32\\cmd.exe' },
		CommandLine: 'vssadmin.exe delete shadows /all /quiet',
	});
}

/** A sender as it should be: keeps its batch and repeats it until it is acknowledged. */
async function send(batch: number): Promise<void> {
	const lines = Array.from({ length: linesPerBatch }, (_, line) => lineOf(batch, line));
	const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson', 'idempotency-key': `val-${batch}` };
	for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
		const request = { method: 'POST', headers, body: lines.join('\n'), signal: AbortSignal.timeout(30_000) };
		const answer = await fetch(`${server.base()}/v1/ingest/events`, request).catch(() => undefined);
		if (answer?.ok) {
			expect(await answer.json()).toMatchObject({ accepted: linesPerBatch, refused: 0 });
			return;
		}
		if (answer !== undefined) expect([429, 503], await answer.text()).toContain(answer.status);
		await wait(100);
	}
	throw new Error(`batch ${batch} was never acknowledged`);
}

async function inDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: runningServer(server.dataDir)?.databaseUrl ?? '' });
	client.on('error', () => undefined);
	await client.connect();
	return work(client).finally(() => client.end().catch(() => undefined));
}

async function until(what: string, met: () => Promise<boolean>): Promise<void> {
	for (let attempt = 0; !(await met().catch(() => false)); attempt += 1) {
		if (attempt > mostAttempts) throw new Error(`never came: ${what}`);
		await wait(100);
	}
}

async function queued(task: string, which = 'true'): Promise<number> {
	const asked = `select 1 from graphile_worker.jobs where task_identifier like $1 and ${which}`;
	return (await inDatabase((client) => client.query(asked, [task]))).rows.length;
}

/** Everybody searches the past for a shared indicator; the job stands still before its answers when PostgreSQL is killed. */
async function killUnderJob(number: number): Promise<void> {
	const text = (what: string) => ({ nl: what, en: what });
	const analyst = await personaClient(server.base(), 'analist');
	const shared = (await inDatabase(async (client) => {
		await client.query('begin; lock table sharing.sightings in access exclusive mode');
		const body = {
			...{ title: text('Proef'), summary: text('Proef'), tlp: 'amber', audience: { to: 'all' } },
			indicators: [{ kind: 'domain', value: `kill-${number}.proef.example`, confidence: 80 }],
			lines: [{ text: text('Kijk'), effort: 'hours' }],
		};
		const made = await analyst.send('POST', '/v1/advisories', JSON.stringify(body));
		// It, or those before it that everybody's workers are busy with: they wait for the same table.
		await until('a job is under way', async () => (await queued('monitoring:look-back%', 'locked_by is not null')) > 0);
		killChild('postgres');
		return made;
	})) as { id: string; recipients: number };
	const before = server.pid();
	await untilReady();
	await until('the job leaves the queue', async () => (await queued('monitoring:look-back')) === 0);
	const answers = await inDatabase((client) =>
		client.query(
			`select 1 from sharing.sightings s join sharing.indicators i on i.id = s.indicator_id where i.advisory_id = $1`,
			[shared.id],
		),
	);
	expect(answers.rows).toHaveLength(shared.recipients);
	expect(server.pid()).toBe(before);
}

type Victim = 'server' | 'postgres' | 'telemetry' | 'stop';
async function killOne(victim: Victim): Promise<void> {
	if (victim === 'server') {
		await server.kill();
		return server.start();
	}
	if (victim !== 'stop') return killChild(victim);
	const began = performance.now();
	expect(await server.stop(), 'a stop in order ends with 0, whatever is under way').toBe(0);
	expect(performance.now() - began).toBeLessThan(60_000);
	return server.start();
}

function killChild(victim: 'postgres' | 'telemetry'): void {
	const found = server.children(victim === 'postgres' ? 'bin/postgres' : 'telemetry/child.ts');
	expect(found, `the ${victim} process of the server`).toHaveLength(1);
	process.kill(found[0] ?? 0, 'SIGKILL');
}

async function untilReady(): Promise<void> {
	for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
		const answer = await fetch(`${server.base()}/readyz`).catch(() => undefined);
		if (answer?.status === 200) return;
		await wait(100);
	}
	throw new Error(`the server did not become ready again by itself:\n${server.printed().slice(-3000)}`);
}

it('keeps every acknowledged event and alert once while its processes are killed', {
	timeout: 600_000 + rounds * 120_000,
}, async () => {
	const draw = draws(seed);
	const victims: Victim[] = Array.from({ length: rounds }).flatMap(() => ['telemetry', 'postgres', 'server', 'stop'] as const);
	let sent = 0;
	for (const victim of victims) {
		let going = true;
		const sender = async () => {
			while (going) await send(sent++);
		};
		const senders = [sender(), sender(), sender()];
		await wait(200 + draw() * 1500);
		if (victim === 'postgres') await killUnderJob(sent);
		else await killOne(victim);
		await untilReady();
		await wait(300);
		going = false;
		await Promise.all(senders);
	}
	const alerts = await inDatabase((client) =>
		client.query<{ host: string; count: string }>(
			`select host, count::int as count from monitoring.alerts where host like 'val-%.proef.example' and cause like 'rule:%'`,
		),
	);
	expect(await server.stop()).toBe(0);

	const telemetry = await startTelemetry({ dataDir: server.dataDir, log: openLog('silent') });
	const kept = await telemetry.query<{ raw: string; times: number }>(
		`SELECT raw, toUInt32(count()) AS times FROM dijkwacht.events FINAL WHERE raw LIKE '%.proef.example%' GROUP BY raw`,
	);
	await telemetry.stop();
	const expected = Array.from({ length: sent }, (_, batch) =>
		Array.from({ length: linesPerBatch }, (__, line) => lineOf(batch, line)),
	).flat();
	const times = new Map(kept.map((row) => [row.raw, row.times]));
	expect(expected.filter((line) => !times.has(line)).slice(0, 5), 'acknowledged events that are gone').toEqual([]);
	expect(kept.filter((row) => row.times !== 1).slice(0, 5), 'events that are there twice').toEqual([]);
	expect(kept).toHaveLength(expected.length);

	const hits = expected
		.filter((line) => line.includes('vssadmin'))
		.map((line) => (JSON.parse(line) as { Hostname: string }).Hostname);
	const perHost = Map.groupBy(alerts.rows, ({ host }) => host);
	expect(hits.filter((host) => !perHost.has(host)).slice(0, 5), 'alerts that are gone').toEqual([]);
	const causes = new Set([...perHost.values()].map((rows) => rows.length));
	expect([...causes], 'the same rules match every one of these lines').toHaveLength(1);
	expect(alerts.rows.filter(({ count }) => Number(count) !== 1).slice(0, 5), 'alerts that counted an event twice').toEqual([]);
	expect(perHost.size).toBe(hits.length);
	process.stdout.write(`${victims.length} kills and stops, ${expected.length} events, ${hits.length} alerts\n`);
});
