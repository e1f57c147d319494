import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '#platform';
import { hasOpenssl, makeCertificate } from '../../../../test/helpers/certificates.ts';
import { temporaryFolder } from '../../../../test/helpers/database.ts';
import { type WatchRoom, watchRoom } from '../../testing/watch-room.ts';
import { listenForSyslog, type SyslogListeners } from './listen.ts';

const folder = temporaryFolder();
const authority = hasOpenssl ? makeCertificate(folder.path, 'authority') : undefined;
const server = hasOpenssl ? makeCertificate(folder.path, 'localhost') : undefined;
if (!hasOpenssl) process.stdout.write('openssl is absent: syslog over TLS is not tested\n');
let room: WatchRoom;
let listeners: SyslogListeners;

async function open(): Promise<void> {
	const secured = {
		SYSLOG_TLS_PORT: 0,
		SYSLOG_TLS_KEY: server?.key,
		SYSLOG_TLS_CERT: server?.cert,
		SYSLOG_TLS_CA: authority?.cert,
	};
	const config = { ...room.platform.config, SYSLOG_PORT: 0, ...(hasOpenssl ? secured : {}) };
	listeners = await listenForSyslog({ ...room.platform, config });
}
beforeAll(async () => {
	room = await watchRoom();
	await open();
});
afterAll(async () => {
	await listeners.stop();
	await room.stop();
	folder.remove();
});

const line = (text: string, token = room.token) =>
	`<13>1 ${new Date().toISOString()} srv app 1 - [dijkwacht@32473 token="${token}"] ${text}\n`;

async function kept(text: string): Promise<number> {
	const found = await room.telemetry.query<{ n: number; secret: number }>(
		`SELECT toUInt32(count()) AS n, toUInt32(countIf(raw LIKE '%token=%')) AS secret FROM dijkwacht.events FINAL WHERE raw LIKE '%${text}%'`,
	);
	expect(found[0]?.secret).toBe(0);
	return found[0]?.n ?? 0;
}
const until = (text: string, n: number) => expect.poll(() => kept(text), { timeout: 20_000 }).toBe(n);

async function plain(): Promise<Socket> {
	const socket = connectPlain(listeners.port!, '127.0.0.1');
	socket.on('error', () => undefined);
	await once(socket, 'connect');
	return socket;
}

test('lines with a token are kept without it, each once, equal ones too, and a malicious one alerts', async () => {
	const socket = await plain();
	const mining = JSON.stringify({
		...{ timestamp: new Date().toISOString(), event_type: 'alert', src_ip: '10.5.0.1', dest_ip: '198.51.100.9', proto: 'TCP' },
		alert: { action: 'allowed', signature: 'x', category: 'Crypto Currency Mining Activity Detected', severity: 1 },
	});
	const same = line('equal-lines');
	socket.write(same + same + Array.from({ length: 1200 }, (_, at) => line(`many ${at}.`)).join(''));
	socket.end(line(mining) + line('without-its-newline').trimEnd());
	await until('without-its-newline', 1);
	expect([await kept('equal-lines'), await kept('many ')]).toEqual([2, 1200]);
	const headers = room.as(room.person(room.schools[0], 'institution', 'ciso'));
	const alerts = async () => (await room.app.inject({ url: '/v1/alerts', headers })).json().items;
	await expect.poll(alerts, { timeout: 10_000 }).toMatchObject([{ host: '10.5.0.1', count: 1 }]);
});

test('a message that is a list of events is kept event by event, and more lists than a batch may hold go into several', async () => {
	const event = (at: number) => JSON.stringify({ time: new Date().toISOString(), message: `listed ${at}` });
	const lists = [`[${event(1)},${event(2)}]`, `{"Records":[${event(3)}]}`];
	const empty = `[${'{},'.repeat(30_000)}{}]`;
	const socket = await plain();
	socket.end([...lists, empty, empty, `[${event(4)}]`].map((text) => line(text)).join(''));
	await until('listed', 4);
	const reported = await room.platform.database.system((tx) =>
		sql<{ refused: string }>`select sum(refused) as refused from monitoring.batches where key like 'syslog:%'`.execute(tx),
	);
	expect(Number(reported.rows[0]?.refused)).toBe(60_002);
});

