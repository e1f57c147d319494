import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type FaultReason, faults, recognise, recogniseBytes } from './recognise.ts';

const received = new Date('2026-10-02T00:00:00Z');
const flow = (extra = '') =>
	`{"timestamp":"2026-10-01T10:00:00Z","event_type":"flow","src_ip":"192.0.2.1","dest_ip":"198.51.100.1"${extra}}`;

const hostile: readonly (readonly [string, string, FaultReason])[] = [
	['nothing but blanks', ' \t ', 'empty'],
	['2 MB', flow(`,"x":"${'a'.repeat(2_000_000)}"`), 'line-too-long'],
	['a NUL', flow(',"x":"a\0b"'), 'control-character'],
	['half an object', flow().slice(0, 60), 'not-json'],
	['an object and more', `${flow()}${flow()}`, 'not-json'],
	['20,000 levels of lists', flow(`,"x":${'['.repeat(20_000)}${']'.repeat(20_000)}`), 'nested-too-deep'],
	['20,000 levels of objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 'nested-too-deep'],
	['20,000 levels never closed', flow(`,"x":${'['.repeat(20_000)}`), 'nested-too-deep'],
	['200,000 keys', `{${Array.from({ length: 100_000 }, (_, at) => `"${at}":1`).join(',')}}`, 'too-many-fields'],
	['the same key twice', flow(',"src_ip":"203.0.113.1"'), 'duplicate-key'],
	['the same key twice, once with blanks and an escape', flow(',"src_\\u0069p" : "203.0.113.1"'), 'duplicate-key'],
	['the same key twice, deep down', flow(',"a":[{"b":{"c":1,"c":2}}]'), 'duplicate-key'],
	['__proto__', flow(',"__proto__":{"admin":true}'), 'reserved-key'],
	['__proto__ in disguise, deep down', flow(',"a":{"__pr\\u006fto__":1}'), 'reserved-key'],
	['an object of no format', '{"hello":"world"}', 'unknown-format'],
	['a list', '[1,2,3]', 'unknown-format'],
	['prose', 'The quick brown fox', 'unknown-format'],
	['a header of CEF and no more', 'CEF:0|a|b', 'format-broken'],
	['a date in 2099', flow().replace('2026-10-01', '2099-01-01'), 'time-implausible'],
	['a date in 1601', flow().replace('2026-10-01', '1601-01-01'), 'time-implausible'],
];

test.each(hostile)('%s is refused with its reason', (_, line, fault) => {
	expect(recognise(line, received)).toMatchObject({ fault });
	expect(faults[fault]).toMatch(/^the |^no /);
});

test('bytes that are no UTF-8 or too many are refused, others read as text', () => {
	expect(recogniseBytes(Buffer.from('{"a":"\xff"}', 'latin1'), received)).toEqual({ fault: 'not-utf8' });
	expect(recogniseBytes(Buffer.alloc(1_048_577, 32), received)).toEqual({ fault: 'line-too-long' });
	expect(recogniseBytes(Buffer.from(flow()), received)).toMatchObject({ format: 'suricata-eve' });
});

test.each([
	['a field of 64 KB', flow(`,"http":{"hostname":"${'a.'.repeat(32_000)}nl","url":"/${'x'.repeat(64_000)}"}`)],
	['numbers over 2^53', flow(',"flow_id":9223372036854775807,"x":1e400')],
	['the name constructor', flow(',"constructor":{"prototype":1},"toString":2,"hasOwnProperty":3')],
	['colons and brackets in text', flow(',"x":"{\\"a\\":[[:\\\\","y":"\\\\\\""')],
	['other types than expected', flow(',"http":[{"hostname":[1,null,{}]},"x"],"dns":"text","tls":{"ja3":7},"files":[null]')],
])('with %s the event is still read', (_, line) => {
	const recognised = recognise(line, received);
	expect(recognised).toMatchObject({ format: 'suricata-eve' });
	expect('observables' in recognised && recognised.observables).toEqual([
		{ kind: 'ipv4', value: '192.0.2.1' },
		{ kind: 'ipv4', value: '198.51.100.1' },
	]);
});

test('an event gives no more than 100 observables', () => {
	const answers = Array.from({ length: 5000 }, (_, at) => ({ rdata: `10.1.${at >> 8}.${at & 255}` }));
	const grouped = Array.from({ length: 5000 }, (_, at) => `10.2.${at >> 8}.${at & 255}`);
	const few = flow(`,"dns":${JSON.stringify({ answers: answers.slice(0, 4000), grouped: { A: grouped } })}`);
	const recognised = recognise(few, received);
	expect('observables' in recognised && recognised.observables.length).toBe(100);
});

test('events of the same line give the same time and observables whenever they are read, but for lines without a year', () => {
	expect(recognise(flow(), received)).toEqual(recognise(flow(), new Date('2027-10-02')));
	const january = recognise('<13>Dec 31 23:59:59 srv app: hello', new Date('2027-01-01T00:00:05Z'));
	expect('time' in january && january.time?.toISOString()).toBe('2026-12-31T23:59:59.000Z');
});

const shared = new URL('../../../../shared/data/detection/', import.meta.url);
test.skipIf(!existsSync(shared)).each([
	['otrf-windows', ['windows-nxlog', 'windows-winlogbeat']],
	['zeek-apt29', ['zeek']],
	['suricata-eve-alerts', ['suricata-eve']],
] as const)('every line of %s is recognised (needs ../shared)', (file, formats) => {
	const lines = gunzipSync(readFileSync(new URL(`${file}.ndjson.gz`, shared)))
		.toString()
		.split('\n')
		.filter(Boolean);
	const seen = new Set(
		lines.map((line) => {
			const recognised = recognise(line, received);
			return 'fault' in recognised ? `${recognised.fault}: ${line.slice(0, 200)}` : recognised.format;
		}),
	);
	expect([...seen].sort()).toEqual([...formats].sort());
});
