import { expect, test } from 'vitest';
import { recognise } from './recognise.ts';
import { readClfTime, readNamedMonth, readTime, readYearlessTime } from './time.ts';

const received = new Date('2026-10-02T00:00:00Z');
const padded = (number: number) => String(number).padStart(2, '0');
const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Year, month from 1, day, hour, minute, second. */
type Clock = readonly [number, number, number, number, number, number];
const iso = ([year, month, day, ...clock]: Clock) => `${year}-${padded(month)}-${padded(day)}T${clock.map(padded).join(':')}`;
const named = ([, month]: Clock) => names[month - 1] ?? 'Xyz';
const clockOf = ([, , , ...clock]: Clock) => clock.map(padded).join(':');

/** Every shape in which a time is read, with a line of a source that writes it so. */
const shapes: readonly (readonly [name: string, readShape: (at: Clock) => Date | undefined, lineOf: (at: Clock) => string])[] = [
	['ISO 8601, ECS', (at) => readTime(`${iso(at)}Z`), (at) => `{"@timestamp":"${iso(at)}Z","ecs":{"version":"8"},"message":"m"}`],
	[
		'ISO with a zone, Suricata',
		(at) => readTime(`${iso(at)}.5+0000`),
		(at) => `{"timestamp":"${iso(at)}.000001+0000","event_type":"flow","src_ip":"192.0.2.1"}`,
	],
	[
		'with a blank, Sysmon',
		(at) => readTime(iso(at).replace('T', ' ')),
		(at) =>
			`{"UtcTime":"${iso(at).replace('T', ' ')}.123","Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,"Hostname":"pc1","SourceName":"Microsoft-Windows-Sysmon"}`,
	],
	[
		'TimeCreated',
		(at) => readTime(`${iso(at)}.0000000Z`),
		(at) =>
			`{"Event":{"System":{"EventID":4624,"Channel":"Security","Computer":"pc1","TimeCreated":{"#attributes":{"SystemTime":"${iso(at)}.000000Z"}}},"EventData":{}}}`,
	],
	['our own form', (at) => readTime(iso(at)), (at) => `{"time":"${iso(at)}","message":"m"}`],
	[
		'CloudTrail',
		(at) => readTime(`${iso(at)}Z`),
		(at) =>
			`{"eventVersion":"1.08","eventTime":"${iso(at)}Z","eventSource":"iam.amazonaws.com","eventName":"x","awsRegion":"eu"}`,
	],
	['RFC 5424', (at) => readTime(`${iso(at)}.1+00:00`), (at) => `<34>1 ${iso(at)}.1Z srv app 1 - - text`],
	['rsyslog in a file', (at) => readTime(`${iso(at)}.1+00:00`), (at) => `${iso(at)}.100000+00:00 srv app[1]: text`],
	[
		'RFC 3164',
		(at) => readYearlessTime(`${named(at)} ${padded(at[2])} ${clockOf(at)}`, received),
		(at) => `<34>${named(at)} ${padded(at[2])} ${clockOf(at)} srv app[1]: text`,
	],
	[
		'syslog with a year',
		(at) => readYearlessTime(`${named(at)} ${padded(at[2])} ${at[0]} ${clockOf(at)}`, received),
		(at) => `<34>${named(at)} ${padded(at[2])} ${at[0]} ${clockOf(at)} srv app[1]: text`,
	],
	[
		'rt of CEF',
		(at) => readNamedMonth(`${named(at)} ${padded(at[2])} ${at[0]} ${clockOf(at)}`),
		(at) => `CEF:0|v|p|1|1|n|5|rt=${named(at)} ${padded(at[2])} ${at[0]} ${clockOf(at)} src=192.0.2.1`,
	],
	[
		'devTime of LEEF',
		(at) => readNamedMonth(`${named(at)} ${padded(at[2])} ${at[0]} ${clockOf(at)}.123 GMT`),
		(at) => `LEEF:1.0|v|p|1|1|devTime=${named(at)} ${padded(at[2])} ${at[0]} ${clockOf(at)}\tsrc=192.0.2.1`,
	],
	[
		'common log format',
		(at) => readClfTime(`${padded(at[2])}/${named(at)}/${at[0]}:${clockOf(at)} +0000`),
		(at) => `192.0.2.1 - - [${padded(at[2])}/${named(at)}/${at[0]}:${clockOf(at)} +0000] "GET / HTTP/1.1" 200 5 "-" "-"`,
	],
	[
		'W3C',
		(at) => readTime(`${iso(at)}Z`),
		(at) => `${iso(at).replace('T', ' ')} 192.0.2.2 GET /x - 443 - 192.0.2.1 curl/8 - 200 0 0 5`,
	],
	[
		'BIND',
		(at) => readTime(iso(at)),
		(at) =>
			`${padded(at[2])}-${named(at)}-${at[0]} ${clockOf(at)}.000 queries: info: client 192.0.2.1#53 (a.nl): query: a.nl IN A + (192.0.2.2)`,
	],
	[
		'PAN-OS',
		(at) => readTime(iso(at).replace('T', ' ')),
		(at) =>
			`1,${iso(at).replace('T', ' ').replaceAll('-', '/')},0131,TRAFFIC,end,2305,${iso(at).replace('T', ' ').replaceAll('-', '/')},192.0.2.1,198.51.100.1,,,rule`,
	],
	[
		'FortiGate',
		(at) => readTime(`${iso(at)}+0000`),
		(at) => `date=${iso(at).slice(0, 10)} time=${clockOf(at)} tz="+0000" devid="F" logid="1" type="event" subtype="vpn"`,
	],
];
const possible: readonly Clock[] = [
	[2026, 9, 30, 23, 59, 59],
	[2026, 6, 1, 0, 0, 0],
];
const impossible: readonly Clock[] = [
	...(
		[
			[2026, 2, 30],
			[2026, 2, 29],
			[2026, 4, 31],
			[2026, 9, 31],
			[2026, 9, 0],
			[2026, 9, 32],
			[2026, 13, 1],
			[2026, 0, 1],
		] as const
	).map(([year, month, day]) => [year, month, day, 10, 0, 0] as const),
	[2026, 9, 1, 24, 0, 0],
	[2026, 9, 1, 25, 0, 0],
	[2026, 9, 1, 10, 60, 0],
	[2026, 9, 1, 10, 0, 60],
	[2026, 9, 1, 10, 59, 61],
];

