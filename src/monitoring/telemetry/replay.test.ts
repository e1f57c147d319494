import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IndicatorIndex } from '#engine';
import { startTelemetry, type Telemetry } from '#platform';
import type { Observable } from '../observables.ts';
import { normaliseObservable } from '../observables-normalise.ts';
import { lookBack, type SoughtIndicator } from './look-back.ts';
import { prepareTables } from './tables.ts';
import { type WrittenEvent, writeEvents } from './write-events.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let directory: string;
let telemetry: Telemetry;

beforeAll(async () => {
	directory = mkdtempSync(join(tmpdir(), 'dijkwacht-replay-'));
	telemetry = await startTelemetry({ dataDir: directory, log: quiet });
	await prepareTables(telemetry);
});

afterAll(async () => {
	await telemetry.stop();
	rmSync(directory, { recursive: true, force: true });
});

// Few words, so that indicators and events meet often.
const word = fc.constantFrom('a', 'b', 'ab');
const domain = fc.array(word, { minLength: 1, maxLength: 3 }).map((labels) => `${labels.join('.')}.${'nl'}`);
const ipv4 = fc
	.tuple(fc.constantFrom(10, 192), fc.constantFrom(0, 1, 128), fc.nat(3), fc.nat(255))
	.map((parts) => parts.join('.'));
const ipv6 = fc
	.tuple(fc.constantFrom(0, 1), fc.nat(3), fc.nat(3))
	.map(([a, b, c]) => `2001:db8:${a}:${b}::${(c + 1).toString(16)}`);
const url = fc
	.tuple(
		fc.constantFrom('http', 'https'),
		domain,
		fc.constantFrom('', ':8080'),
		fc.array(word, { maxLength: 3 }),
		fc.constantFrom('', '/', '?a', '?a&b=/a', '//'),
	)
	.map(([scheme, host, port, path, end]) => `${scheme}://${host}${port}/${path.join('/')}${end}`);

const normal = (kind: Observable['kind'], value: string) => normaliseObservable(kind, value)?.value ?? 'never';
const observable: fc.Arbitrary<Observable> = fc.oneof(
	domain.map((value) => ({ kind: 'domain' as const, value })),
	ipv4.map((value) => ({ kind: 'ipv4' as const, value: normal('ipv4', value) })),
	ipv6.map((value) => ({ kind: 'ipv6' as const, value: normal('ipv6', value) })),
	url.map((value) => ({ kind: 'url' as const, value: normal('url', value) })),
	word.map((value) => ({ kind: 'file-name' as const, value })),
);
const indicator: fc.Arbitrary<SoughtIndicator> = fc.oneof(
	observable.map((one) => ({ ...one, match: 'exact' as const })),
	domain.map((value) => ({ kind: 'domain' as const, value, match: 'subdomains' as const })),
	fc.tuple(ipv4, fc.integer({ min: 12, max: 32 })).map(([value, length]) => ({
		kind: 'ipv4' as const,
		value: `${value}/${length}`,
		match: 'network' as const,
	})),
	fc.tuple(ipv6, fc.integer({ min: 28, max: 128 })).map(([value, length]) => ({
		kind: 'ipv6' as const,
		value: `${normal('ipv6', value)}/${length}`,
		match: 'network' as const,
	})),
	url.map((value) => ({ kind: 'url' as const, value: normal('url', value), match: 'prefix' as const })),
);

test('looking back answers what the live matcher would have answered on the same events', async () => {
	let run = 0;
	const institutions = ['1', '2', '3'].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);
	const event = fc.tuple(fc.nat(2), fc.nat(50), fc.array(observable, { maxLength: 4 }));
	await fc.assert(
		fc.asyncProperty(
			fc.array(event, { minLength: 1, maxLength: 40 }),
			fc.array(indicator, { minLength: 1, maxLength: 20 }),
			async (events, indicators) => {
				run++;
				await telemetry.command('TRUNCATE TABLE dijkwacht.observables');
				const set = new IndicatorIndex();
				expect(set.add(indicators.map((one, at) => ({ ...one, id: String(at) })))).toEqual([]);
				const expected = new Map<string, number>();
				for (const [at, institution] of institutions.entries()) {
					const mine = events
						.filter(([owner]) => owner === at)
						.map(([, second, observables], line) => written(line, second, observables));
					for (const { observables } of mine) {
						for (const id of new Set(set.match(observables).map((hit) => hit.id))) {
							const name = `${id} ${institution}`;
							expected.set(name, (expected.get(name) ?? 0) + 1);
						}
					}
					await writeEvents(telemetry, batch(institution, String(run)), mine);
				}
				const found = await lookBack(telemetry, indicators, { from: new Date(0), to: new Date('2030-01-01') });
				const actual = found.map((one) => [`${one.indicator} ${one.institution}`, one.count] as const);
				expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected));
			},
		),
		{ numRuns: 25, seed: 9 },
	);
});

function written(line: number, second: number, observables: readonly Observable[]): WrittenEvent {
	const time = new Date(Date.UTC(2026, 9, 1, 0, 0, second));
	return { line, time, format: 'plain', logsource: '', raw: '{}', observables };
}

function batch(institution: string, token: string) {
	const until = new Date('2099-01-01');
	return {
		institution,
		sensor: institution,
		token,
		received: new Date('2026-10-02'),
		keepEventsUntil: until,
		keepObservablesUntil: until,
	};
}
