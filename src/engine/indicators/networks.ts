import { readIp, type IpAddress, type IpNetwork } from '../net/ip.ts';
import { networkKey, type Probe } from './keys.ts';

const direct = 16;
const drawerBits = 21;
const bitOf = (drawer: number): number => Math.imul(drawer, 0x9e3779b1) >>> (32 - drawerBits);

/**
 * IPv4 networks of /16 and longer: one list for each first half of an address, so that a look-up reads one list however many
 * lengths there are.
 */
class DirectTable {
	private heads: Int32Array | undefined;
	/** Per network: next, first address, prefix length, row. */
	private nodes = new Int32Array(16 * 4);
	/** A bit for each drawer of 24 bits in which a network lies, several drawers to a bit; what was removed leaves its bit. */
	private readonly drawers = new Int32Array(1 << (drawerBits - 5));
	private end = 0;
	private free = -1;

	get bytes(): number {
		return (this.heads?.byteLength ?? 0) + this.nodes.byteLength + this.drawers.byteLength;
	}

	add(address: number, prefix: number, row: number): number {
		this.heads ??= new Int32Array(1 << direct).fill(-1);
		const node = this.free >= 0 ? this.free : this.end++;
		if (node === this.free) this.free = this.nodes[node * 4] as number;
		if (node * 4 >= this.nodes.length) {
			const wider = new Int32Array((Math.ceil((node * 9) / 8) + 16) * 4);
			wider.set(this.nodes);
			this.nodes = wider;
		}
		const head = address >>> direct;
		this.nodes.set([this.heads[head] as number, address | 0, prefix, row], node * 4);
		this.heads[head] = node;
		const drawer = address >>> 8;
		for (let at = 0; at < 1 << Math.max(24 - prefix, 0); at++) this.mark(drawer + at);
		return node;
	}

	remove(node: number): void {
		if (!this.heads) return;
		const head = (this.nodes[node * 4 + 1] as number) >>> direct;
		const next = this.nodes[node * 4] as number;
		let at = this.heads[head] as number;
		if (at === node) this.heads[head] = next;
		while (at >= 0 && at !== node) {
			if (this.nodes[at * 4] === node) this.nodes[at * 4] = next;
			at = this.nodes[at * 4] as number;
		}
		this.nodes[node * 4] = this.free;
		this.free = node;
	}

	private mark(drawer: number): void {
		const bit = bitOf(drawer);
		this.drawers[bit >>> 5] = (this.drawers[bit >>> 5] as number) | (1 << (bit & 31));
	}

	find(address: number, found: (row: number) => void): void {
		const bit = bitOf(address >>> 8);
		if (!this.heads || ((this.drawers[bit >>> 5] as number) & (1 << (bit & 31))) === 0) return;
		for (let node = this.heads[address >>> direct] as number; node >= 0; node = this.nodes[node * 4] as number) {
			const apart = (address ^ (this.nodes[node * 4 + 1] as number)) >>> (32 - (this.nodes[node * 4 + 2] as number));
			if (apart === 0 || (this.nodes[node * 4 + 2] === 32 && address >>> 0 === (this.nodes[node * 4 + 1] as number) >>> 0)) {
				found(this.nodes[node * 4 + 3] as number);
			}
		}
	}
}

/** All networks: the direct table for most of IPv4, keys by prefix length for IPv6 and for the few very wide ones. */
export class Networks {
	private readonly table = new DirectTable();
	private readonly lengths = { 32: new Map<number, number>(), 128: new Map<number, number>() };

	get bytes(): number {
		return this.table.bytes;
	}

	/** Whether a network of this kind stands in the direct table. */
	static isDirect(bits: number, prefix: number): boolean {
		return bits === 32 && prefix >= direct;
	}

	/** Answers the place in the direct table. */
	addDirect({ words, prefix }: IpNetwork, row: number): number {
		return this.table.add(words[3], prefix, row);
	}

	removeDirect(place: number): void {
		this.table.remove(place);
	}

	/** Counts networks of one length, so that only those lengths are asked for. */
	count(bits: 32 | 128, prefix: number, by: 1 | -1): void {
		const count = (this.lengths[bits].get(prefix) ?? 0) + by;
		if (count > 0) this.lengths[bits].set(prefix, count);
		else this.lengths[bits].delete(prefix);
	}

	findIpv4(address: number, found: (row: number) => void, probe: Probe): void {
		this.table.find(address, found);
		if (this.lengths[32].size > 0) this.keys({ bits: 32, words: [0, 0, 0, address] }, probe);
	}

	findIpv6(text: string, probe: Probe): void {
		const ip = readIp(text);
		if (ip) this.keys(ip, probe);
	}

	private keys(ip: IpAddress, probe: Probe): void {
		for (const length of this.lengths[ip.bits].keys()) networkKey(ip, length, probe);
	}
}
