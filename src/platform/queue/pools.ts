import type pg from 'pg';
import { keepSession } from '../postgres/session.ts';

/**
 * A pool of workers holds an advisory lock under its name for as long as one of its jobs may still run. The jobs in the
 * queue name their pool; a pool whose lock nobody holds is gone, and what it had taken can be taken again.
 */
const lockClass = 728_090_131;

export interface Pools {
	/** Resolves when the lock is held; it is taken again on every new connection until `letGo`. */
	hold(pool: string): Promise<void>;
	letGo(pool: string): Promise<void>;
	/** Frees what pools have taken that were gone at the look before this one too. @returns their names */
	freeGone(): Promise<string[]>;
	stop(): Promise<void>;
}

const take = (client: pg.Client, pool: string) => client.query('select pg_advisory_lock($1, hashtext($2))', [lockClass, pool]);

export async function holdPools(database: pg.Pool): Promise<Pools> {
	const mine = new Map<string, Promise<unknown>>();
	let goneBefore = new Set<string>();
	const session = await keepSession(
		{ ...database.options, max: undefined, connectionTimeoutMillis: 30_000 } as pg.ClientConfig,
		async (client) => {
			for (const pool of mine.keys()) await take(client, pool);
		},
	);
	return {
		async hold(pool) {
			const client = session.client();
			if (client === undefined) throw new Error('Connection terminated: the workers have no lock');
			if (!mine.has(pool)) mine.set(pool, take(client, pool));
			await mine.get(pool);
		},
		async letGo(pool) {
			mine.delete(pool);
			await session.client()?.query('select pg_advisory_unlock($1, hashtext($2))', [lockClass, pool]);
		},
		// Two looks, because a living process takes its locks again only a moment after the database came back.
		async freeGone() {
			const found = await database.query<{ pool: string }>(
				`select pool from (select distinct locked_by as pool from graphile_worker.jobs where locked_by is not null) as pools
				where pool <> all($2) and pg_try_advisory_xact_lock_shared($1, hashtext(pool))`,
				[lockClass, [...mine.keys()]],
			);
			const gone = found.rows.map(({ pool }) => pool);
			const still = gone.filter((pool) => goneBefore.has(pool));
			goneBefore = new Set(gone);
			if (still.length > 0) await database.query('select graphile_worker.force_unlock_workers($1)', [still]);
			return still;
		},
		stop: () => session.stop(),
	};
}

/** Frees everything that others have taken: for the only process on its database. */
export async function freeOthers(database: pg.Pool): Promise<void> {
	await database.query(`select graphile_worker.force_unlock_workers(array(
		select distinct locked_by from graphile_worker.jobs where locked_by is not null))`);
}

/**
 * The pool as the queue sees it. To the queue a database that starts or stops is one to wait for, with pauses of up to two
 * minutes and deaf to a stop: it is told that the connection failed, and then ends, and we begin again when we can.
 */
export function impatient(pool: pg.Pool): pg.Pool {
	const failed = (fault: unknown) => Object.assign(new Error('Connection terminated', { cause: fault }), { code: '08006' });
	type Done = (fault: Error | undefined, client: pg.PoolClient | undefined, release: (fault?: Error | boolean) => void) => void;
	const connect = (done?: Done) => {
		if (done === undefined) return pool.connect().catch((fault: unknown) => Promise.reject(failed(fault)));
		pool.connect((fault, client, release) => done(fault && failed(fault), client, release));
	};
	return new Proxy(pool, {
		get(target, name) {
			if (name === 'connect') return connect;
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
}
