import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { contains, readIp, readNetwork } from '../net/ip.ts';
import { ExclusionList } from './exclusions.ts';
import { IndicatorIndex } from './indicator-index.ts';
import type { Indicator, Observable } from './model.ts';
import { normaliseObservable } from './normalise.ts';

const ids = (index: IndicatorIndex, kind: Observable['kind'], value: string, at?: number) =>
	index
		.match([{ kind, value: normaliseObservable(kind, value) ?? '' }], at)
		.map(({ id }) => id)
		.sort();
function indexOf(...indicators: Omit<Indicator, 'id'>[]): IndicatorIndex {
	const index = new IndicatorIndex();
	expect(index.add(indicators.map((one, at) => ({ id: String(at), ...one })))).toEqual([]);
	return index;
}

describe('an index of indicators', () => {
	it('finds a domain and, when asked for, everything under it', () => {
		const index = indexOf(
			{ kind: 'domain', value: 'Evil.example.', match: 'subdomains' },
			{ kind: 'domain', value: 'only.example' },
		);
		expect(ids(index, 'domain', 'a.b.evil.example')).toEqual(['0']);
		expect(ids(index, 'domain', 'EVIL.example')).toEqual(['0']);
		expect(ids(index, 'domain', 'notevil.example')).toEqual([]);
		expect(ids(index, 'domain', 'sub.only.example')).toEqual([]);
	});

	it('finds addresses in networks of both kinds and of any length', () => {
		const index = indexOf(
			{ kind: 'ipv4', value: '10.1.2.3/13' },
			{ kind: 'ipv6', value: '2001:db8::/33' },
			{ kind: 'ipv4', value: '192.0.2.7' },
		);
		expect(ids(index, 'ipv4', '10.7.255.255')).toEqual(['0']);
		expect(ids(index, 'ipv4', '10.8.0.0')).toEqual([]);
		expect(ids(index, 'ipv6', '2001:0DB8:7fff::1')).toEqual(['1']);
		expect(ids(index, 'ipv6', '2001:db8:8000::1')).toEqual([]);
		expect(ids(index, 'ipv4', '::ffff:192.0.2.7')).toEqual(['2']);
	});

	it('tells digests apart that differ in any one digit', () => {
		const index = indexOf({ kind: 'sha256', value: '0'.repeat(64) }, { kind: 'md5', value: '0'.repeat(32) });
		for (let at = 0; at < 64; at++) expect(ids(index, 'sha256', `${'0'.repeat(at)}8${'0'.repeat(63 - at)}`)).toEqual([]);
		expect(ids(index, 'sha256', '0'.repeat(64))).toEqual(['0']);
		expect(ids(index, 'md5', '0'.repeat(32))).toEqual(['1']);
	});

	it('finds the networks around an address as reading all of them would, after any adding and removing', () => {
		const address = fc
			.tuple(fc.constantFrom(10, 11, 172), fc.constantFrom(0, 1, 200), fc.nat(255), fc.nat(3))
			.map((parts) => parts.join('.'));
		const network = fc.tuple(address, fc.integer({ min: 6, max: 32 })).map(([first, length]) => `${first}/${length}`);
		fc.assert(
			fc.property(fc.array(network, { maxLength: 60 }), fc.array(fc.nat(59)), fc.array(address), (networks, gone, asked) => {
				const index = indexOf(...networks.map((value) => ({ kind: 'ipv4' as const, value })));
				index.remove(gone.map(String));
				const left = [...networks.entries()].filter(([at]) => !gone.includes(at));
				for (const value of asked) {
					const expected = left.filter(([, one]) => contains(readNetwork(one)!, readIp(value)!)).map(([at]) => String(at));
					expect(ids(index, 'ipv4', value)).toEqual(expected.sort());
				}
			}),
		);
	});

	it('finds a URL by its beginning at a boundary only', () => {
		const index = indexOf({ kind: 'url', value: 'HTTP://Evil.example:80/Kit', match: 'prefix' });
		expect(ids(index, 'url', 'https://evil.example/Kit/x?y=1')).toEqual(['0']);
		expect(ids(index, 'url', 'http://evil.example/Kit?z')).toEqual(['0']);
		expect(ids(index, 'url', 'http://evil.example/Kitchen')).toEqual([]);
	});

	it('looks at validity only when told the moment', () => {
		const index = indexOf({ kind: 'md5', value: 'A'.repeat(32), from: 120_000, until: 240_000 });
		expect(ids(index, 'md5', 'a'.repeat(32))).toEqual(['0']);
		expect(ids(index, 'md5', 'a'.repeat(32), 60_000)).toEqual([]);
		expect(ids(index, 'md5', 'a'.repeat(32), 180_000)).toEqual(['0']);
		expect(ids(index, 'md5', 'a'.repeat(32), 240_000)).toEqual([]);
	});

	it('refuses values that are not of their kind, with their place', () => {
		const findings = new IndicatorIndex().add([{ id: 'x', kind: 'sha256', value: 'abc' }]);
		expect(findings.map(({ where }) => where)).toEqual(['/0/value']);
	});

	it('tells on which exclusion lists a hit stands', () => {
		const lists = new ExclusionList();
		lists.add([{ list: 'resolvers', class: 'never-block', kind: 'ipv4', value: '192.0.2.0/24' }]);
		const index = new IndicatorIndex(lists);
		index.add([{ id: 'a', kind: 'ipv4', value: '192.0.2.53' }]);
		const [hit] = index.match([{ kind: 'ipv4', value: '192.0.2.53' }]);
		expect(hit).toMatchObject({ id: 'a', exclusions: ['never-block'], stands: false });
	});

	it('passes over no value that only shares the hash of a listed one', () => {
		const lists = new ExclusionList();
		lists.add([{ list: 'clouds', class: 'never-block', kind: 'domain', value: 'cdn.example', match: 'subdomains' }]);
		const listed = new IndicatorIndex();
		listed.add([{ id: '0', kind: 'domain', value: 'cdn.example', match: 'subdomains' }]);
		const always = listed.match([{ kind: 'domain', value: 'a.cdn.example' }]);
		const forged = vi.spyOn(IndicatorIndex.prototype, 'match').mockReturnValue(always);
		onTestFinished(() => forged.mockRestore());
		expect(lists.classesOf({ kind: 'domain', value: 'a.cdn.example' })).toEqual(['never-block']);
		expect(lists.classesOf({ kind: 'domain', value: 'forged.attacker.example' })).toEqual([]);
	});

	it('answers after any adding and removing as a plain list would', () => {
		const name = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
		const step = fc.oneof(
			fc.record({ add: fc.nat(30), value: name, match: fc.constantFrom('exact' as const, 'subdomains' as const) }),
			fc.record({ remove: fc.nat(30) }),
		);
		fc.assert(
			fc.property(fc.array(step, { maxLength: 200 }), fc.array(name, { maxLength: 5 }), (steps, asked) => {
				const index = new IndicatorIndex();
				const plain = new Map<string, { value: string; match: string }>();
				for (const one of steps) {
					if ('remove' in one) {
						index.remove([String(one.remove)]);
						plain.delete(String(one.remove));
					} else {
						index.add([{ id: String(one.add), kind: 'domain', value: one.value, match: one.match }]);
						plain.set(String(one.add), one);
					}
				}
				expect(index.size).toBe(plain.size);
				for (const value of asked) {
					const expected = [...plain].filter(
						([, one]) => one.value === value || (one.match === 'subdomains' && value.endsWith(`.${one.value}`)),
					);
					expect(ids(index, 'domain', value)).toEqual(expected.map(([id]) => id).sort());
				}
			}),
		);
	});
});
