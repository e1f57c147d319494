import { describe, expect, it } from 'vitest';
import { shareable } from './share.ts';

describe('sharing an alert', () => {
	it('leaves out what would name the institution that was hit', () => {
		const seen = [
			{ kind: 'ipv4', value: '10.20.4.33' },
			{ kind: 'ipv4', value: '203.0.113.66' },
			{ kind: 'host-name', value: 'srv-file-02.campus.example' },
			{ kind: 'user-name', value: 'someone' },
			{ kind: 'domain', value: 'drop.example' },
			{ kind: 'ipv6', value: 'fe80::1' },
		];
		expect(shareable(seen).map(({ value }) => value)).toEqual(['203.0.113.66', 'drop.example']);
	});
});
