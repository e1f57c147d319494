const gone = -1;
const filterBitsPerSlot = 4;
/** Three bits of one word, so that a miss costs one look however many bits speak for it. */
const filterBits = (high: number): number => (1 << high) | (1 << (high >>> 5)) | (1 << (high >>> 10));

/**
 * Open addressing over typed arrays: 64-bit keys to row numbers, several rows to a key allowed. A slot holds the low half of the key
 * and the row; the owner compares the high half. A small bit filter in front answers most misses without leaving the cache.
 */
export class KeyTable {
	/** Per slot: low half of the key, row + 1 (0 empty, -1 removed). */
	private slots = new Int32Array(2 * 16);
	private filter = new Int32Array((16 * filterBitsPerSlot) / 32);
	private mask = 15;
	private used = 0;
	private readonly highOf: (row: number) => number;

	/** @param highOf high half of the key of a row, needed when the table grows */
	constructor(highOf: (row: number) => number) {
		this.highOf = highOf;
	}

	get bytes(): number {
		return this.slots.byteLength + this.filter.byteLength;
	}

	add(high: number, low: number, row: number): void {
		if (this.used * 4 >= (this.mask + 1) * 3) this.rebuild();
		this.place(high, low, row);
	}

	remove(low: number, row: number): void {
		for (let at = low & this.mask; ; at = (at + 1) & this.mask) {
			const held = this.slots[2 * at + 1];
			if (held === 0) return;
			if (held !== row + 1) continue;
			this.slots[2 * at + 1] = gone;
			return;
		}
	}

	/** Whether the key may be there; no is certain. */
	mayHave(low: number, high: number): boolean {
		const bits = filterBits(high);
		return ((this.filter[(low >>> 3) & (this.filter.length - 1)] as number) & bits) === bits;
	}

	/** The next row under this low half, looking from a place on; -1 when there is none. To go on, pass `next`. */
	find(low: number, from: number): number {
		const { slots, mask } = this;
		for (let at = from & mask; ; at = (at + 1) & mask) {
			const held = slots[2 * at + 1] as number;
			if (held === 0) return -1;
			if (held > 0 && slots[2 * at] === low) {
				this.next = at + 1;
				return held - 1;
			}
		}
	}
	/** Where `find` goes on after its last answer. */
	next = 0;

	private place(high: number, low: number, row: number): void {
		let at = low & this.mask;
		while (this.slots[2 * at + 1] !== 0) at = (at + 1) & this.mask;
		this.slots[2 * at] = low;
		this.slots[2 * at + 1] = row + 1;
		this.used++;
		const word = (low >>> 3) & (this.filter.length - 1);
		this.filter[word] = (this.filter[word] as number) | filterBits(high);
	}

	/** Drops the removed; doubles when that is not enough. */
	private rebuild(): void {
		const old = this.slots;
		let kept = 0;
		for (let at = 1; at < old.length; at += 2) if ((old[at] as number) > 0) kept++;
		const size = kept * 2 >= this.mask + 1 ? (this.mask + 1) * 2 : this.mask + 1;
		this.slots = new Int32Array(2 * size);
		this.filter = new Int32Array((size * filterBitsPerSlot) / 32);
		this.mask = size - 1;
		this.used = 0;
		for (let at = 1; at < old.length; at += 2) {
			const held = old[at] as number;
			if (held > 0) this.place(this.highOf(held - 1), old[at - 1] as number, held - 1);
		}
	}
}
