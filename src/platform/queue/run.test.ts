import { chmodSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../../test/helpers/database.ts';
import type { Platform } from '../context.ts';
import { type Database, openDatabase } from '../postgres/database.ts';
import { type EmbeddedPostgres, startEmbedded } from '../postgres/embedded.ts';
import { openLog } from '../log.ts';
import { holdPools } from './pools.ts';
import { startJobs } from './run.ts';

// PostgreSQL starts again several times, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 240_000 });
const folder = temporaryFolder();
const told: string[] = [];
const log = openLog('error', { write: (line) => void told.push(line) });
let postgres: EmbeddedPostgres;
let database: Database;
let queue: { stop(): Promise<void> };
/** Each job of the test waits at its gate; what it does behind it is given by name. */
const gates = new Map<string, () => void>();
const began: string[] = [];
const ended: string[] = [];

async function until(what: string, met: () => boolean | Promise<boolean>): Promise<void> {
	for (let turn = 0; !(await Promise.resolve(met()).catch(() => false)); turn += 1) {
		if (turn > 1200) throw new Error(`never came: ${what}`);
		await wait(50);
	}
}
const jobs = [
	{
		name: 'test.wait',
		async run(platform: Platform, payload: unknown) {
			const { name, asks } = payload as { name: string; asks: boolean };
			began.push(name);
			await new Promise<void>((open) => gates.set(name, open));
			gates.delete(name);
			if (asks) await platform.database.pool.query('select 1');
			ended.push(name);
		},
	},
];
const add = (name: string, asks = false) =>
	database.pool.query(`select graphile_worker.add_job('test:wait', $1, max_attempts => 12)`, [JSON.stringify({ name, asks })]);
const left = async () =>
	(await database.pool.query('select locked_by from graphile_worker.jobs')).rows as { locked_by: string }[];
const answers = () => database.pool.query('select 1').then(() => true);
const refuses = () =>
	answers().then(
		() => false,
		() => true,
	);
async function kill(): Promise<void> {
	process.kill(postgres.pid() ?? 0, 'SIGKILL');
	await until('the database is away', refuses);
}
const times = (list: readonly string[], name: string) => list.filter((one) => one === name).length;

beforeAll(async () => {
	chmodSync(folder.path, 0o755);
	postgres = await startEmbedded(folder.path, log);
	await runMigrations({ connectionString: postgres.url });
	database = openDatabase(postgres.url);
	const platform = { database, log } as Platform;
	await database.pool.query(`select graphile_worker.add_job('test:wait', '{"name":"of a killed server"}')`);
	await database.pool.query(`update graphile_worker._private_jobs set locked_by = 'pool-killed', locked_at = now()`);
	queue = await startJobs(platform, jobs, { alone: true });
});
afterAll(async () => {
	for (const open of gates.values()) open();
	await queue.stop();
	await database.stop();
	await postgres.stop();
	folder.remove();
}, 60_000);

it('takes up at once what a killed server had taken, when it is alone', async () => {
	await until('the job begins', () => gates.has('of a killed server'));
	gates.get('of a killed server')?.();
	await until('the job leaves the queue', async () => (await left()).length === 0);
});

it('marks a job that was done while the database was away, and does not do it again', async () => {
	await add('done meanwhile');
	await until('the job begins', () => gates.has('done meanwhile'));
	await kill();
	gates.get('done meanwhile')?.();
	await until('the job leaves the queue', async () => (await left()).length === 0);
	expect([times(began, 'done meanwhile'), times(ended, 'done meanwhile')]).toEqual([1, 1]);
});

it('does a job again that failed because the database was away, never twice at the same time', async () => {
	await add('asks', true);
	await add('long');
	await until('both begin', () => gates.has('asks') && gates.has('long'));
	await kill();
	gates.get('asks')?.();
	await until('the database is back', answers);
	await add('later');
	// The runner that lost its database waits for the long one; until then nothing of it is taken again.
	await wait(1000);
	expect([times(began, 'asks'), times(began, 'long')]).toEqual([1, 1]);
	gates.get('long')?.();
	await until('the others begin', () => gates.has('asks') && gates.has('later'));
	for (const open of gates.values()) open();
	await until('the queue is empty', async () => (await left()).length === 0);
	expect([times(began, 'asks'), times(ended, 'asks')]).toEqual([2, 1]);
	expect([times(began, 'long'), times(ended, 'long')]).toEqual([1, 1]);
});

it('frees what the workers of another process had taken when that is gone, not while it lives', async () => {
	await database.pool.query(`begin; select graphile_worker.add_job('nobody:does', '{}');
		update graphile_worker._private_jobs set locked_by = 'pool-elsewhere', locked_at = now(); commit`);
	const [other, own] = await Promise.all([holdPools(database.pool), holdPools(database.pool)]);
	await other.hold('pool-elsewhere');
	for (const _look of [1, 2, 3]) expect(await own.freeGone()).toEqual([]);
	await other.stop();
	await until('the lock is let go', async () => (await own.freeGone()).includes('pool-elsewhere'));
	expect(await left()).toEqual([{ locked_by: null }]);
	await own.stop();
});

it('can be stopped while the database itself is being stopped', async () => {
	await add('last');
	await until('the job begins', () => gates.has('last'));
	// As a service manager does it: everybody at once. New connections are refused from here on.
	process.kill(postgres.pid() ?? 0, 'SIGTERM');
	await until('the database takes nobody in', async () => {
		const client = new pg.Client({ connectionString: postgres.url });
		return client.connect().then(
			() => client.end().then(() => false),
			() => true,
		);
	});
	const stopped = queue.stop();
	gates.get('last')?.();
	await stopped;
	expect(times(ended, 'last')).toBe(1);
	expect(told.filter((line) => line.includes('does not come to its end'))).toEqual([]);
});
