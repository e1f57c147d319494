import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ancestorsOf, enclosingNetworks } from './lineage.ts';

test('a value stands under everything wider that an indicator may name', () => {
	expect(ancestorsOf({ kind: 'domain', value: 'mail.example.nl' })).toEqual(['example.nl', 'nl']);
	expect(ancestorsOf({ kind: 'ipv4', value: '192.0.2.7' })).toEqual(['192/8', '192.0/16', '192.0.2/24']);
	expect(ancestorsOf({ kind: 'ipv6', value: '2001:db8::7' })).toEqual([
		'2001/16',
		'2001:db8/32',
		'2001:db8:0/48',
		'2001:db8:0:0/64',
	]);
	expect(ancestorsOf({ kind: 'url', value: 'https://example.nl/a//b?c=/d' })).toEqual([
		'example.nl',
		'example.nl/a',
		'example.nl/a/b',
	]);
	expect(ancestorsOf({ kind: 'md5', value: 'd41d8cd98f00b204e9800998ecf8427e' })).toEqual([]);
});

test('every address of a network stands under one of the rows looked at for that network', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }), fc.nat(32), (bytes, length) => {
			const value = bytes.join('.');
			const rows = enclosingNetworks(`${value}/${length}`);
			expect(rows.some((row) => ancestorsOf({ kind: 'ipv4', value }).includes(row))).toBe(true);
		}),
	);
});

test('what is no network, or is too wide to look for, has no rows', () => {
	for (const text of ['', 'x/8', '1.2.3.4', '1.2.3.4/33', '::/0', '2001:db8::/129', '1.2.3/8'])
		expect(enclosingNetworks(text)).toEqual([]);
});
