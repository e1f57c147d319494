import { gzipSync } from 'node:zlib';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem, sql } from '#platform';
import { limits } from '../ingest/limits.ts';
import { givenUpAfter, sweepUnfinished } from '../ingest/sweep-unfinished.ts';
import { claimBatch } from '../store/batches.ts';
import { writeEvents } from '../telemetry/write-events.ts';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';
import { documentsOf } from './elastic-bulk.ts';
import { pressureOf, takeLines } from './take.ts';

let room: WatchRoom;
beforeAll(async () => {
	room = await watchRoom();
});
afterAll(() => room.stop());

const now = new Date().toISOString();
const mining = (host: string) =>
	JSON.stringify({
		...{ timestamp: now, flow_id: 7, event_type: 'alert', src_ip: host, dest_ip: '198.51.100.9', proto: 'TCP' },
		alert: { action: 'allowed', signature: 'ET COINMINER', category: 'Crypto Currency Mining Activity Detected', severity: 1 },
	});
const basic = () => `Basic ${Buffer.from(`sensor:${room.token}`).toString('base64')}`;

async function alerts(): Promise<string[]> {
	const headers = room.as(room.person(room.schools[0], 'institution', 'ciso'));
	const { items } = (await room.app.inject({ url: '/v1/alerts', headers })).json();
	return items.map(({ host }: { host: string }) => host);
}

test('a sender of Elasticsearch greets, sends in bulk and is told that all is written', async () => {
	const hello = await room.real.inject({ url: '/ingest/elastic/', headers: { authorization: basic() } });
	expect(hello.headers['x-elastic-product']).toBe('Elasticsearch');
	const body = [
		'{"index":{"_index":"eve"}}',
		mining('10.3.0.1'),
		'{"create":{}}',
		JSON.stringify({ '@timestamp': now, message: mining('10.3.0.2'), host: { name: 'sensor1' } }),
		'{"index":{}}',
		JSON.stringify({
			'@timestamp': now,
			message: 'a line of no known form',
			host: { name: 'sensor1' },
			agent: { type: 'filebeat' },
		}),
		'{"index":{}}',
		'{broken',
	].join('\n');
	const headers = { authorization: basic(), 'content-type': 'application/json', 'content-encoding': 'gzip' };
	const answer = await room.real.inject({
		method: 'POST',
		url: '/ingest/elastic/eve/_bulk',
		headers,
		payload: gzipSync(`${body}\n`),
	});
	expect(answer.json()).toMatchObject({ errors: false, items: [{ index: { status: 201 } }, { create: {} }, {}, {}] });
	expect((await alerts()).sort()).toEqual(['10.3.0.1', '10.3.0.2']);
	const half = await room.real.inject({
		method: 'POST',
		url: '/ingest/elastic/_bulk',
		headers: { authorization: basic() },
		payload: '{"index":{}}\n',
	});
	expect(half.json()).toMatchObject({ status: 400, findings: [{ where: 'line 1' }], error: { type: 'input_invalid' } });
});

test('a bulk that also updates and deletes has only those refused, and what a sender sets first is agreed to', async () => {
	const ask = async (method: 'GET' | 'HEAD' | 'PUT', path: string, payload?: string) => {
		const headers = { authorization: basic(), 'user-agent': 'Filebeat', 'content-type': 'application/json' };
		return room.real.inject({ ...{ method, url: `/ingest/elastic/${path}`, headers }, ...(payload && { payload }) });
	};
	const template = `{"x":"${'x'.repeat(2_000_000)}"}`;
	for (const path of ['_index_template/filebeat', '_ilm/policy/filebeat', '_ingest/pipeline/x', '_data_stream/logs-x']) {
		const given = [await ask('HEAD', path), await ask('GET', path), await ask('PUT', path, template)];
		expect(
			given.map(({ statusCode }) => statusCode),
			path,
		).toEqual([200, 200, 200]);
	}
	expect((await ask('GET', '_cluster/health')).json().status).toBe('green');
	const absent = await ask('GET', '_security/user/me');
	expect([absent.statusCode, absent.json().error.type]).toEqual([404, 'not_found']);
	const body = [
		'{"delete":{"_index":"a","_id":"1"}}',
		'{"create":{"_index":"a","_id":"one of four"}}',
		JSON.stringify({ time: now, message: 'of a mixed bulk' }),
		'{"update":{"_id":"2"}}',
		JSON.stringify({ doc: { time: now, message: 'of a mixed bulk' } }),
		'{"index":{}}',
		JSON.stringify({ time: now, message: 'of a mixed bulk too' }),
	];
	const answer = await ask('PUT', 'logs/_bulk', `${body.join('\n')}\n`);
	expect(answer.json()).toMatchObject({
		errors: true,
		items: [
			{ delete: { _index: 'a', _id: '1', status: 400, error: { type: 'illegal_argument_exception' } } },
			{ create: { _index: 'a', _id: 'one of four', status: 201 } },
			{ update: { _index: 'logs', status: 400 } },
			{ index: { _index: 'logs', status: 201 } },
		],
	});
	expect(await stored('of a mixed bulk')).toBe(2);
});

