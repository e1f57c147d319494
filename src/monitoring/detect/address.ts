import { isIPv6 } from 'node:net';

/** Address as a number of 32 or 128 bits; undefined when the text is none. Takes what `normal form` lets through. */
export function addressNumber(text: string): bigint | undefined {
	if (!text.includes(':')) {
		const parts = text.split('.');
		if (parts.length !== 4) return undefined;
		let number = 0n;
		for (const part of parts) {
			if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
			number = (number << 8n) | BigInt(part);
		}
		return number;
	}
	if (!isIPv6(text) || text.includes('.')) return undefined;
	const [head = '', tail] = text.split('::');
	const groups = (side: string) => side.split(':').filter((group) => group !== '');
	const last = groups(tail ?? '');
	const first = groups(head);
	const all = [...first, ...new Array<string>(8 - first.length - last.length).fill('0'), ...last];
	return all.reduce((number, group) => (number << 16n) | BigInt(`0x${group}`), 0n);
}

/** The leading bits of an address as a key; equal for all addresses of a network. */
export function networkKey(address: bigint, bits: number, length: number): string {
	return (address >> BigInt(bits - length)).toString(36);
}
