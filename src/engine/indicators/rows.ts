import { type MatchKind, type ObservableKind, type Tlp, matchKinds, observableKinds, tlpLevels } from '#kernel';
import { readUuid, UuidTable, writeUuid } from './ids.ts';

/** Words of a row: 0 to 3 the uuid, then key high, key low, from and until in minutes, marks, source. */
const wordsPerRow = 10;
const [keyHigh, keyLow, from, until, marks, source] = [4, 5, 6, 7, 8, 9];
const always = 0xffffffff;
const packedMark = 1 << 9;

export interface RowFacts {
	readonly kind: ObservableKind;
	readonly match: MatchKind;
	readonly tlp: Tlp;
	readonly source: string;
	/** Prefix length of a network; 0 for others. */
	readonly prefix: number;
}
export interface RowKey {
	readonly high: number;
	readonly low: number;
}

/** Everything that is known of the indicators but their values, in 40 bytes each. Ids that are no uuids cost a text more. */
export class IndicatorRows {
	private words = new Uint32Array(16 * wordsPerRow);
	private readonly uuids = new UuidTable(() => this.words, wordsPerRow);
	private readonly free: number[] = [];
	private readonly otherIds = new Map<number, string>();
	private readonly otherRows = new Map<string, number>();
	private readonly sources: string[] = [''];
	private readonly sourceNumbers = new Map<string, number>([['', 0]]);
	private readonly uuid = new Uint32Array(4);
	private end = 0;

	get size(): number {
		return this.end - this.free.length;
	}

	get bytes(): number {
		return this.words.byteLength + this.uuids.bytes;
	}

	add(id: string, { high, low }: RowKey, facts: RowFacts, validFrom: number | undefined, validUntil: number | undefined): number {
		const row = this.free.pop() ?? this.end++;
		const at = row * wordsPerRow;
		if (at + wordsPerRow > this.words.length) this.grow();
		const packed = readUuid(id, this.uuid);
		if (packed) this.words.set(this.uuid, at);
		this.words[at + keyHigh] = high;
		this.words[at + keyLow] = low;
		this.words[at + from] = validFrom === undefined ? 0 : Math.ceil(validFrom / 60_000);
		this.words[at + until] = validUntil === undefined ? always : Math.floor(validUntil / 60_000);
		this.words[at + marks] =
			observableKinds.indexOf(facts.kind) |
			(matchKinds.indexOf(facts.match) << 4) |
			(tlpLevels.indexOf(facts.tlp) << 6) |
			(packed ? packedMark : 0) |
			(facts.prefix << 16);
		this.words[at + source] = this.sourceNumber(facts.source);
		if (packed) this.uuids.add(row);
		else {
			this.otherIds.set(row, id);
			this.otherRows.set(id, row);
		}
		return row;
	}

	/** The row of an id, or -1. */
	find(id: string): number {
		return readUuid(id, this.uuid) ? this.uuids.find(this.uuid) : (this.otherRows.get(id) ?? -1);
	}

	remove(row: number): void {
		const other = this.otherIds.get(row);
		if (other === undefined) this.uuids.remove(row);
		else {
			this.otherIds.delete(row);
			this.otherRows.delete(other);
		}
		this.free.push(row);
	}

	id(row: number): string {
		return this.otherIds.get(row) ?? writeUuid(this.words, row * wordsPerRow);
	}

	high(row: number): number {
		return (this.words[row * wordsPerRow + keyHigh] as number) | 0;
	}

	low(row: number): number {
		return (this.words[row * wordsPerRow + keyLow] as number) | 0;
	}

	setLow(row: number, low: number): void {
		this.words[row * wordsPerRow + keyLow] = low;
	}

	facts(row: number): RowFacts {
		const held = this.words[row * wordsPerRow + marks] ?? 0;
		return {
			kind: observableKinds[held & 15] ?? 'domain',
			match: matchKinds[(held >> 4) & 3] ?? 'exact',
			tlp: tlpLevels[(held >> 6) & 7] ?? 'amber',
			source: this.sources[this.words[row * wordsPerRow + source] ?? 0] ?? '',
			prefix: (held >> 16) & 0xff,
		};
	}

	/** @param minute minutes since 1970 */
	validAt(row: number, minute: number): boolean {
		const at = row * wordsPerRow;
		return minute >= (this.words[at + from] ?? 0) && minute < (this.words[at + until] ?? 0);
	}

	private sourceNumber(name: string): number {
		const known = this.sourceNumbers.get(name);
		if (known !== undefined) return known;
		this.sourceNumbers.set(name, this.sources.length);
		return this.sources.push(name) - 1;
	}

	private grow(): void {
		const wider = new Uint32Array((Math.ceil((this.end * 9) / 8) + 16) * wordsPerRow);
		wider.set(this.words);
		this.words = wider;
	}
}
