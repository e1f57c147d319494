import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits } from '../ingest/limits.ts';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';
import { jsonObjects } from './json-objects.ts';
import { pressureOf } from './take.ts';

let room: WatchRoom;
beforeAll(async () => {
	room = await watchRoom();
});
afterAll(() => room.stop());

const url = '/ingest/splunk/services/collector';
const channel = 'FE0ECFAD-13D5-401B-847D-77833BD77131';

async function send(path: string, payload: string | Buffer, more: Record<string, string> = {}) {
	const headers = { authorization: `Splunk ${room.token}`, 'content-type': 'application/x-www-form-urlencoded', ...more };
	if (headers.authorization === '') delete (headers as Partial<typeof headers>).authorization;
	const { statusCode, body } = await room.real.inject({ method: 'POST', url: url + path, headers, payload });
	const { code, 'invalid-event-number': number, ackId, acks } = JSON.parse(body);
	return [statusCode, code ?? acks, ...[number ?? ackId].filter((one) => one !== undefined)];
}
async function stored(text: string): Promise<Record<string, unknown>[]> {
	const rows = await room.telemetry.query<{ raw: string }>(
		'SELECT raw FROM dijkwacht.events FINAL WHERE position(raw, {text:String}) > 0 ORDER BY line',
		{ text },
	);
	return rows.map(({ raw }) => JSON.parse(raw) as Record<string, unknown>);
}

test('a sender is refused by the numbers it knows', async () => {
	const event = '{"event":"x"}';
	expect(await send('/event', event, { authorization: '' })).toEqual([401, 2]);
	expect(await send('/event', event, { authorization: 'Nobody x' })).toEqual([401, 3]);
	expect(await send('/event', event, { authorization: 'Splunk x' })).toEqual([403, 4]);
	expect(await send('/event?token=x', event, { authorization: '' })).toEqual([400, 16]);
	expect(await send('/event/1.0', '')).toEqual([400, 5]);
	expect(await send('/raw', '\n')).toEqual([400, 5]);
	expect(await send('/event', 'text')).toEqual([400, 6, 0]);
	expect(await send('/event', '{"event":1}{"event":x}')).toEqual([400, 6, 1]);
	expect(await send('/event', '{"time":1}')).toEqual([400, 12, 0]);
	expect(await send('/event', '{"event":1}{"event":""}')).toEqual([400, 13, 1]);
	expect(await send('/event', '{"event":""}{"event":')).toEqual([400, 13, 0]);
	const pressure = pressureOf(room.platform);
	pressure.hold(limits.underWay + 1);
	const health = async () => (await room.real.inject({ url: `${url}/health/1.0` })).json().code;
	expect([await send('/event', event), await health()]).toEqual([[503, 9], 18]);
	pressure.release(limits.underWay + 1);
	expect(await health()).toBe(17);
});

test('a channel is a GUID, in the header or in the address, and only an acknowledgement asks for one', async () => {
	expect(await send('/ack', '{"acks":[1]}')).toEqual([400, 10]);
	expect(await send('/ack', '{"acks":[1]}', { 'x-splunk-request-channel': '' })).toEqual([400, 10]);
	for (const path of ['/ack', '/event', '/raw'])
		expect(await send(`${path}?channel=a`, '{"acks":[1],"event":1}')).toEqual([400, 11]);
	expect(await send('/event', '{"event":1}', { 'x-splunk-request-channel': `${channel}, ${channel}` })).toEqual([400, 11]);
	expect(await send(`/ack?channel=${channel}`, '{"acks":[1,2]}')).toEqual([200, { 1: true, 2: false }]);
	expect(await send('/event', '{"event":1}', { 'x-splunk-request-channel': channel })).toEqual([200, 0, 1]);
	expect(await send('/event', '{"event":1}')).toEqual([200, 0]);
});

test.each([
	['a time that is no number', '"time":"2026-10-01T10:00:00Z"', false],
	['a time that is an object', '"time":{}', false],
	['an empty time', '"time":""', false],
	['a time in digits', '"time":"1790848800.123000"', true],
	['no time', '"time":null', true],
	['nested fields', '"fields":{"a":{"b":1}}', false],
	['fields nested in a list', '"fields":{"a":[{"b":1}]}', false],
	['fields that are a list', '"fields":["a"]', false],
	['fields that are text', '"fields":"a"', false],
	['flat fields', '"fields":{"a":"b","n":1,"ok":true,"l":["x","y"],"z":null}', true],
] as const)('%s: indexed fields are handled or not', async (_, facts, fine) => {
	const answer = await send('/event', `{"event":"first"}{"event":"second",${facts}}`);
	expect(answer).toEqual(fine ? [200, 0] : [400, 15, 1]);
});

