import { beforeAll, expect, test } from 'vitest';
import type { Telemetry } from '#platform';
import type { Observable } from '../observables.ts';
import { cannotLookBack, lookBack, type SoughtIndicator } from './look-back.ts';
import { prepareTables } from './tables.ts';
import { type Batch, type WrittenEvent, writeEvents } from './write-events.ts';
import { storeForAll } from '../testing/store.ts';

const one = '00000000-0000-4000-8000-000000000001';
const two = '00000000-0000-4000-8000-000000000002';
const span = { from: new Date('2020-01-01'), to: new Date('2027-01-01') };
let telemetry: Telemetry;
storeForAll((opened) => {
	telemetry = opened;
});

const batch = (institution: string, token: string): Batch => ({
	institution,
	sensor: '00000000-0000-4000-8000-0000000000aa',
	token,
	received: new Date('2026-10-01T12:00:00Z'),
	keepEventsUntil: new Date('2099-01-01'),
	keepObservablesUntil: new Date('2099-06-01'),
});

const event = (line: number, minute: number, ...observables: Observable[]): WrittenEvent => ({
	line,
	time: new Date(Date.UTC(2026, 9, 1, 10, minute)),
	format: 'plain',
	logsource: '//',
	raw: `{"line":${line}}`,
	observables,
});

beforeAll(async () => {
	await prepareTables(telemetry);
	const lines = [
		event(0, 1, { kind: 'ipv4', value: '192.0.2.7' }, { kind: 'ipv4', value: '192.0.2.9' }),
		event(1, 2, { kind: 'domain', value: 'mail.example.nl' }, { kind: 'url', value: 'https://mail.example.nl/a/b' }),
		event(2, 3, { kind: 'domain', value: 'notexample.nl' }, { kind: 'ipv6', value: '2001:db8:1:2::5' }),
		event(3, 4, { kind: 'ipv4', value: '192.0.2.7' }),
	];
	await Promise.all([writeEvents(telemetry, batch(one, 'a'), lines), writeEvents(telemetry, batch(two, 'a'), lines.slice(0, 1))]);
	await writeEvents(telemetry, batch(one, 'a'), lines);
});

async function counts(...indicators: SoughtIndicator[]): Promise<string[]> {
	const found = await lookBack(telemetry, indicators, span);
	return found.map((sighting) => `${sighting.indicator} ${sighting.institution === one ? 'one' : 'two'} ${sighting.count}`);
}

test('an exact value is answered per institution, a repeated batch counted once', async () => {
	const found = await lookBack(telemetry, [{ kind: 'ipv4', value: '192.0.2.7', match: 'exact' }], span);
	expect(found).toMatchObject([
		{ institution: one, count: 2, firstSeen: new Date('2026-10-01T10:01:00Z'), lastSeen: new Date('2026-10-01T10:04:00Z') },
		{ institution: two, count: 1, pointer: { institution: two, line: 0 } },
	]);
});

test('an event with two addresses of a network counts once', async () => {
	expect(await counts({ kind: 'ipv4', value: '192.0.2.0/28', match: 'network' })).toEqual(['0 one 2', '0 two 1']);
});

test.each([
	['192.0.2.8/31', 1],
	['192.0.2.0/30', 0],
	['192.0.0.0/12', 2],
	['192.0.0.0/9', 2],
])('network %s is seen in %i events of the first institution', async (value, count) => {
	const found = await lookBack(telemetry, [{ kind: 'ipv4', value, match: 'network' }], span, { institution: one });
	expect(found.map((sighting) => sighting.count)).toEqual(count === 0 ? [] : [count]);
});

test('networks of IPv6, domains with their subdomains and beginnings of URLs are found, look-alikes are not', async () => {
	const found = await counts(
		{ kind: 'ipv6', value: '2001:db8:1:2::/63', match: 'network' },
		{ kind: 'domain', value: 'example.nl', match: 'subdomains' },
		{ kind: 'domain', value: 'mail.example.nl', match: 'subdomains' },
		{ kind: 'domain', value: 'example.nl', match: 'exact' },
		{ kind: 'url', value: 'https://mail.example.nl/a', match: 'prefix' },
		{ kind: 'url', value: 'https://mail.example.nl/a/bb', match: 'prefix' },
	);
	expect(found).toEqual(['0 one 1', '1 one 1', '2 one 1', '4 one 1']);
});

test('what fills a whole drawer, or is asked twice, is answered like the rest', async () => {
	const found = await counts(
		{ kind: 'ipv4', value: '192.0.2.0/24', match: 'network' },
		{ kind: 'ipv4', value: '192.0.2.0/24', match: 'network' },
		{ kind: 'ipv6', value: '2001:db8::/32', match: 'network' },
		{ kind: 'url', value: 'https://mail.example.nl', match: 'prefix' },
		{ kind: 'ipv4', value: '198.51.100.0/24', match: 'network' },
	);
	expect(found).toEqual(['0 one 2', '0 two 1', '1 one 2', '1 two 1', '2 one 1', '3 one 1']);
});

test('outside the span nothing is seen', async () => {
	const later = { from: new Date('2026-10-01T10:04:00.001Z'), to: span.to };
	expect(await lookBack(telemetry, [{ kind: 'ipv4', value: '192.0.2.7', match: 'exact' }], later)).toEqual([]);
});

test('a value with quotes, braces and tabs is a value and nothing else', async () => {
	const value = "x' OR 1=1 --\t{from:String}\\";
	expect(await lookBack(telemetry, [{ kind: 'file-name', value, match: 'exact' }], span)).toEqual([]);
});

test('what cannot be looked for says why', () => {
	expect(cannotLookBack({ kind: 'ipv6', value: '::/3', match: 'network' })).toContain('too wide');
	expect(cannotLookBack({ kind: 'md5', value: 'x', match: 'subdomains' })).toContain('only domains');
	expect(cannotLookBack({ kind: 'ipv4', value: '10.0.0.0/9', match: 'network' })).toBeUndefined();
});
