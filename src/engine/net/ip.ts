/** An address as four 32-bit words, most significant first; IPv4 uses the last word and `bits` 32. */
export interface IpAddress {
	readonly bits: 32 | 128;
	readonly words: readonly [number, number, number, number];
}
export interface IpNetwork extends IpAddress {
	/** Length of the prefix: 0 to `bits`. */
	readonly prefix: number;
}

/** An IPv4 address as a number of 32 bits without sign; `undefined` when the text is none. Leading zeros are refused. */
export function readIpv4(text: string): number | undefined {
	if (text.length < 7 || text.length > 15) return undefined;
	let word = 0;
	let part = 0;
	let digits = 0;
	let dots = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 46) {
			if (digits === 0 || ++dots > 3) return undefined;
			word = word * 256 + part;
			part = 0;
			digits = 0;
		} else {
			if (code < 48 || code > 57 || (digits > 0 && part === 0)) return undefined;
			part = part * 10 + code - 48;
			digits++;
			if (part > 255) return undefined;
		}
	}
	return dots === 3 && digits > 0 ? word * 256 + part : undefined;
}

/** Reads an IPv4 or IPv6 address; an IPv4-mapped IPv6 address counts as IPv4. `undefined` when it is neither. */
export function readIp(text: string): IpAddress | undefined {
	if (text.length > 64) return undefined;
	const v4 = readIpv4(text);
	if (v4 !== undefined) return { bits: 32, words: [0, 0, 0, v4] };
	if (!text.includes(':')) return undefined;
	const groups = readGroups(text.split('%', 1)[0] ?? '');
	if (!groups) return undefined;
	const word = (at: number) => (groups[at] ?? 0) * 65536 + (groups[at + 1] ?? 0);
	const words: [number, number, number, number] = [word(0), word(2), word(4), word(6)];
	if (words[0] === 0 && words[1] === 0 && words[2] === 0xffff) return { bits: 32, words: [0, 0, 0, words[3]] };
	return { bits: 128, words };
}

function readGroups(text: string): number[] | undefined {
	const halves = text.split('::');
	if (halves.length > 2) return undefined;
	const read = (half: string): number[] | undefined => {
		if (half === '') return [];
		const groups: number[] = [];
		const parts = half.split(':');
		for (const [at, part] of parts.entries()) {
			if (at === parts.length - 1 && part.includes('.')) {
				const v4 = readIpv4(part);
				if (v4 === undefined) return undefined;
				groups.push(v4 >>> 16, v4 & 0xffff);
			} else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
			else return undefined;
		}
		return groups;
	};
	const head = read(halves[0] ?? '');
	const tail = halves.length === 2 ? read(halves[1] ?? '') : [];
	if (!head || !tail) return undefined;
	const missing = 8 - head.length - tail.length;
	if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
	return [...head, ...Array<number>(missing).fill(0), ...tail];
}

/** Reads `address/prefix`; a bare address is a network of one. Bits under the prefix may be set, as rules in the wild do. */
export function readNetwork(text: string): IpNetwork | undefined {
	const [address = '', prefixText, more] = text.trim().split('/');
	const ip = readIp(address);
	if (!ip || more !== undefined) return undefined;
	if (prefixText === undefined) return { ...ip, prefix: ip.bits };
	const written = Number(prefixText);
	const mapped = ip.bits === 32 && address.includes(':') ? 96 : 0;
	if (!/^\d{1,3}$/.test(prefixText) || written - mapped > ip.bits || written < mapped) return undefined;
	return { ...ip, prefix: written - mapped };
}

export function contains(network: IpNetwork, ip: IpAddress): boolean {
	if (network.bits !== ip.bits) return false;
	let left = network.prefix;
	for (let at = network.bits === 32 ? 3 : 0; at < 4 && left > 0; at++, left -= 32) {
		const mask = left >= 32 ? 0xffffffff : (0xffffffff << (32 - left)) >>> 0;
		if ((((network.words[at] ?? 0) ^ (ip.words[at] ?? 0)) & mask) !== 0) return false;
	}
	return true;
}
