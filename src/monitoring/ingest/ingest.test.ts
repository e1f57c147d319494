import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '#platform';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';

let room: WatchRoom;
beforeAll(async () => {
	room = await watchRoom();
});
afterAll(() => room.stop());

/** One event of a miner on a machine of the campus; matches the project's own rule. */
const mining = (second: number, host = '10.1.2.3') =>
	JSON.stringify({
		timestamp: new Date(Date.now() - 3_600_000 + second * 1000).toISOString(),
		...{ flow_id: 7, event_type: 'alert', src_ip: host, dest_ip: '198.51.100.9', proto: 'TCP' },
		alert: {
			action: 'allowed',
			signature: 'ET COINMINER pool login',
			category: 'Crypto Currency Mining Activity Detected',
			severity: 1,
		},
	});
const quiet = (message: string) => JSON.stringify({ time: new Date().toISOString(), message, src_ip: '192.0.2.77' });

async function stored(): Promise<{ events: number; alerts: number; batches: number; letters: number }> {
	const rows = await room.telemetry.query<{ n: number }>('SELECT toUInt32(uniqExact(batch, line)) AS n FROM dijkwacht.events');
	const found = await room.platform.database.system((tx) =>
		sql<{ alerts: number; batches: number; letters: number }>`select (select count(*) from monitoring.alerts) as alerts,
			(select count(*) from monitoring.batches) as batches, (select count(*) from monitoring.dead_letters) as letters`.execute(
			tx,
		),
	);
	return { events: rows[0]?.n ?? 0, ...found.rows[0]! };
}

test('a batch is answered when its alert and its events are kept, and a repeat changes nothing', async () => {
	const before = await stored();
	const body = [mining(1), quiet('hello'), 'this is no event', mining(2)].join('\n');
	const first = await room.send(gzipSync(body), { 'content-encoding': 'gzip' });
	expect(first.json()).toMatchObject({ accepted: 3, refused: 1, alerts: 1, repeated: false });
	const after = await stored();
	expect(after).toEqual({
		events: before.events + 3,
		alerts: before.alerts + 1,
		batches: before.batches + 1,
		letters: before.letters + 1,
	});
	for (const again of [await room.send(body), await room.send(zstdCompressSync(body), { 'content-encoding': 'zstd' })]) {
		expect(again.json()).toEqual({ ...first.json(), repeated: true });
	}
	expect(await stored()).toEqual(after);
	const queue = await room.app.inject({ url: '/v1/alerts', headers: room.as(room.person(room.soc, 'surf-soc', 'soc-analyst')) });
	expect(queue.json().items[0]).toMatchObject({ institution: room.schools[0], count: 2, state: 'new' });
	expect(queue.json().counts.new).toBe(1);
});

test('the events of a list on one line each count, each under a place of its own', async () => {
	const before = await stored();
	const list = `{"Records":[${mining(3, '10.3.3.3')},${quiet('in a list')}]}`;
	const sent = await room.send([quiet('first'), list, 'this is no event', `[${mining(4, '10.3.3.3')}]`].join('\n'));
	expect(sent.json()).toMatchObject({ accepted: 4, refused: 1, alerts: 1 });
	expect(await stored()).toMatchObject({ events: before.events + 4, alerts: before.alerts + 1, letters: before.letters + 1 });
	const rows = await room.telemetry.query<{ line: number; raw: string }>(
		`SELECT line, raw FROM dijkwacht.events WHERE raw LIKE '%10.3.3.3%' ORDER BY line`,
	);
	expect(rows.map(({ line, raw }) => [line, JSON.parse(raw).src_ip])).toEqual([
		[1, '10.3.3.3'],
		[4, '10.3.3.3'],
	]);
});

test('the same batch many times at once is taken in once', async () => {
	const before = await stored();
	const body = [mining(1, '10.9.9.9'), quiet('at once')].join('\n');
	const answers = await Promise.all([1, 2, 3, 4, 5].map(() => room.send(body, { 'idempotency-key': 'at-once' })));
	expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 200, 200]);
	expect(answers.filter((answer) => answer.json().repeated === false)).toHaveLength(1);
	const after = await stored();
	expect([after.events - before.events, after.alerts - before.alerts]).toEqual([2, 1]);
	const other = await room.send(quiet('other lines'), { 'idempotency-key': 'at-once' });
	expect(other.json()).toMatchObject({ status: 422, code: 'idempotency-mismatch' });
});

test('a flood on one machine is one alert with a counter', async () => {
	const before = await stored();
	const at = Math.floor(Date.now() / 3_600_000) * 3600 - Math.floor(Date.now() / 1000) + 3600;
	const body = Array.from({ length: 3000 }, (_, line) => mining(at + (line % 60), '10.7.7.7')).join('\n');
	expect((await room.send(body)).json()).toMatchObject({ accepted: 3000, alerts: 1 });
	expect((await room.send(`${body}\n${mining(at, '10.7.7.7')}`)).json()).toMatchObject({ accepted: 3001, alerts: 0 });
	const after = await stored();
	expect(after.alerts - before.alerts).toBe(1);
	const found = await room.platform.database.system((tx) =>
		sql<{ count: number }>`select count from monitoring.alerts where host = '10.7.7.7'`.execute(tx),
	);
	expect(found.rows[0]?.count).toBe(6001);
});

test('what cannot be taken whole is refused whole and nothing is written', async () => {
	const before = await stored();
	const packed = gzipSync(mining(9));
	const tries: [Promise<{ statusCode: number; headers: object; json(): { code: string } }>, number, string][] = [
		[room.send(packed.subarray(0, -6), { 'content-encoding': 'gzip' }), 400, 'input-invalid'],
		[room.send(gzipSync(Buffer.alloc(300_000_000)), { 'content-encoding': 'gzip' }), 413, 'too-large'],
		[room.send(mining(9), { 'content-encoding': 'br' }), 415, 'media-type-unsupported'],
		[room.send(mining(9), { authorization: 'Bearer dwt_wrong' }), 401, 'token-invalid'],
		[room.send(mining(9), { 'idempotency-key': 'k'.repeat(201) }), 400, 'input-invalid'],
	];
	for (const [answer, status, code] of tries) {
		const { statusCode, headers, json } = await answer;
		expect([statusCode, json.call(await answer).code]).toEqual([status, code]);
		expect(headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8' });
	}
	const person = room.person(room.schools[0], 'institution', 'ciso');
	const headers = { ...room.as(person), 'content-type': 'application/x-ndjson' };
	const byPerson = await room.app.inject({ method: 'POST', url: '/v1/ingest/events', headers, payload: 'x' });
	expect(byPerson.statusCode).toBe(403);
	expect(await stored()).toEqual(before);
});

test('a retired sensor and another institution are told nothing', async () => {
	const other = room.as(room.person(room.schools[1], 'institution', 'ciso'));
	expect((await room.app.inject({ url: '/v1/alerts', headers: other })).json().items).toEqual([]);
	expect((await room.app.inject({ url: `/v1/sensors/${room.sensor}/dead-letters`, headers: other })).statusCode).toBe(404);
	const owner = room.as(room.person(room.schools[0], 'institution', 'ciso'));
	const patch = (retired: boolean) =>
		room.app.inject({ method: 'PATCH', url: `/v1/sensors/${room.sensor}`, headers: owner, payload: { retired } });
	expect((await patch(true)).statusCode).toBe(200);
	expect((await room.send(quiet('retired'))).json()).toMatchObject({ status: 403, code: 'not-allowed' });
	expect((await patch(false)).json()).toMatchObject({ retiredAt: null, kind: 'network' });
});