test('a sender of Splunk sends text and objects, and its acknowledgement is true at once', async () => {
	const headers = { authorization: `Splunk ${room.token}`, 'x-splunk-request-channel': crypto.randomUUID() };
	const payload = `{"event":${mining('10.3.1.1')}}{"host":"web1","time":${Date.now() / 1000},"event":"something } happened"}\n{"event":"x","time":1}`;
	const url = '/ingest/splunk/services/collector';
	const answer = await room.real.inject({ method: 'POST', url: `${url}/event`, headers, payload });
	expect(answer.json()).toEqual({ text: 'Success', code: 0, ackId: 1 });
	expect(await alerts()).toContain('10.3.1.1');
	const asked = await room.real.inject({ method: 'POST', url: `${url}/ack`, headers, payload: { acks: [1, 2] } });
	expect(asked.json()).toEqual({ acks: { 1: true, 2: false } });
	const raw = await room.real.inject({ method: 'POST', url: `${url}/raw`, headers, payload: mining('10.3.1.2') });
	expect(raw.json()).toMatchObject({ code: 0 });
	expect((await room.real.inject({ method: 'POST', url: `${url}/event`, headers, payload: '{"event":' })).statusCode).toBe(400);
});

test('an exporter of OpenTelemetry sends records with a line or a structure in them', async () => {
	const attributes = [{ key: 'host.name', value: { stringValue: 'web2' } }];
	const logRecords = [
		{ timeUnixNano: `${Date.now()}000000`, body: { stringValue: mining('10.3.2.1') } },
		{
			timeUnixNano: `${Date.now()}000000`,
			severityText: 'WARN',
			body: { kvlistValue: { values: [{ key: 'a', value: { intValue: '7' } }] } },
		},
	];
	const payload = { resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords }] }] };
	const headers = { authorization: `Bearer ${room.token}` };
	const answer = await room.real.inject({ method: 'POST', url: '/ingest/otlp/v1/logs', headers, payload });
	expect([answer.statusCode, answer.json()]).toEqual([200, {}]);
	expect(await alerts()).toContain('10.3.2.1');
	const other = { ...headers, 'content-type': 'text/plain' };
	const refused = await room.real.inject({ method: 'POST', url: '/ingest/otlp/v1/logs', headers: other, payload: 'x' });
	expect(refused.statusCode).toBe(415);
});

