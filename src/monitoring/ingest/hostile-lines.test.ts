import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';
import { pressureOf } from '../ways/take.ts';

let room: WatchRoom;
let before: number;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const held = () => {
	collect();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
};
const mebibyte = 1024 * 1024;

beforeAll(async () => {
	room = await watchRoom();
	await room.send(mining('warm'));
	before = held();
});
afterAll(() => room.stop());

const time = new Date(Date.now() - 3_600_000).toISOString();
const mining = (host: string) =>
	JSON.stringify({
		...{ timestamp: time, flow_id: 7, event_type: 'alert', src_ip: '10.66.6.6', dest_ip: '198.51.100.9', proto: 'TCP', host },
		alert: { action: 'allowed', signature: 'ET COINMINER', category: 'Crypto Currency Mining Activity Detected', severity: 1 },
	});
const event = (more: string) => `{"time":"${time}","message":"m"${more}}`;
const many = (count: number, one: (at: number) => string) => Array.from({ length: count }, (_, at) => one(at)).join(',');
const started = (field: string, value: string) =>
	JSON.stringify({
		...{ EventTime: time.slice(0, 19).replace('T', ' '), Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1 },
		...{ SourceName: 'Microsoft-Windows-Sysmon', Hostname: 'pc1', Image: 'C:\\Windows\\System32\\cmd.exe', [field]: value },
	});

/** Name, the line, and why it is refused; nothing when it is an event like any other. */
const hostile: readonly (readonly [string, () => string | Buffer, string?])[] = [
	['a line of 60 MB', () => event(`,"x":"${'x'.repeat(60 * mebibyte)}"`), 'line-too-long'],
	['one value of 10 MB', () => event(`,"x":"${'x'.repeat(10 * mebibyte)}"`), 'line-too-long'],
	['a key of 1 MB', () => event(`,"${'k'.repeat(mebibyte)}":1`), 'line-too-long'],
	['a key just under the bound', () => event(`,"${'k'.repeat(mebibyte - 200)}":1`)],
	['20,000 levels of lists', () => event(`,"x":${'['.repeat(20_000)}${']'.repeat(20_000)}`), 'nested-too-deep'],
	['20,000 levels of objects', () => event(`,"x":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`), 'nested-too-deep'],
	['20,000 levels never closed', () => event(`,"x":${'['.repeat(20_000)}`), 'nested-too-deep'],
	['64 levels', () => event(`,"x":${'['.repeat(62)}${']'.repeat(62)}`)],
	['200,000 keys', () => `{${many(200_000, (at) => `"${at}":1`)}}`, 'line-too-long'],
	['80,000 keys', () => `{${many(80_000, (at) => `"${at}":1`)}}`, 'too-many-fields'],
	['100,000 elements of a list', () => event(`,"x":[${many(100_000, (at) => String(at))}]`)],
	['60,000 events of nothing in one list', () => `[${many(60_000, () => '{}')}]`, 'unknown-format'],
	['700,000 events of nothing in one list', () => `[${many(700_000, () => '{}')}]`, 'line-too-long'],
	['a list of 2 MB that never closes', () => `[${many(2000, () => event(`,"x":"${'x'.repeat(1000)}"`))}`, 'line-too-long'],
	['a list where text is expected', () => event(`,"host":[${many(10_000, (at) => `"h${at}"`)}]`)],
	['bytes that are no UTF-8', () => Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'not-utf8'],
	['a character cut in half', () => Buffer.from(event(',"x":"é"')).subarray(0, -3), 'not-utf8'],
	['UTF-16', () => Buffer.from(`\ufeff${event('')}`, 'utf16le'), 'not-utf8'],
	['a mark of byte order', () => `\ufeff${event('')}`],
	['a NUL', () => event(',"x":"a\0b"'), 'control-character'],
	['a NUL as escape', () => event(',"x":"a\\u0000b","host":"a\\u0000b"')],
	['lone surrogates', () => event(',"x":"\\ud800","host":"\\udc00"')],
	['__proto__', () => event(',"__proto__":{"admin":true}'), 'reserved-key'],
	['__proto__ in disguise', () => event(',"a":{"__pr\\u006fto__":1}'), 'reserved-key'],
	['constructor and its like', () => event(',"constructor":{"prototype":1},"toString":2,"hasOwnProperty":3,"valueOf":null')],
	['the same key twice', () => event(',"message":"n"'), 'duplicate-key'],
	['an empty key', () => event(',"":"x"')],
	['numbers over 2^53', () => event(',"id":9223372036854775807,"record":18446744073709551615')],
	['a number beyond all bounds', () => event(',"x":1e999,"y":-1e999')],
	['NaN', () => event(',"x":NaN'), 'not-json'],
	['a comma too many', () => event(',"x":1,'), 'not-json'],
	['half an object', () => event('').slice(0, 20), 'not-json'],
	['a date in 2099', () => event('').replace(time, '2099-01-01T00:00:00Z'), 'time-implausible'],
	['a date in 1601', () => event('').replace(time, '1601-01-01T00:00:00Z'), 'time-implausible'],
	['a date that is none', () => event('').replace(time, 'NaN'), 'unknown-format'],
	['a list', () => '[1,2,3]', 'unknown-format'],
	['a text', () => '"text"', 'unknown-format'],
	['nothing but blanks', () => ' \t ', 'empty'],
	['a carriage return at the end', () => `${event('')}\r`],
	['a carriage return in the middle', () => event(',\r"x":1')],
	['48 KB of one letter in a command', () => started('CommandLine', 'a'.repeat(48_000))],
	['48 KB of blanks and quotes in a command', () => started('CommandLine', `cmd /c ${'" '.repeat(24_000)}`)],
	['48 KB of slashes in a path', () => started('TargetFilename', 'C:\\'.repeat(16_000))],
	['a million digits', () => event(`,"x":${'9'.repeat(900_000)}`)],
	['30 February', () => event('').replace(time, '2026-02-30T10:00:00Z')],
	['hour 25', () => event('').replace(time, '2026-02-03T25:00:00Z')],
	['a time of 40 digits', () => event('').replace(time, '9'.repeat(40)), 'unknown-format'],
	['seconds before 1990', () => '{"time":1,"message":"m"}', 'time-implausible'],
	['nanoseconds of the year 2500', () => '{"time":16725225600000000000,"message":"m"}', 'time-implausible'],
	['a time that is an object', () => '{"time":{"$date":1},"message":"m"}', 'unknown-format'],
	['UTF-8 that is longer than need be', () => Buffer.from([0x7b, 0xc0, 0xaf, 0x7d]), 'not-utf8'],
	['a surrogate in UTF-8', () => Buffer.from([0x7b, 0xed, 0xa0, 0x80, 0x7d]), 'not-utf8'],
	['marks that turn the direction of writing', () => event(',"x":"\u202egpj.exe\u2066"')],
	['letters that grow when made small', () => event(`,"host":"${'İ'.repeat(20_000)}"`)],
	['a list in itself', () => `[[${event('')}]]`, 'unknown-format'],
	['a list that never closes', () => `[${event('')}`, 'unknown-format'],
	['5,001 fields', () => event(`,${many(5001, (at) => `"f${at}":1`)}`), 'too-many-fields'],
	['the same key twice in disguise', () => event(',"mess\\u0061ge":"n"'), 'duplicate-key'],
	[
		'a megabyte of one word to Juniper',
		() => `<14>1 ${time} srx-1 RT_FLOW - X [junos@2636.1 ${'a'.repeat(mebibyte - 200)}`,
		'format-broken',
	],
	['300,000 empty pairs to CEF', () => `CEF:0|a|b|c|d|e|5|${' x='.repeat(300_000)}`],
	['a megabyte of equal signs to LEEF', () => `LEEF:1.0|a|b|c|d|${'='.repeat(1_000_000)}`],
	[
		'a megabyte of quotes to FortiGate',
		() => `date=2026-10-01 time=10:00:00 devid="F" logid="1" type="x" ${'"'.repeat(900_000)}`,
	],
	['structured data that never closes', () => `<13>1 ${time} h a 1 - [x y="${'\\'.repeat(400_000)}`],
	[
		'a megabyte of backslashes in a request',
		() => `192.0.2.1 - - [01/Oct/2026:10:00:00 +0100] "GET ${'\\'.repeat(900_000)}`,
		'unknown-format',
	],
	['300,000 addresses in a message', () => `<13>1 ${time} h a 1 - - ${'from 1.2.3.4 '.repeat(75_000)}`],
	['100,000 links in a message', () => event(`,"text":"${'http://a.nl/ '.repeat(75_000)}"`)],
	['a megabyte of angle brackets', () => '<'.repeat(1_000_000), 'unknown-format'],
	['a priority beyond all', () => `<999>1 ${time} h a 1 - - m`],
];

