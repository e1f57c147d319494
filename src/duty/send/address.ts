import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Addresses that are not of the public internet: ours, the neighbour's, or nobody's (RFC 6890 and successors). */
const inner = new BlockList();
for (const network of [
	...[
		'0.0.0.0/8',
		'10.0.0.0/8',
		'100.64.0.0/10',
		'127.0.0.0/8',
		'169.254.0.0/16',
		'172.16.0.0/12',
		'192.0.0.0/24',
		'192.0.2.0/24',
	],
	...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]) {
	const [address = '', prefix] = network.split('/');
	inner.addSubnet(address, Number(prefix), 'ipv4');
}
// Only 2000::/3 is handed out on the internet; inside it these lead back to IPv4, to documentation or to a test.
const public6 = new BlockList();
public6.addSubnet('2000::', 3, 'ipv6');
for (const network of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) {
	const [address = '', prefix] = network.split('/');
	inner.addSubnet(address, Number(prefix), 'ipv6');
}

/** Whether an address can be reached over the public internet. */
export function isPublic(address: string): boolean {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped !== undefined) return isPublic(mapped);
	const family = isIP(address);
	if (family === 4) return !inner.check(address, 'ipv4');
	return family === 6 && public6.check(address, 'ipv6') && !inner.check(address, 'ipv6');
}

export type Resolve = (host: string) => Promise<readonly string[]>;

export const resolveHost: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

export interface Target {
	readonly url: URL;
	/** The address that was judged; connect to this one and not to the name, which can answer otherwise a moment later. */
	readonly address: string;
}

/**
 * Finds where a webhook may be delivered. Refuses what leads inside: a server that calls any address it is given is a way in.
 * @param inside true only in the demo: then loopback and plain HTTP pass
 */
export async function safeTarget(
	text: string,
	inside: boolean,
	resolve: Resolve,
): Promise<Target | { readonly refused: string }> {
	if (!URL.canParse(text)) return { refused: 'not a web address' };
	const url = new URL(text);
	if (url.protocol !== 'https:' && !(inside && url.protocol === 'http:')) return { refused: 'only https is delivered to' };
	if (url.username !== '' || url.password !== '') return { refused: 'the address holds a password' };
	const host = url.hostname.replace(/^\[|\]$/g, '');
	const addresses = isIP(host) === 0 ? await resolve(host).catch(() => []) : [host];
	const [first] = addresses;
	if (first === undefined) return { refused: 'the name has no address' };
	if (!inside && !addresses.every(isPublic)) return { refused: 'the address is not on the public internet' };
	return { url, address: first };
}
