import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anchorOf, anchorsOfNetwork } from './anchor.ts';

test.each([
	['domain', 'mail.dep.example.nl', 'example.nl'],
	['domain', 'localhost', 'localhost'],
	['ipv4', '192.0.2.7', '192.0.2'],
	['ipv6', '2001:db8::7', '2001:db8'],
	['ipv6', '::1', '0:0'],
	['url', 'https://example.nl/a/b?c=/d', 'example.nl'],
	['url', 'http://example.nl:8080/', 'example.nl'],
	['url', 'http://[2001:db8::1]:8080/a', '[2001:db8::1'],
	['md5', 'd41d8cd98f00b204e9800998ecf8427e', ''],
] as const)('%s %s is filed under "%s"', (kind, value, anchor) => {
	expect(anchorOf(kind, value)).toBe(anchor);
});

test('every address of a network is filed under one of the drawers opened for that network', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }), fc.integer({ min: 16, max: 32 }), (bytes, length) => {
			const value = bytes.join('.');
			expect(anchorsOfNetwork(`${value}/${length}`).includes(anchorOf('ipv4', value))).toBe(true);
		}),
	);
	fc.assert(
		fc.property(fc.ipV6(), fc.integer({ min: 24, max: 128 }), (value, length) => {
			if (value.includes('.')) return;
			expect(anchorsOfNetwork(`${value}/${length}`).includes(anchorOf('ipv6', value))).toBe(true);
		}),
	);
});

test('what is no network, or is too wide, opens no drawer', () => {
	for (const text of ['', 'x/8', '1.2.3.4', '1.2.3.4/33', '1.2.3.4/8', '::/0', '2001:db8::/129', '1.2.3/8']) {
		expect(anchorsOfNetwork(text)).toEqual([]);
	}
});