test('an export of any other shape is refused, and what a record says of its trace and in bytes is kept', async () => {
	const headers = { authorization: `Bearer ${room.token}` };
	const send = (logRecords: unknown) =>
		room.real.inject({
			...{ method: 'POST', url: '/ingest/otlp/v1/logs', headers },
			payload: { resourceLogs: [{ scopeLogs: [{ logRecords }] }] },
		});
	const shapes = [[null], [7], {}, 'x', [{ body: 5 }], [{ attributes: 'x' }], [{ attributes: [null] }]];
	for (const shape of [...shapes, [{ body: { arrayValue: { values: [1] } } }], [{ body: { kvlistValue: { values: {} } } }]]) {
		const refused = await send(shape);
		expect([refused.statusCode, refused.json().findings?.[0]?.code], JSON.stringify(shape)).toEqual([400, 'otlp-broken']);
	}
	expect((await send([{ body: { arrayValue: null } }])).statusCode).toBe(200);
	const facts = { traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174', eventName: 'login' };
	const kept = await send([{ ...facts, timeUnixNano: `${Date.now()}000000`, body: { bytesValue: 'b3RscA==' } }]);
	expect([kept.statusCode, kept.json()]).toEqual([200, {}]);
	const [row] = await room.telemetry.query<{ raw: string }>(
		"SELECT raw FROM dijkwacht.events WHERE position(raw, 'b3RscA==') > 0",
	);
	expect(JSON.parse(row?.raw ?? '{}')).toMatchObject({ ...facts, message: 'b3RscA==' });
});

/** Events of this message in telemetry. */
async function stored(message: string): Promise<number> {
	const [row] = await room.telemetry.query<{ n: number }>(
		'SELECT toUInt32(uniqExact(batch, line)) AS n FROM dijkwacht.events WHERE position(raw, {message:String}) > 0',
		{ message },
	);
	return row?.n ?? 0;
}
const bulkOf = (documents: readonly string[]) => documents.flatMap((one) => ['{"index":{}}', one]).join('\n');
const post = (documents: readonly string[]) =>
	room.real.inject({
		...{ method: 'POST', url: '/ingest/elastic/_bulk', payload: `${bulkOf(documents)}\n` },
		headers: { authorization: basic(), 'content-type': 'application/json' },
	});

test('a batch whose answer was lost may come again in any pieces, and later the same lines are new events', async () => {
	const line = (n: number) => JSON.stringify({ time: now, message: `cut otherwise ${n}` });
	const documents = [line(1), line(2), line(2), line(3)];
	const source = { institution: room.schools[0], sensor: room.sensor, synthetic: false };
	const deaf = { left: () => false, heard: Promise.resolve(false) };
	const body = Readable.from([Buffer.from(bulkOf(documents))], { objectMode: false });
	const unwrap = ({ lines }: { lines: Parameters<typeof documentsOf>[0] }) => documentsOf(lines, new Date()).lines;
	expect(
		await takeLines(room.platform, source, body, 'identity', undefined, { unwrap, takesLists: false, asker: deaf }),
	).toMatchObject({ accepted: 4 });
	for (const piece of [[line(1)], [line(2)], [line(2), line(3)]]) expect((await post(piece)).statusCode).toBe(200);
	expect(await stored('cut otherwise')).toBe(4);
	await expect
		.poll(() =>
			asSystem(room.platform, async ({ tx }) => {
				const found = await sql`select key from monitoring.batches where unheard is not null`.execute(tx);
				return found.rows;
			}),
		)
		.toEqual([]);
	await post([line(2), line(9)]);
	expect(await stored('cut otherwise')).toBe(6);
	const gone = { left: () => true, heard: Promise.resolve(false) };
	const late = Readable.from([Buffer.from(bulkOf([line(10)]))], { objectMode: false });
	await expect(
		takeLines(room.platform, source, late, 'identity', undefined, { unwrap, takesLists: false, asker: gone }),
	).rejects.toMatchObject({
		code: 'not-ready',
	});
});

test('what a batch left in telemetry that was never finished is taken away, and its sender may begin it anew', async () => {
	const message = 'never finished';
	const about = { institution: room.schools[0], sensor: room.sensor };
	const received = new Date(Date.now() - givenUpAfter - 1000);
	const keep = { keepEventsUntil: new Date('2099-01-01'), keepObservablesUntil: new Date('2099-01-01') };
	const event = { line: 0, time: received, format: 'plain', logsource: '', raw: JSON.stringify({ message }), observables: [] };
	await asSystem(room.platform, ({ tx }) => claimBatch(tx, { ...about, key: 'given-up', hash: Buffer.alloc(32), now: received }));
	await writeEvents(room.telemetry, { ...about, ...keep, received, token: 'given-up' }, [event]);
	expect(await stored(message)).toBe(1);
	expect(await sweepUnfinished(room.platform)).toBe(1);
	expect([await stored(message), await sweepUnfinished(room.platform), await stored('cut otherwise')]).toEqual([0, 0, 7]);
	await post([JSON.stringify({ time: now, message })]);
	expect(await stored(message)).toBe(1);
});

test('a busy server answers a bulk sender that gives its name, and breaks off with rsyslog, which keeps only then what it sent', async () => {
	await room.real.listen({ host: '127.0.0.1', port: 0 });
	const { port } = room.real.server.address() as { port: number };
	const ask = (name: Record<string, string>, body: string) =>
		new Promise<number | string | undefined>((resolve) => {
			const headers = { authorization: basic(), 'content-type': 'application/json', ...name };
			const asked = request({ port, host: '127.0.0.1', path: '/ingest/elastic/_bulk', method: 'POST', headers }, (answer) => {
				answer.resume();
				resolve(answer.statusCode);
			});
			asked.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
			asked.end(body);
		});
	const body = `${bulkOf([JSON.stringify({ time: now, message: 'busy' })])}\n`;
	const pressure = pressureOf(room.platform);
	pressure.hold(limits.underWay + 1);
	const answers = [await ask({ 'user-agent': 'Filebeat' }, body), await ask({}, body)];
	pressure.release(limits.underWay + 1);
	answers.push(await ask({}, body), await ask({}, 'no bulk\n'));
	const stranger = { authorization: 'ApiKey none' };
	answers.push(await ask({ ...stranger, 'user-agent': 'Filebeat' }, body), await ask(stranger, body));
	expect(answers).toEqual([429, 'ECONNRESET', 200, 400, 401, 'ECONNRESET']);
});

test('a list that is longer than a line may be is taken where lines are posted, packed too, and once', async () => {
	const events = Array.from({ length: 1500 }, (_, at) => ({ time: now, message: `of a long list ${at}`, pad: 'x'.repeat(800) }));
	const list = JSON.stringify({ Records: events });
	expect((await room.send(list)).json()).toMatchObject({ accepted: 1500, refused: 0, repeated: false });
	expect((await room.send(gzipSync(list), { 'content-encoding': 'gzip' })).json()).toMatchObject({ repeated: true });
	const headers = { authorization: `Splunk ${room.token}` };
	const url = '/ingest/splunk/services/collector/raw';
	const raw = await room.real.inject({ method: 'POST', url, headers, payload: list.replaceAll('long list', 'raw list') });
	expect(raw.json()).toMatchObject({ code: 0 });
	expect([await stored('of a long list'), await stored('of a raw list')]).toEqual([1500, 1500]);
});
