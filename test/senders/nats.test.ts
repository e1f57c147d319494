import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type JetStreamClient, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWatch } from '#monitoring';
import { sql } from '#platform';
import { type WatchRoom, watchRoom } from '../../src/monitoring/testing/watch-room.ts';
import { eventLines, freePort } from './peer.ts';
import { look, openFolder, type Sender, start } from './programs.ts';

const program = look('nats-server');
const test = it.skipIf(program === undefined);
const folder = openFolder();
const nodes: Sender[] = [];
let ports: number[];
let room: WatchRoom;
let connection: NatsConnection;
let stream: JetStreamClient;
let watch: { stop(): Promise<void> };

const servers = () => ports.map((port) => `127.0.0.1:${port}`);

/** Three nodes on loopback that keep a stream three times. */
async function openCluster(): Promise<void> {
	const inner = await Promise.all([1, 2, 3].map(freePort));
	ports = await Promise.all([1, 2, 3].map(freePort));
	for (const [at, port] of ports.entries()) {
		const config = join(folder.path, `node${at}.conf`);
		const routes = inner.map((other) => `nats-route://127.0.0.1:${other}`).join(', ');
		writeFileSync(
			config,
			`server_name: node${at}\nlisten: 127.0.0.1:${port}\njetstream { store_dir: "${folder.path}/node${at}" }
cluster { name: test, listen: 127.0.0.1:${inner[at]}, routes: [${routes}] }`,
		);
		nodes.push(start(program!, ['-c', config]));
	}
}

const settings = () => ({
	NATS_URL: servers().join(','),
	NATS_SENSORS: [`EVENTS/logs.campus.>=${room.sensor}`, `ABSENT/x=${room.sensor}`],
});
const read = () => startWatch({ ...room.platform, config: { ...room.platform.config, ...settings() } });

beforeAll(async () => {
	if (program === undefined) return;
	room = await watchRoom();
	await openCluster();
	connection = await connect({ servers: servers(), maxReconnectAttempts: -1, waitOnFirstConnect: true, reconnectTimeWait: 200 });
	const manager = await jetstreamManager(connection, { timeout: 10_000, checkAPI: false });
	const wanted = { name: 'EVENTS', subjects: ['logs.>'], num_replicas: 3 };
	// The cluster needs a moment to choose its leader.
	for (let made = false; !made; ) {
		made = await manager.streams.add(wanted).then(
			() => true,
			() => wait(500, false),
		);
	}
	stream = jetstream(connection, { timeout: 10_000 });
	watch = await read();
});
afterAll(async () => {
	await watch?.stop();
	await connection?.close();
	await Promise.all(nodes.map((node) => node.stop()));
	await room?.stop();
	folder.remove();
});

const nameOf = (line: string) => createHash('sha256').update(line).digest('hex');

async function publish(lines: readonly string[]): Promise<void> {
	for (let at = 0; at < lines.length; at += 100) {
		// A message is named, so that one that is published again after a lost answer stands in the stream once.
		const sent = lines.slice(at, at + 100).map((line) => async () => {
			for (let attempt = 0; ; attempt++) {
				const done = await stream
					.publish('logs.campus.eve', line, { msgID: nameOf(line) })
					.catch((fault: unknown) => fault as Error);
				if (!(done instanceof Error)) return;
				if (attempt === 20) throw done;
				await wait(500);
			}
		});
		await Promise.all(sent.map((send) => send()));
	}
}

async function kept(text: string): Promise<{ n: number; different: number }> {
	const rows = await room.telemetry.query<{ n: number; different: number }>(
		`SELECT toUInt32(count()) AS n, toUInt32(uniqExact(extract(raw, '${text} [0-9]+'))) AS different
		FROM dijkwacht.events FINAL WHERE raw LIKE '%${text} %'`,
	);
	return rows[0]!;
}
const expectOnce = (text: string, count: number) =>
	expect.poll(() => kept(text), { timeout: 45_000, interval: 500 }).toEqual({ n: count, different: count });

test('a cluster of three whose node dies in mid-stream: every line is kept once, and one alerts', async () => {
	const lines = eventLines('by-nats', 1200, '10.6.1.1');
	await publish(lines.slice(0, 600));
	await stream.publish('logs.other.eve', eventLines('of-another-subject', 1, '10.6.1.9')[0]!);
	await nodes[0]!.stop();
	// Several lines in one message, and a list of events.
	await publish([...lines.slice(600, 1000), lines.slice(1000, 1100).join('\n'), `[${lines.slice(1100).join(',')}]`]);
	await expectOnce('by-nats', 1200);
	expect(await kept('of-another-subject')).toEqual({ n: 0, different: 0 });
	const alerts = await room.platform.database.system((tx) =>
		sql<{ count: number }>`select count from monitoring.alerts where host = '10.6.1.1'`.execute(tx),
	);
	expect(alerts.rows).toEqual([{ count: 1 }]);
});

test('what a process claimed and did not finish is taken up by the next, under the same name', async () => {
	await watch.stop();
	const lines = eventLines('taken-up', 40, '10.6.1.2');
	const first = await stream.publish('logs.campus.eve', lines[0]!);
	await publish(lines.slice(1));
	// The rows that a killed process leaves: a batch of the first messages that was claimed, telemetry and alerts not yet there.
	const claimed = await room.platform.database.system((tx) =>
		sql<{ key: string }>`insert into monitoring.batches (sensor_id, institution_id, key, body_hash, received_at)
			select sensor_id, institution_id, regexp_replace(key, '[0-9]+-[0-9]+$', ${`${first.seq}-${first.seq + 19}`}),
				sha256(${Buffer.from(`${lines.slice(0, 20).join('\n')}\n`)}), now()
			from monitoring.batches where key like 'nats:%' limit 1 returning key`.execute(tx),
	);
	expect(claimed.rows).toHaveLength(1);
	watch = await read();
	await expectOnce('taken-up', 40);
	const open = () =>
		room.platform.database.system((tx) =>
			sql`select key from monitoring.batches where key like 'nats:%' and (finished_at is null or key like '%rest')`.execute(tx),
		);
	await expect.poll(async () => (await open()).rows, { timeout: 10_000 }).toEqual([]);
});