const rows = shapes.map(([name, readShape, lineOf]) => ({ name, readShape, lineOf }));

test.each(rows)('$name: a time that never was is none, and its line counts at the moment of receipt', ({ readShape, lineOf }) => {
	for (const at of possible) {
		expect(readShape(at)?.toISOString().slice(0, 19)).toBe(iso(at));
		const found = recognise(lineOf(at), received);
		expect('fault' in found ? found.fault : found.time?.toISOString().slice(0, 19), lineOf(at)).toBe(iso(at));
	}
	for (const at of impossible) {
		expect(readShape(at), iso(at)).toBeUndefined();
		const found = recognise(lineOf(at), received);
		expect('fault' in found ? found.fault : found.time, lineOf(at)).toBeUndefined();
	}
});

test('a leap second is the moment behind it, and a zone that nobody lives in is none', () => {
	expect(readTime('2016-12-31T23:59:60Z')?.toISOString()).toBe('2017-01-01T00:00:00.000Z');
	expect(readTime('2017-01-01T05:29:60.25+05:30')?.toISOString()).toBe('2017-01-01T00:00:00.250Z');
	for (const zone of ['+15:00', '+02:60', '-99:00']) expect(readTime(`2026-10-01T10:00:00${zone}`), zone).toBeUndefined();
	expect(readTime('0026-10-01T10:00:00Z')).toBeUndefined();
});

test('29 February is a day in a leap year, and without a year only near one', () => {
	expect(readTime('2028-02-29T10:00:00Z')).toEqual(new Date('2028-02-29T10:00:00Z'));
	expect(readTime('2100-02-29T10:00:00Z')).toBeUndefined();
	const line = 'Feb 29 10:00:00';
	expect(readYearlessTime(line, new Date('2028-03-01T00:00:00Z'))).toEqual(new Date('2028-02-29T10:00:00Z'));
	expect(readYearlessTime(line, new Date('2027-03-01T00:00:00Z'))).toBeUndefined();
	expect(readYearlessTime('Jan  1 00:00:05', new Date('2026-12-31T23:59:00Z'))).toEqual(new Date('2027-01-01T00:00:05Z'));
});

test.each([
	['seconds', 1_790_848_800, '2026-10-01T10:00:00.000Z'],
	['seconds with decimals', '1790848800.123', '2026-10-01T10:00:00.123Z'],
	['milliseconds', 1_790_848_800_123, '2026-10-01T10:00:00.123Z'],
	['microseconds', '1790848800123456', '2026-10-01T10:00:00.123Z'],
	['nanoseconds', '1790848800123456789', '2026-10-01T10:00:00.123Z'],
	['PowerShell', '/Date(1790848800123)/', '2026-10-01T10:00:00.123Z'],
	['PowerShell with a zone', '/Date(1790848800123+0200)/', '2026-10-01T10:00:00.123Z'],
	['before 1970', -5, undefined],
	['zero', 0, undefined],
	['no number', Number.NaN, undefined],
	['beyond all dates', 1e300, undefined],
	['words', '/Date(soon)/', undefined],
	['a list', [2026], undefined],
] as const)('since 1970 in %s', (_, value, expected) => {
	expect(readTime(value)?.toISOString()).toBe(expected);
});
