/** Reads a uuid into four words; false when the text is none in lower case, so that writing it gives the same text again. */
export function readUuid(id: string, into: Uint32Array): boolean {
	if (id.length !== 36) return false;
	let word = 0;
	let digits = 0;
	for (let at = 0; at < 36; at++) {
		const code = id.charCodeAt(at);
		if (at === 8 || at === 13 || at === 18 || at === 23) {
			if (code !== 45) return false;
			continue;
		}
		const digit = code >= 48 && code <= 57 ? code - 48 : code >= 97 && code <= 102 ? code - 87 : -1;
		if (digit < 0) return false;
		word = (word << 4) | digit;
		if (++digits % 8 === 0) into[digits / 8 - 1] = word;
	}
	return true;
}

export function writeUuid(words: ArrayLike<number>, at: number): string {
	let hex = '';
	for (let part = 0; part < 4; part++) hex += ((words[at + part] as number) >>> 0).toString(16).padStart(8, '0');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Open addressing from four words, kept elsewhere, to row numbers. */
export class UuidTable {
	private slots = new Int32Array(16);
	private used = 0;
	private readonly words: () => Uint32Array;
	private readonly wordsPerRow: number;

	/** @param words where the words of row n stand from n * wordsPerRow on */
	constructor(words: () => Uint32Array, wordsPerRow: number) {
		this.words = words;
		this.wordsPerRow = wordsPerRow;
	}

	get bytes(): number {
		return this.slots.byteLength;
	}

	add(row: number): void {
		if (this.used * 4 >= this.slots.length * 3) this.rebuild();
		this.place(row);
	}

	/** The row with this id, or -1. */
	find(id: Uint32Array): number {
		const words = this.words();
		const mask = this.slots.length - 1;
		for (let at = this.hash(id, 0) & mask; ; at = (at + 1) & mask) {
			const held = this.slots[at] as number;
			if (held === 0) return -1;
			if (held < 0) continue;
			const start = (held - 1) * this.wordsPerRow;
			if (words[start] === id[0] && words[start + 1] === id[1] && words[start + 2] === id[2] && words[start + 3] === id[3])
				return held - 1;
		}
	}

	remove(row: number): void {
		const mask = this.slots.length - 1;
		let at = this.hash(this.words(), row * this.wordsPerRow) & mask;
		while (this.slots[at] !== row + 1 && this.slots[at] !== 0) at = (at + 1) & mask;
		if (this.slots[at] !== 0) this.slots[at] = -1;
	}

	private hash(words: Uint32Array, at: number): number {
		let hash = 0;
		for (let part = 0; part < 4; part++) hash = Math.imul(hash ^ (words[at + part] as number), 0x9e3779b1) ^ (hash >>> 15);
		return hash ^ (hash >>> 16);
	}

	private place(row: number): void {
		const mask = this.slots.length - 1;
		let at = this.hash(this.words(), row * this.wordsPerRow) & mask;
		while (this.slots[at] !== 0) at = (at + 1) & mask;
		this.slots[at] = row + 1;
		this.used++;
	}

	private rebuild(): void {
		const held = this.slots.filter((slot) => slot > 0);
		this.slots = new Int32Array(held.length * 2 >= this.slots.length ? this.slots.length * 2 : this.slots.length);
		this.used = 0;
		for (const slot of held) this.place(slot - 1);
	}
}
