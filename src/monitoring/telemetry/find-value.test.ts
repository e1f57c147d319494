import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Telemetry } from '#platform';
import { eventsWith } from './find-value.ts';
import { writeEvents } from './write-events.ts';
import { storeForAll } from '../testing/store.ts';

const school = '00000000-0000-4000-8000-000000000001';
const until = new Date('2099-01-01');
let telemetry: Telemetry;
storeForAll((opened) => {
	telemetry = opened;
});

beforeEach(() => telemetry.command('TRUNCATE TABLE dijkwacht.events'));

async function linesWith(value: string): Promise<number[]> {
	const found = await eventsWith(telemetry, school, { kind: 'user-name', values: [value] }, { sql: '0', values: {} });
	return found.map(({ line }) => line).sort((a, b) => a - b);
}

async function keep(lines: readonly string[]): Promise<void> {
	const about = { institution: school, sensor: school, token: 't', received: new Date() };
	const event = { time: undefined, format: 'plain', logsource: '//', observables: [] };
	await writeEvents(
		telemetry,
		{ ...about, keepEventsUntil: until, keepObservablesUntil: until },
		lines.map((raw, line) => ({ ...event, line, raw })),
	);
}

const names = [
	'jan',
	'j9koper',
	'zoë.smit',
	"o'brien",
	'a+b(c)',
	'x1y2z3',
	'💧kees',
	'jan.de-vries',
	'm_1',
	'12345678',
	`${'na9'.repeat(80)}`,
];
const numbered = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
const between = fc.constantFrom(
	...[
		'',
		' ',
		'\n',
		'\t',
		'\r\n',
		'\\',
		'\\n',
		'/',
		'"',
		"'",
		'<',
		'&',
		'=',
		'.',
		'. ',
		'-',
		'@',
		'_',
		', ',
		'n',
		'é',
		'9',
		'…',
		'\u00a0',
		'\u0001',
	],
);
const line = fc.oneof(
	fc
		.tuple(
			fc.array(fc.tuple(between, fc.constantFrom(...names, ...names.map((one) => one.toUpperCase()))), {
				minLength: 1,
				maxLength: 3,
			}),
			between,
			fc.nat(3),
		)
		.map(([parts, end, way]) => ({ text: parts.flat().join('') + end, way })),
);

/** The text as it is, as JSON writes it, with numbers for what is not ASCII or means something in HTML, or for all letters. */
function written(text: string, way: number): string {
	if (way === 0) return text;
	const json = JSON.stringify({ time: '2026-10-01T10:00:00Z', message: text });
	if (way === 1) return json;
	if (way === 2) return json.replace(/[<>&'\x80-\uffff]/g, numbered);
	return `{"message":"${text
		.split('')
		.map((sign) => (/[-.+@_]/.test(sign) ? sign : numbered(sign)))
		.join('')}"}`;
}

test('a name is found as a value of its own in whatever way a line writes it', async () => {
	const lines = fc.sample(line, { numRuns: 1500, seed: 5 });
	await keep(lines.map(({ text, way }) => written(text, way)));
	let found = 0;
	for (const name of names) {
		const inside = '\\p{L}\\p{N}_';
		const literal = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
		const whole = new RegExp(`(?:^|[^${inside}.@+\\-])${literal}(?:$|[^${inside}.@+\\-]|[.+\\-](?:$|[^${inside}]))`, 'iu');
		const should = [...lines.keys()].filter((at) => whole.test(lines[at]!.text));
		const are = await linesWith(name);
		const odd = [...should.filter((at) => !are.includes(at)), ...are.filter((at) => !should.includes(at))];
		expect(
			odd.map((at) => written(lines[at]!.text, lines[at]!.way)),
			name,
		).toEqual([]);
		found += should.length;
	}
	expect(found).toBeGreaterThan(500);
});

test('a name in an address of the web is found when the line itself is gone', async () => {
	const about = { institution: school, sensor: school, token: 'urls', received: new Date() };
	const urls = ['https://x.example/~Jan/a', 'https://x.example/januari', 'https://jan.example/', 'https://x.example/?by=jan'];
	const event = { time: undefined, format: 'plain', logsource: '//', raw: '{}' };
	await writeEvents(
		telemetry,
		{ ...about, keepEventsUntil: until, keepObservablesUntil: until },
		urls.map((value, line) => ({ ...event, line, observables: [{ kind: 'url', value }] })),
	);
	await telemetry.command('TRUNCATE TABLE dijkwacht.events');
	expect(await linesWith('jan')).toEqual([0, 3]);
});
