import { expect, test } from 'vitest';
import type { Observable } from '../observables.ts';
import { IndicatorSet, type Wanted } from './indicator-set.ts';

function finder(...wanted: [Wanted['kind'], Wanted['match'], string][]) {
	const set = new IndicatorSet<Wanted>();
	for (const [kind, match, value] of wanted) set.put({ id: value, kind, match, value });
	return { set, seen: (kind: Observable['kind'], value: string) => set.find([{ kind, value }]).map(({ id }) => id) };
}

test('an address is found by itself and under each network it lies in', () => {
	const { seen } = finder(
		['ipv4', 'exact', '192.0.2.7'],
		['ipv4', 'network', '192.0.2.0/29'],
		['ipv4', 'network', '192.0.2.8/29'],
	);
	expect(seen('ipv4', '192.0.2.7')).toEqual(['192.0.2.7', '192.0.2.0/29']);
	expect(seen('ipv4', '192.0.2.8')).toEqual(['192.0.2.8/29']);
	const six = finder(['ipv6', 'network', '2001:db8::/33']);
	expect(six.seen('ipv6', '2001:db8:7fff::1')).toHaveLength(1);
	expect(six.seen('ipv6', '2001:db8:8000::1')).toHaveLength(0);
});

test('a domain is found with its subdomains and not with its look-alikes', () => {
	const { seen } = finder(['domain', 'subdomains', 'evil.example'], ['domain', 'exact', 'only.example']);
	expect(seen('domain', 'a.b.evil.example')).toEqual(['evil.example']);
	expect(seen('domain', 'evil.example')).toEqual(['evil.example']);
	expect(seen('domain', 'notevil.example')).toEqual([]);
	expect(seen('domain', 'www.only.example')).toEqual([]);
});

test('a URL is found by its beginning, folder by folder', () => {
	const { seen } = finder(['url', 'prefix', 'https://evil.example/kit']);
	expect(seen('url', 'http://evil.example/kit/login.php?x=1')).toHaveLength(1);
	expect(seen('url', 'https://evil.example/kitten')).toEqual([]);
});

test('what is taken out is found no more, and its network costs no lookup', () => {
	const { set, seen } = finder(['ipv4', 'network', '198.51.100.0/24']);
	set.put({ id: '198.51.100.0/24', kind: 'ipv4', match: 'network', value: '198.51.100.0/25' });
	expect(seen('ipv4', '198.51.100.200')).toEqual([]);
	set.remove('198.51.100.0/24');
	expect(seen('ipv4', '198.51.100.1')).toEqual([]);
	expect(set.size).toBe(0);
});
