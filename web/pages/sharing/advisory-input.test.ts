import { describe, expect, it } from 'vitest';
import { readIndicators, recogniseIndicator, suggestLines } from './advisory-input.ts';

describe('writing an advisory', () => {
	it('recognises indicators as people write them', () => {
		const kinds = [
			'192.0.2.7',
			'192.0.2.0/24',
			'hxxps://evil[.]example/a',
			'evil[.]example',
			'2001:db8::1',
			'a@b.example',
			'ab'.repeat(32),
		].map((written) => recogniseIndicator(written));
		expect(kinds.map((one) => `${one?.kind} ${one?.match}`)).toEqual([
			'ipv4 exact',
			'ipv4 network',
			'url exact',
			'domain subdomains',
			'ipv6 exact',
			'email exact',
			'sha256 exact',
		]);
		expect(kinds[2]?.value).toBe('https://evil.example/a');
	});

	it('takes the kind that was written before the value', () => {
		expect(recogniseIndicator('file-name: svchost32.exe')).toEqual({ kind: 'file-name', match: 'exact', value: 'svchost32.exe' });
	});

	it('names the lines it could not read', () => {
		expect(readIndicators('evil.example\n\nwhat is this\n192.0.2.1').unknown).toEqual([3]);
	});

	it('proposes measures that go with what was seen, and none for nothing', () => {
		const { indicators } = readIndicators('192.0.2.1\n192.0.2.2\nevil.example');
		expect(suggestLines(indicators).map(({ nl }) => nl)).toEqual([
			'Blokkeer deze adressen in de firewall',
			'Blokkeer deze domeinen in DNS en proxy',
			'Zoek na wie dit al heeft gezien en handel dat af',
		]);
		expect(suggestLines([])).toEqual([]);
	});
});
