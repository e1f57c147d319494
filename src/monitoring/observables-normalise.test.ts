import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseObservable as engineForm } from '#engine';
import { observableKinds } from './observables.ts';
import { normaliseObservable, readAddress } from './observables-normalise.ts';

test.each([
	['ipv4', '192.0.2.1', '192.0.2.1'],
	['ipv4', '192.0.2.01', undefined],
	['ipv4', '127.0.0.1', undefined],
	['ipv4', '256.0.0.1', undefined],
	['ipv6', '2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
	['ipv6', 'fe80::1%eth0', 'fe80::1'],
	['domain', '*.Example.NL.', 'example.nl'],
	['domain', 'Bücher.example', 'xn--bcher-kva.example'],
	['domain', 'localhost', undefined],
	['domain', '192.0.2.1', undefined],
	['url', 'HTTPS://user:pw@Example.NL:443/A?b#c', 'https://example.nl/A?b'],
	['url', 'javascript:alert(1)', undefined],
	['md5', 'D41D8CD98F00B204E9800998ECF8427E', 'd41d8cd98f00b204e9800998ecf8427e'],
	['email', 'J.Jansen@Example.NL', 'j.jansen@example.nl'],
	['file-name', 'C:\\Temp\\A.EXE', 'a.exe'],
	['user-name', 'EXAMPLE\\J.Jansen', 'j.jansen'],
	['user-name', 'PC-1$', undefined],
	['user-name', 'NT AUTHORITY\\SYSTEM', undefined],
	['host-name', 'PC-1.', 'pc-1'],
] as const)('%s "%s" is "%s"', (kind, given, value) => {
	expect(normaliseObservable(kind, given)?.value).toBe(value);
});

test('an IPv4 address written as IPv6 is that IPv4 address', () => {
	expect(readAddress('::ffff:192.0.2.1')).toEqual({ kind: 'ipv4', value: '192.0.2.1' });
});

test('what is taken from an event has the form the engine gives an indicator, and stays so when read again', () => {
	const text = fc.oneof(
		fc.string(),
		fc.domain(),
		fc.ipV4(),
		fc.ipV6(),
		fc.webUrl(),
		fc.emailAddress(),
		fc.string({ unit: 'grapheme' }),
	);
	fc.assert(
		fc.property(fc.constantFrom(...observableKinds), text, (kind, given) => {
			const value = normaliseObservable(kind, given)?.value;
			if (value === undefined) return;
			expect(engineForm(kind, given)).toBe(value);
			expect(engineForm(kind, value)).toBe(value);
		}),
		{ numRuns: 2000, seed: 4 },
	);
});
