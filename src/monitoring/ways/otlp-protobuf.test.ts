import { gzipSync } from 'node:zlib';
import { PbfReader, PbfWriter } from 'pbf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';
import { otlpRecords } from './otlp-logs.ts';
import { readExport } from './otlp-protobuf.ts';

type Write = (to: PbfWriter) => void;
const message =
	(tag: number, ...fields: Write[]): Write =>
	(to) =>
		to.writeMessage(tag, (_, inner) => write(fields, inner), undefined);
const write = (fields: readonly Write[], to: PbfWriter) => {
	for (const field of fields) field(to);
};
const text =
	(tag: number, value: string): Write =>
	(to) =>
		to.writeStringField(tag, value);
const pair = (tag: number, key: string, ...value: Write[]) => message(tag, text(1, key), message(2, ...value));
const moment =
	(tag: number, at: number): Write =>
	(to) =>
		to.writeFixed64Field(tag, at * 1e6);
/** An export as a collector writes it: resource, scope with its name, records. */
function exported(...records: Write[]): Buffer {
	const to = new PbfWriter();
	const resource = message(1, pair(1, 'host.name', text(1, 'web2')));
	message(1, resource, message(2, message(1, text(1, 'scope')), ...records), text(3, 'https://schema.example'))(to);
	return Buffer.from(to.finish());
}
const at = Date.UTC(2026, 9, 1, 10);
const received = new Date('2026-10-02T00:00:00Z');

test('every kind of value comes out as it stood, whole numbers beyond 2^53 as text', () => {
	const number =
		(value: bigint): Write =>
		(to) => {
			to.writeTag(3, 0);
			for (let rest = BigInt.asUintN(64, value); ; rest >>= 7n) {
				to.realloc(1);
				to.buf[to.pos++] = Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0);
				if (rest <= 0x7fn) return;
			}
		};
	const body = message(
		5,
		message(
			6,
			pair(1, 'n', number(9_223_372_036_854_775_807n)),
			pair(1, 'm', number(-7n)),
			pair(1, 'l', message(5, message(1, text(1, 'x')))),
		),
	);
	const flag = pair(6, 'ok', (to) => to.writeBooleanField(2, true));
	const share = pair(6, 'share', (to) => to.writeDoubleField(4, 0.5));
	const [line] = otlpRecords(readExport(exported(message(2, moment(1, at), text(3, 'WARN'), body, flag, share))), received);
	expect(JSON.parse(line!.bytes.toString())).toEqual({
		...{ 'host.name': 'web2', ok: true, share: 0.5, severityText: 'WARN', time: '2026-10-01T10:00:00.000Z', host: 'web2' },
		...{ timeUnixNano: `${at}000000`, observedTimeUnixNano: `${received.getTime()}000000`, scope: { name: 'scope' } },
		message: '{"n":"9223372036854775807","m":-7,"l":["x"]}',
		body: { n: '9223372036854775807', m: -7, l: ['x'] },
	});
});

test('a value nested without end costs no stack, a broken or swollen export is refused', () => {
	let deep: Write = text(1, 'x');
	for (let level = 0; level < 200; level++) deep = message(5, message(1, deep));
	expect(otlpRecords(readExport(exported(message(2, message(5, deep)))), received)).toHaveLength(1);
	const whole = exported(message(2, moment(1, at), message(5, text(1, 'hello'))));
	for (let cut = 1; cut < whole.length; cut++) {
		expect(() => readExport(whole.subarray(0, cut)), `cut at ${cut}`).toThrow('the export is not protobuf');
	}
	expect(() => readExport(Buffer.from('{"resourceLogs":[]}'))).toThrow('the export is not protobuf');
	const empty = Buffer.concat([Buffer.from([0x0a, 0x80, 0x80, 0x80, 0x01]), Buffer.alloc(2_097_152, Buffer.from([0x12, 0x00]))]);
	expect(() => readExport(empty)).toThrow('at most');
});

let room: WatchRoom;
beforeAll(async () => {
	room = await watchRoom();
});
afterAll(() => room.stop());

test('an exporter is answered in protobuf: taken, taken in part, refused', async () => {
	const headers = { authorization: `Bearer ${room.token}`, 'content-type': 'application/x-protobuf' };
	const send = (payload: Buffer, more = {}) =>
		room.real.inject({ method: 'POST', url: '/ingest/otlp/v1/logs', headers: { ...headers, ...more }, payload });
	const good = message(2, moment(1, Date.now()), message(5, text(1, 'hello')));
	const taken = await send(gzipSync(exported(good)), { 'content-encoding': 'gzip' });
	expect([taken.statusCode, taken.headers['content-type'], taken.rawPayload.length]).toEqual([200, 'application/x-protobuf', 0]);
	const partly = await send(exported(good, message(2, moment(1, Date.UTC(2099, 0, 1)), message(5, text(1, 'hello')))));
	const counts: number[] = [];
	new PbfReader(partly.rawPayload).readFields((tag, found, from) => {
		if (tag === 1) from.readMessage((inner) => void (inner === 1 && found.push(from.readVarint())), found);
	}, counts);
	expect([partly.statusCode, counts]).toEqual([200, [1]]);
	const refused = await send(Buffer.from('not protobuf'));
	const told: string[] = [];
	new PbfReader(refused.rawPayload).readFields((tag, found, from) => void (tag === 2 && found.push(from.readString())), told);
	expect([refused.statusCode, refused.headers['content-type'], told]).toEqual([
		400,
		'application/x-protobuf',
		['the export is not protobuf'],
	]);
});
