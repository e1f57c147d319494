import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../helpers/database.ts';
import type { Kept } from './server.ts';

/** Kills of each kind; `DURABILITY_ROUNDS=20` is the bar of the project. */
const rounds = Number(process.env.DURABILITY_ROUNDS ?? 2);
const program = join(import.meta.dirname, 'server.ts');
const folder = temporaryFolder();
const eventsPerBatch = 20;

let server: ChildProcess;
let port = 0;
let stopping = false;

async function start(): Promise<void> {
	const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder.path, LOG_LEVEL: 'fatal', METRICS_PORT: '0' };
	const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
	server = child;
	const line = await new Promise<string>((resolve, reject) => {
		child.stdout?.once('data', (data: Buffer) => resolve(data.toString()));
		child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
	});
	({ port } = JSON.parse(line) as { port: number });
}

/** Child processes of the server that are not PostgreSQL: the telemetry store. */
function telemetryChild(): number {
	for (const name of readdirSync('/proc')) {
		if (!/^\d+$/.test(name)) continue;
		try {
			const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
			const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
			if (parent === server.pid && !command.includes('postgres') && command.includes('node')) return Number(name);
		} catch {
			// It ended while we looked.
		}
	}
	throw new Error('the telemetry store has no process');
}

/** The postmaster of now: it was started again under another number after each kill. */
function postmaster(): number {
	const pidFile = join(folder.path, 'postgres', 'cluster', 'postmaster.pid');
	return Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
}

let sequence = 0;
let acknowledged = 0;

function batchOf(number: number): string {
	const timestamp = new Date(Date.now() - 60_000).toISOString();
	const miner = JSON.stringify({
		...{ timestamp, flow_id: 7, event_type: 'alert', src_ip: `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}` },
		...{ dest_ip: '198.51.100.9', proto: 'TCP' },
		alert: { action: 'allowed', signature: 'x', category: 'Crypto Currency Mining Activity Detected', severity: 1 },
	});
	const other = Array.from({ length: eventsPerBatch - 1 }, (_, line) =>
		JSON.stringify({ time: timestamp, message: `${number} ${line}` }),
	);
	return [miner, ...other].join('\n');
}

/** A sender as they are: it keeps a batch until it is acknowledged, and sends the very same again. */
async function sender(): Promise<void> {
	while (!stopping) {
		const number = sequence++;
		const body = batchOf(number);
		for (let done = false; !done; ) {
			const headers = {
				authorization: 'Bearer dwt_durability',
				'content-type': 'application/x-ndjson',
				'idempotency-key': `b${number}`,
			};
			const request = { method: 'POST', headers, body, signal: AbortSignal.timeout(20_000) };
			const answer = await fetch(`http://127.0.0.1:${port}/v1/ingest/events`, request).catch(() => undefined);
			done = answer?.status === 200;
			if (done) acknowledged++;
			else await wait(50);
		}
	}
}

async function untilAcknowledged(more: number): Promise<void> {
	const goal = acknowledged + more;
	for (let waited = 0; acknowledged < goal; waited++) {
		if (waited > 1200) throw new Error(`nothing is acknowledged any more; ${acknowledged} were`);
		await wait(50);
	}
}

beforeAll(async () => {
	chmodSync(folder.path, 0o755);
	await start();
});
afterAll(async () => {
	if (server.exitCode === null) {
		const gone = new Promise((done) => server.once('exit', done));
		server.kill('SIGTERM');
		await gone;
	}
	folder.remove();
});

it('loses nothing it acknowledged and doubles nothing, whatever is killed', { timeout: 120_000 + rounds * 40_000 }, async () => {
	const senders = [sender(), sender(), sender()];
	await untilAcknowledged(10);
	let moment = 7;
	for (let round = 0; round < rounds; round++) {
		for (const victim of ['server', 'postgres', 'telemetry'] as const) {
			// Spread over the phases of a batch without being random: a failure can be played again.
			moment = (moment * 37) % 101;
			await wait(moment);
			if (victim === 'server') {
				server.kill('SIGKILL');
				await start();
			} else {
				process.kill(victim === 'postgres' ? postmaster() : telemetryChild(), 'SIGKILL');
			}
			await untilAcknowledged(8);
		}
	}
	stopping = true;
	await Promise.all(senders);
	const kept = (await (await fetch(`http://127.0.0.1:${port}/kept`)).json()) as Kept;
	expect(acknowledged).toBe(sequence);
	expect(kept).toEqual({ alerts: sequence, hits: sequence, events: sequence * eventsPerBatch, doubled: 0 });
});
