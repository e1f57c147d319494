import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';

/** Numbers of the advisory locks of this product: what only one process does at a time. */
const locks = { migrate: 728_090_128, prepare: 728_090_129, telemetry: 728_090_130 } as const;
/** A process that was killed lets go of its locks when its connection is seen to be gone. */
const patienceMs = 5000;

/** Does work that two processes on one database must not do at the same time; the second waits. */
export async function inTurn<T>(url: string, lock: 'migrate' | 'prepare', work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: url });
	client.on('error', () => undefined);
	await client.connect();
	try {
		await client.query('select pg_advisory_lock($1)', [locks[lock]]);
		return await work(client);
	} finally {
		await client.end();
	}
}

async function held(url: string, embedded: boolean): Promise<pg.Client | undefined> {
	const client = new pg.Client({ connectionString: url });
	client.on('error', () => undefined);
	await client.connect();
	const attempt = embedded ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared';
	const got = await client.query<{ got: boolean }>(`select ${attempt}($1) as got`, [locks.telemetry]);
	if (got.rows[0]?.got === true) return client;
	await client.end();
	return undefined;
}

const sentence = (embedded: boolean) =>
	embedded
		? 'Another process works on this database, and the embedded telemetry store belongs to one process: set CLICKHOUSE_URL for all of them.'
		: 'A process with an embedded telemetry store works on this database: set CLICKHOUSE_URL for that one too.';

/**
 * Processes on one database share one telemetry store, or there is one process: what was seen by another would else be
 * missing from every search. Held until stopped, and taken again when the database came back.
 * @throws a sentence when another process has the database with another store
 */
export async function claimTelemetry(url: string, embedded: boolean, log: Log): Promise<{ stop(): Promise<void> }> {
	let client: pg.Client | undefined;
	let stopped = false;
	for (const began = performance.now(); client === undefined; await wait(200)) {
		client = await held(url, embedded);
		if (client === undefined && performance.now() - began > patienceMs) throw new Error(sentence(embedded));
	}
	function again(): void {
		if (stopped) return;
		setTimeout(async () => {
			const fresh = await held(url, embedded).catch(() => null);
			if (fresh === undefined) log.error(sentence(embedded));
			if (fresh === undefined || fresh === null) return again();
			client = fresh;
			fresh.once('end', again);
			if (stopped) await fresh.end();
		}, 1000).unref();
	}
	client.once('end', again);
	return {
		async stop() {
			stopped = true;
			await client?.end().catch(() => undefined);
		},
	};
}
