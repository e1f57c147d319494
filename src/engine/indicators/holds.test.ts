import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holdsFor } from './holds.ts';
import { IndicatorIndex } from './indicator-index.ts';
import type { Indicator, Observable } from './model.ts';
import { normaliseObservable } from './normalise.ts';

const label = fc.constantFrom('a', 'b', 'evil');
const domain = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => [...labels, 'example'].join('.'));
const url = fc
	.tuple(domain, fc.constantFrom('', '/', '/a', '/a/', '/a/b', '/ab', '/a?b=c', ':8080/a'))
	.map(([host, rest]) => `https://${host}${rest}`);
const address = fc.tuple(fc.constantFrom(10, 11), fc.nat(3), fc.nat(3), fc.nat(3)).map((parts) => parts.join('.'));
const network = fc.tuple(address, fc.integer({ min: 0, max: 32 })).map(([first, length]) => `${first}/${length}`);
const account = fc.constantFrom('jan', 'EXAMPLE\\Jan', 'piet');

const indicator: fc.Arbitrary<Omit<Indicator, 'id'>> = fc.oneof(
	fc.record({ kind: fc.constant('domain' as const), value: domain, match: fc.constantFrom('exact' as const, 'subdomains') }),
	fc.record({ kind: fc.constant('url' as const), value: url, match: fc.constantFrom('exact' as const, 'prefix') }),
	fc.record({ kind: fc.constant('ipv4' as const), value: fc.oneof(address, network) }),
	fc.record({ kind: fc.constant('user-name' as const), value: account }),
);
const observable: fc.Arbitrary<Observable> = fc
	.oneof(
		fc.record({ kind: fc.constant('domain' as const), value: domain }),
		fc.record({ kind: fc.constant('url' as const), value: url }),
		fc.record({ kind: fc.constant('ipv4' as const), value: address }),
		fc.record({ kind: fc.constant('user-name' as const), value: account }),
	)
	.map(({ kind, value }) => ({ kind, value: normaliseObservable(kind, value) ?? '' }));

it('says of every pair what the index says, without its hashes', () => {
	fc.assert(
		fc.property(indicator, observable, (sought, seen) => {
			const index = new IndicatorIndex();
			expect(index.add([{ id: 'x', ...sought }])).toEqual([]);
			expect(holdsFor(sought, seen)).toBe(index.match([seen]).length > 0);
		}),
		{ numRuns: 5000 },
	);
});
