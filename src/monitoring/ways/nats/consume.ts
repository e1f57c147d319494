import { setTimeout as wait } from 'node:timers/promises';
import { connect, credsAuthenticator, type NatsConnection } from '@nats-io/transport-node';
import type { Config, Platform } from '#platform';
import { mappingOf } from './mapping.ts';
import { readStream } from './read-stream.ts';

const again = 2000;
/** One number for the reading of NATS: of many processes one reads, and another takes over when it ends. */
const lockNumber = 728_090_129;

function open(config: Config): Promise<NatsConnection> {
	const { NATS_CREDENTIALS: credentials, NATS_TOKEN: token, NATS_CA: ca } = config;
	return connect({
		name: 'dijkwacht',
		servers: (config.NATS_URL ?? '').split(',').map((server) => server.trim()),
		...(credentials === undefined ? {} : { authenticator: credsAuthenticator(new TextEncoder().encode(credentials)) }),
		...(token === undefined ? {} : { token }),
		...(ca === undefined ? {} : { tls: { ca } }),
		maxReconnectAttempts: -1,
		reconnectTimeWait: 500,
	});
}

/** Reads all mappings as long as this process holds the lock; returns when it lost it, or the connection, or at the stop. */
async function readAll(platform: Platform, stopped: AbortSignal): Promise<void> {
	const client = await platform.database.pool.connect();
	const lost = new AbortController();
	const lose = () => lost.abort();
	client.on('error', lose).on('end', lose);
	const signal = AbortSignal.any([stopped, lost.signal]);
	let connection: NatsConnection | undefined;
	try {
		const held = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [lockNumber]);
		if (held.rows[0]?.held !== true) return;
		connection = await open(platform.config);
		const rows = (platform.config.NATS_SENSORS ?? []).map(mappingOf);
		const reading = rows.map((mapping) => keepReading(platform, connection!, mapping, signal));
		await Promise.race([Promise.all(reading), connection.closed()]);
		lost.abort();
		await Promise.all(reading);
	} finally {
		// What was acknowledged is on its way before the connection ends.
		await connection?.drain().catch(() => connection?.close());
		client.removeListener('error', lose).removeListener('end', lose);
		// A connection that is given back with its lock would hold it for ever.
		client.release(true);
	}
}

/** One mapping that fails (no such stream, a retired sensor) does not hold up the others. */
async function keepReading(
	platform: Platform,
	connection: NatsConnection,
	mapping: ReturnType<typeof mappingOf>,
	signal: AbortSignal,
): Promise<void> {
	while (!signal.aborted) {
		await readStream(platform, connection, mapping, signal).catch((fault: unknown) => {
			if (!signal.aborted) platform.log.warn({ err: fault, consumer: mapping.consumer }, 'reading from NATS stopped; once more');
		});
		await wait(again, undefined, { signal }).catch(() => undefined);
	}
}

/** Reads events from NATS JetStream where the settings name servers and streams. */
export function consumeNats(platform: Platform): { stop(): Promise<void> } {
	const stopping = new AbortController();
	const { signal } = stopping;
	async function run(): Promise<void> {
		while (!signal.aborted) {
			await readAll(platform, signal).catch((fault: unknown) => {
				if (!signal.aborted) platform.log.warn({ err: fault }, 'NATS cannot be read; once more');
			});
			await wait(again, undefined, { signal }).catch(() => undefined);
		}
	}
	const running = platform.config.NATS_URL === undefined ? Promise.resolve() : run();
	return {
		async stop() {
			stopping.abort();
			await running;
		},
	};
}
