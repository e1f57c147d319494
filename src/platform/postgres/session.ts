import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const retryAfter = 200;

/** A connection outside the pool, for what lives as long as a session does: advisory locks. */
export interface Session {
	/** The connection of now; undefined while the database is away. */
	client(): pg.Client | undefined;
	stop(): Promise<void>;
}

interface Opened {
	readonly client: pg.Client;
	readonly gone: Promise<void>;
}

/**
 * Keeps one connection open, and opens another when it is lost.
 * @param prepare takes what the session holds, on every new connection; when it fails, another connection tries again
 */
export async function keepSession(options: pg.ClientConfig, prepare: (client: pg.Client) => Promise<void>): Promise<Session> {
	let held: Opened | undefined;
	let stopped = false;

	async function open(): Promise<Opened> {
		const client = new pg.Client(options);
		client.on('error', () => undefined);
		const gone = new Promise<void>((done) => client.once('end', () => done()));
		try {
			await client.connect();
			await prepare(client);
		} catch (fault) {
			await client.end().catch(() => undefined);
			throw fault;
		}
		return { client, gone };
	}
	async function follow(): Promise<void> {
		while (!stopped) {
			await held?.gone;
			held = undefined;
			if (!stopped) held = await open().catch(() => wait(retryAfter, undefined));
		}
		await held?.client.end();
	}
	held = await open();
	const followed = follow();
	return {
		client: () => held?.client,
		async stop() {
			stopped = true;
			await held?.client.end().catch(() => undefined);
			await followed;
		},
	};
}