test.each([
	['no token', () => '<13>Oct  1 10:00:00 srv app: nobody-s line\n'],
	['an unknown token', () => line('nobody-s line', 'dwt_unknown')],
	['a second token', () => line('fine') + line('nobody-s line', 'dwt_other')],
	['no syslog at all', () => '999999999999 <13>nobody-s line'],
])('a connection with %s is closed and its line kept nowhere', async (_, stream) => {
	const socket = await plain();
	socket.write(stream());
	await once(socket, 'close');
	expect(await kept('nobody-s line')).toBe(0);
});

test('what came whole before the first fault of a stream is kept, in one piece with it too', async () => {
	const socket = await plain();
	socket.write(`${line('before-the-fault')}12x ${line('behind-the-fault')}`);
	await once(socket, 'close');
	await until('before-the-fault', 1);
	expect(await kept('behind-the-fault')).toBe(0);
});

test('a stop makes durable what was read', async () => {
	const socket = await plain();
	const lines = Array.from({ length: 700 }, (_, at) => line(`before-the-stop ${at}`)).join('');
	await new Promise((resolve) => socket.write(lines, resolve));
	await listeners.stop();
	expect(await kept('before-the-stop')).toBe(700);
	await open();
});

const secured = test.skipIf(!hasOpenssl);
async function tls(certificate?: { key: string; cert: string }): Promise<Socket> {
	const socket = connectTls({ port: listeners.tlsPort!, host: '127.0.0.1', ca: server!.cert, ...certificate });
	socket.on('error', () => undefined);
	await once(socket, 'secureConnect');
	return socket;
}
const old = (text: string) => `<13>Oct  1 10:00:00 srv app: ${text}\n`;

secured('a certificate that is registered at a sensor, or names it and is signed by the authority, needs no token', async () => {
	const own = makeCertificate(folder.path, 'campus');
	const who = room.as(room.person(room.schools[0], 'institution', 'ciso'));
	const patch = (certificate: unknown, headers = who) =>
		room.app.inject({ method: 'PATCH', url: `/v1/sensors/${room.sensor}`, headers, payload: { certificate } });
	const unknown = await tls(own);
	unknown.write(old('not-registered'));
	await once(unknown, 'close');
	expect((await patch('no certificate')).json()).toMatchObject({ status: 400, findings: [{ where: '/body/certificate' }] });
	expect((await patch(own.cert, room.as(room.person(room.schools[1], 'institution', 'ciso')))).statusCode).toBe(404);
	expect((await patch(own.cert)).json().certificate).toMatch(/^[0-9a-f]{64}$/);
	(await tls(own)).end(old('registered'));
	(await tls(makeCertificate(folder.path, room.sensor, authority))).end(old('signed'));
	(await tls()).end(line('by-token-over-tls'));
	await until('registered', 1);
	await until('signed', 1);
	await until('by-token-over-tls', 1);
	const imposter = await tls(makeCertificate(folder.path, room.sensor));
	imposter.write(old('signed by itself'));
	await once(imposter, 'close');
	expect((await patch(null)).json().certificate).toBeNull();
	expect([await kept('not-registered'), await kept('signed by itself')]).toEqual([0, 0]);
});

test('a sensor that was retired is refused at its next batch', async () => {
	await room.platform.database.system((tx) => sql`update monitoring.sensors set retired_at = now()`.execute(tx));
	const socket = await plain();
	socket.write(line('after-retirement'));
	await once(socket, 'close');
	expect(await kept('after-retirement')).toBe(0);
});
