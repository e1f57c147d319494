import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IndicatorIndex } from '#engine';
import type { Telemetry } from '#platform';
import type { Observable } from '../observables.ts';
import { normaliseObservable } from '../observables-normalise.ts';
import { dropBatches } from './drop-batches.ts';
import { lookBack, type SoughtIndicator } from './look-back.ts';
import { batchKey, type WrittenEvent, writeEvents } from './write-events.ts';
import { storeForAll } from '../testing/store.ts';

let telemetry: Telemetry;
storeForAll((opened) => {
	telemetry = opened;
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

/** What becomes of a batch; what is unfinished or was swept away does not count. */
const fates = ['once', 'repeated', 'unfinished', 'swept'] as const;
/** A clock may be years off. */
const moment = fc
	.tuple(fc.constantFrom(1991, 2026, 2026, 2099), fc.nat(50))
	.map(([year, second]) => new Date(Date.UTC(year, 9, 1, 0, 0, second)));
const everything = { from: new Date(Date.UTC(1900, 0, 1)), to: new Date(Date.UTC(2199, 0, 1)) };

test('looking back answers what the live matcher would have answered on the same events', async () => {
	let run = 0;
	const institutions = ['1', '2', '3'].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);
	const event = fc.tuple(fc.nat(2), fc.constantFrom(...fates), moment, fc.array(observable, { maxLength: 4 }));
	await fc.assert(
		fc.asyncProperty(
			fc.array(event, { minLength: 1, maxLength: 60 }),
			fc.array(indicator, { minLength: 1, maxLength: 20 }),
			async (events, indicators) => {
				run++;
				for (const table of ['observables', 'events']) await telemetry.command(`TRUNCATE TABLE dijkwacht.${table}`);
				const set = new IndicatorIndex();
				expect(set.add(indicators.map((one, at) => ({ ...one, id: String(at) })))).toEqual([]);
				const expected = new Map<string, string>();
				const keys = { unfinished: [] as string[], swept: [] as { institution: string; batch: string }[] };
				for (const [at, institution] of institutions.entries()) {
					const seen = new Map<string, number[]>();
					for (const fate of fates) {
						const mine = events
							.filter(([owner, of]) => owner === at && of === fate)
							.map(([, , time, observables], line) => written(line, time, observables));
						const one = batch(institution, `${run} ${fate}`);
						await writeEvents(telemetry, one, mine);
						if (fate === 'repeated') await writeEvents(telemetry, one, mine);
						if (fate === 'unfinished') keys.unfinished.push(String(batchKey(one)));
						if (fate === 'swept') keys.swept.push({ institution, batch: String(batchKey(one)) });
						if (fate === 'unfinished' || fate === 'swept') continue;
						for (const { time, observables } of mine) {
							const ids = new Set(set.match(observables).map((hit) => hit.id));
							for (const id of ids) seen.set(id, [...(seen.get(id) ?? []), time!.getTime()]);
						}
					}
					for (const [id, times] of seen) {
						expected.set(`${id} ${institution}`, `${times.length} from ${Math.min(...times)} to ${Math.max(...times)}`);
					}
				}
				await dropBatches(telemetry, keys.swept);
				const found = await lookBack(telemetry, indicators, everything, { unfinished: keys.unfinished });
				const actual = found.map(
					({ indicator: number, institution, count, firstSeen, lastSeen }) =>
						[`${number} ${institution}`, `${count} from ${firstSeen.getTime()} to ${lastSeen.getTime()}`] as const,
				);
				expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected));
			},
		),
		{ numRuns: 20, seed: 9 },
	);
});

function written(line: number, time: Date, observables: readonly Observable[]): WrittenEvent {
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
