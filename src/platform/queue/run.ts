import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Platform } from '../context.ts';
import { type Job, taskName } from '../jobs.ts';
import { databaseAway } from '../postgres/away.ts';
import { nextTrace, traced } from '../trace.ts';
import { freeOthers, holdPools, impatient, type Pools } from './pools.ts';

export interface QueueOptions {
	/** No other process works this queue: what others had taken is free at once. */
	readonly alone: boolean;
}

/** What one runner leaves behind when it ends. */
interface Left {
	pool: string;
	/** Jobs whose work is done; the queue may not have been told. */
	readonly done: string[];
	/** Why it could not go on; undefined when it was asked to stop. */
	fault: unknown;
}

const mostDone = 200;
const pauseMs = 250;
/** Between looks for pools of other processes that are gone. */
const lookEveryMs = 10_000;
/** What a stop gives the jobs that run; the one that stops us has a limit of its own. */
const stopWithinMs = 45_000;

function tasksOf(platform: Platform, jobs: readonly Job[], running: Set<Promise<void>>): TaskList {
	const task =
		({ name, run: handle }: Job) =>
		async (payload: unknown) => {
			const { traceparent, ...given } = (payload ?? {}) as { traceparent?: unknown };
			const work = traced(nextTrace(traceparent), () =>
				handle(platform, given).catch((fault: unknown) => {
					platform.log.error({ err: fault, job: name }, 'job failed; it will be tried again');
					throw fault;
				}),
			);
			running.add(work);
			await work.finally(() => running.delete(work));
		};
	return Object.fromEntries(jobs.map((job) => [taskName(job.name), task(job)]));
}

/** Ends when asked to stop, or when the database was away while a job was fetched or marked: its state is then in doubt. */
async function runOnce(platform: Platform, jobs: readonly Job[], pools: Pools, started: (runner: Runner) => void): Promise<Left> {
	const left: Left = { pool: '', done: [], fault: undefined };
	const running = new Set<Promise<void>>();
	let runner: Runner | undefined;
	const events = new EventEmitter() as WorkerEvents;
	events.on('pool:create', ({ workerPool }) => (left.pool = workerPool.id));
	events.on('job:success', ({ job }) => {
		left.done.push(job.id);
		if (left.done.length > mostDone) left.done.shift();
	});
	events.on('pool:fatalError', ({ error }) => (left.fault ??= error));
	events.on('worker:getJob:error', ({ error }) => {
		if (!databaseAway(error) || left.fault !== undefined) return;
		left.fault = error;
		// A moment later, when the other workers have met the same and wait for their next turn.
		setTimeout(() => runner?.stop().catch(() => undefined), pauseMs);
	});
	const lock = { name: 'pool-lock', version: '1', worker: { hooks: { startWorker: () => pools.hold(left.pool) } } };
	runner = await run({
		...{ pgPool: impatient(platform.database.pool), taskList: tasksOf(platform, jobs, running), events },
		crontab: jobs.flatMap(({ name, every: cron }) => (cron === undefined ? [] : [`${cron} ${taskName(name)}`])).join('\n'),
		...{ concurrency: 6, pollInterval: 2000, noHandleSignals: true },
		logger: new Logger(() => (level, message, meta) => {
			// What a job failed of is told above, without the words of its fault that may be about a person.
			if ((level === 'error' || level === 'warning') && meta?.['failure'] !== true)
				platform.log.warn({ queue: message }, 'queue');
		}),
		// With a delay, even of nothing, a job that cannot be marked ends the runner; without one it ends the process.
		preset: { plugins: [lock], worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
	});
	started(runner);
	await runner.promise;
	await Promise.allSettled(running);
	return left;
}

/** None of its jobs run any more: those that are done leave the queue, the others can be taken again. */
async function settle(platform: Platform, pools: Pools, { pool, done }: Left): Promise<void> {
	await platform.database.pool.query(
		'select graphile_worker.force_unlock_workers(array[$1]), graphile_worker.complete_jobs($2::bigint[])',
		[pool, done],
	);
	await pools.letGo(pool);
}

/**
 * Works the queue until stopped, however often the database goes away meanwhile; a stop finishes what runs. Any other
 * fault of the queue rejects unhandled and so ends the process, because nobody would do its jobs.
 */
export async function startJobs(
	platform: Platform,
	jobs: readonly Job[],
	{ alone }: QueueOptions,
): Promise<{ stop(): Promise<void> }> {
	const { pool } = platform.database;
	const pools = await holdPools(pool);
	if (alone) await freeOthers(pool);
	let stopping = false;
	let runner: Runner | undefined;

	async function whileAway(work: () => Promise<void>): Promise<void> {
		for (;;) {
			try {
				return await work();
			} catch (fault) {
				if (!databaseAway(fault)) throw fault;
				if (stopping) return;
				await wait(pauseMs);
			}
		}
	}
	async function work(first: () => void): Promise<void> {
		while (!stopping) {
			await whileAway(async () => {
				const left = await runOnce(platform, jobs, pools, (started) => {
					runner = started;
					first();
					if (stopping) runner.stop().catch(() => undefined);
				});
				runner = undefined;
				if (left.fault !== undefined)
					platform.log.warn({ err: left.fault }, 'the queue lost its database; it goes on when that is back');
				await whileAway(() => settle(platform, pools, left));
				if (left.fault !== undefined && !databaseAway(left.fault)) throw left.fault;
			});
		}
	}
	async function look(): Promise<void> {
		const freed = await pools.freeGone();
		if (freed.length > 0) platform.log.warn({ pools: freed }, 'jobs of workers that are gone can be taken again');
	}
	const looking = setInterval(() => void whileAway(look), lookEveryMs);
	let ended: Promise<void> = Promise.resolve();
	await new Promise<void>((first, failed) => {
		let up = false;
		ended = work(() => {
			up = true;
			first();
		});
		ended.catch((fault: unknown) => {
			if (up) throw fault;
			failed(fault as Error);
		});
	});
	return {
		async stop() {
			stopping = true;
			clearInterval(looking);
			const finished = (runner?.stop() ?? Promise.resolve()).catch(() => undefined).then(() => ended);
			const inTime = await Promise.race([finished.then(() => true), wait(stopWithinMs, false, { ref: false })]);
			if (!inTime) platform.log.error('a job does not come to its end; the next start takes it up');
			await pools.stop();
		},
	};
}