async function reasonOf(line: number): Promise<string | undefined> {
	const { items } = (
		await room.app.inject({
			url: `/v1/sensors/${room.sensor}/dead-letters?limit=1`,
			headers: room.as(room.person(room.schools[0], 'institution', 'ciso')),
		})
	).json() as { items: { line: number; reason: string; excerpt: string }[] };
	expect(items[0]?.excerpt.length ?? 0).toBeLessThanOrEqual(500);
	return items[0]?.line === line ? items[0].reason : undefined;
}

test.each(hostile.map(([name, make, reason], place) => [name, make, reason, `pc${place}`] as const))(
	'%s is counted, and the line behind it raises its alert',
	async (_name, make, reason, host) => {
		const body = Buffer.concat([Buffer.from(make()), Buffer.from(`\n${mining(host)}`)]);
		const answer = (await room.send(body)).json();
		expect([answer, reason === undefined ? undefined : await reasonOf(0)]).toEqual([
			expect.objectContaining({ accepted: reason === undefined ? 2 : 1, refused: reason === undefined ? 0 : 1 }),
			reason,
		]);
		const [{ count = 0 } = {}] = await room.telemetry.query<{ count: number }>(
			'SELECT toUInt32(count()) AS count FROM dijkwacht.events WHERE raw = {raw:String}',
			{ raw: mining(host) },
		);
		expect(count).toBe(1);
	},
);

test('a packed body cut off in the middle of a line is refused whole', async () => {
	const packed = gzipSync(`${mining('a')}\n${mining('b')}`);
	const answer = await room.send(packed.subarray(0, packed.length / 2), { 'content-encoding': 'gzip' });
	expect(answer.json()).toMatchObject({ status: 400, code: 'input-invalid' });
});

test('empty lines are passed over and counted in the numbers of the lines', async () => {
	const answer = await room.send(`\n\r\n[]\n${mining('c')}`);
	expect(answer.json()).toMatchObject({ accepted: 1, refused: 1 });
	expect(await reasonOf(2)).toBe('unknown-format');
});

test('every line behind a hostile one was a hit, and the memory is given back', async () => {
	const headers = room.as(room.person(room.schools[0], 'institution', 'ciso'));
	const { items } = (await room.app.inject({ url: '/v1/alerts', headers })).json();
	expect(items).toMatchObject([{ count: hostile.length + 2 }]);
	expect(pressureOf(room.platform).held).toBe(0);
	await expect.poll(() => held() - before, { timeout: 20_000 }).toBeLessThan(100 * mebibyte);
});