test('events may come in one list, and any text is an event', async () => {
	expect(await send('/event', '[{"event":"listed a"}, {"event":"listed b"}]')).toEqual([200, 0]);
	expect(await stored('listed ')).toMatchObject([{ message: 'listed a' }, { message: 'listed b' }]);
	expect(await send('/event', '[]')).toEqual([400, 5]);
	expect(await send('/event', '[{"event":1}')).toEqual([400, 6, 1]);
	expect(await send(`/raw/1.0?channel=${channel}&host=door7&source=s`, 'a raw text of no form\n{broken raw')).toEqual([
		200, 0, 1,
	]);
	expect(await stored('a raw text')).toMatchObject([{ message: 'a raw text of no form', host: 'door7', source: 's' }]);
	expect(await stored('{broken raw')).toEqual([]);
});

test('Docker asks every address first, without a token, and sends lines packed in an object', async () => {
	for (const path of ['', '/event', '/event/1.0', '/raw', '/raw/1.0', '/ack', '/health', '/health/1.0']) {
		const { statusCode, headers } = await room.real.inject({ method: 'OPTIONS', url: url + path });
		expect([statusCode, headers.allow], path).toEqual([200, path.startsWith('/health') ? 'GET, OPTIONS' : 'POST, OPTIONS']);
	}
	const seconds = (Date.now() / 1000).toFixed(6);
	const line = (text: string) =>
		`{"event":{"line":${JSON.stringify(text)},"source":"stdout","tag":"c1"},"time":"${seconds}","host":"docker1","source":"","sourcetype":"","index":""}`;
	const apache = '203.0.113.9 - - [01/Oct/2026:09:00:00 +0000] "GET /docker HTTP/1.1" 200 5 "-" "curl"';
	const body = gzipSync(line('docker of no form') + line(apache));
	expect(await send('/event/1.0', body, { 'content-encoding': 'gzip', 'content-type': 'application/json' })).toEqual([200, 0]);
	const [kept] = await stored('docker of no form');
	expect(kept).toMatchObject({ host: 'docker1', tag: 'c1', line: 'docker of no form', time: seconds });
	const [row] = await room.telemetry.query<{ raw: string; format: string }>(
		"SELECT raw, format FROM dijkwacht.events WHERE position(raw, 'GET /docker') > 0",
	);
	expect(row).toEqual({ raw: apache, format: 'web-combined' });
});

test('Vector and Fluent Bit put the line in a member, and what they say beside it is for the rules', async () => {
	const at = Date.now() / 1000;
	const vector = {
		event: { message: 'vector says', user: 'x', host: 'inner' },
		fields: { team: 'blue' },
		time: at,
		host: 'v1',
		sourcetype: '_json',
	};
	const fluent = { event: { log: 'fluent says', stream: 'stderr' }, time: at };
	expect(await send('/event', `${JSON.stringify(vector)}\n${JSON.stringify(fluent)}\n`)).toEqual([200, 0]);
	expect(await stored('vector says')).toMatchObject([{ team: 'blue', user: 'x', host: 'v1', sourcetype: '_json' }]);
	expect(await stored('fluent says')).toMatchObject([{ log: 'fluent says', stream: 'stderr' }]);
});

test('objects behind each other are cut at their braces, not at those in texts', () => {
	expect(jsonObjects('{"a":"}\\"{"}{"b":{}}\r\n {}')).toEqual({ objects: ['{"a":"}\\"{"}', '{"b":{}}', '{}'], whole: true });
	expect(jsonObjects(' [{"a":"]"} , {}]\n')).toEqual({ objects: ['{"a":"]"}', '{}'], whole: true });
	for (const [broken, before] of [
		...[
			['{', 0],
			['{"a', 0],
			['x{}', 0],
			['{}]', 1],
			['"{}"', 0],
			['{},{}', 1],
		],
		...[
			['[{}', 1],
			['[{}{}]', 1],
			['[{},]', 1],
			['[{}]x', 1],
			['[,{}]', 0],
			['[1]', 0],
		],
	] as const) {
		const { objects, whole } = jsonObjects(broken);
		expect([objects.length, whole], broken).toEqual([before, false]);
	}
});
