import { createHash } from 'node:crypto';
import { Refusal } from '#kernel';
import { limits } from './limits.ts';
import { ListCutter, opening } from './list-cutter.ts';

/** A line that came in whole, or the begin of one that is too long. `number` counts from 0, blank lines too. */
export interface Line {
	readonly number: number;
	readonly bytes: Buffer;
	readonly tooLong: boolean;
	/** Of `documentNumber`, where the sender may send the same document again in another batch. */
	readonly document?: string;
}

const newline = 10;

/** Cuts a stream of bytes into lines within bounds; what is too long is passed over without being kept. */
export class LineCutter {
	readonly lines: Line[] = [];
	readonly #hash = createHash('sha256');
	#number = 0;
	#rest: Buffer[] = [];
	#restBytes = 0;
	#unpacked = 0;
	#kept = 0;
	readonly #takesLists: boolean;
	/** Of a line that is too long and begins as a list of events. */
	#list: ListCutter | undefined;
	#spread = false;

	/** @param takesLists whether the events of a list that is longer than a line may be are lines */
	constructor(takesLists = false) {
		this.#takesLists = takesLists;
	}

	/** Bytes that the lines hold in memory. */
	get kept(): number {
		return this.#kept + (this.#list?.kept ?? 0);
	}

	/** Refuses `too-large` when the batch is beyond its bounds. */
	add(chunk: Buffer): void {
		this.#unpacked += chunk.length;
		if (this.#unpacked > limits.unpacked) throw tooLarge(`more than ${limits.unpacked} bytes when unpacked`);
		this.#hash.update(chunk);
		let start = 0;
		for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
			this.#take(chunk.subarray(start, end));
			this.#close();
			start = end + 1;
		}
		if (start < chunk.length) this.#take(chunk.subarray(start));
	}

	/**
	 * Closes the last line; the hash is of all bytes, so the same events packed otherwise are the same batch. Where a long list was
	 * spread, lines are numbered by events.
	 */
	end(): { readonly lines: readonly Line[]; readonly hash: Buffer } {
		if (this.#restBytes > 0) this.#close();
		const lines = this.#spread ? this.lines.map((line, number) => ({ ...line, number })) : this.lines;
		return { lines, hash: this.#hash.digest() };
	}

	#take(part: Buffer): void {
		const before = this.#restBytes;
		this.#restBytes += part.length;
		if (before <= limits.line) this.#rest.push(part);
		if (before <= limits.line && this.#restBytes > limits.line) {
			const whole = Buffer.concat(this.#rest);
			// A copy, so that the rest of the long line can be forgotten.
			this.#rest = [Buffer.from(whole.subarray(0, limits.excerpt))];
			const head = this.#takesLists ? opening.exec(whole.toString('latin1', 0, 4000))?.[0] : undefined;
			if (head === undefined) return;
			this.#list = new ListCutter(head);
			this.#list.add(whole.subarray(head.length));
		} else this.#list?.add(part);
		if (this.kept > limits.kept) throw tooLarge(`more than ${limits.kept} bytes of lines`);
	}

	#close(): void {
		const number = this.#number++;
		// Blank lines weigh nothing and pack very small; their number alone would keep this process busy for a minute.
		if (number >= limits.numbered) throw tooLarge(`more than ${limits.numbered} lines, blank ones included`);
		if (this.#restBytes === 0) return;
		const listed = this.#list?.end();
		this.#list = undefined;
		if (listed !== undefined) {
			this.#rest = [];
			this.#restBytes = 0;
			this.#spread = true;
			for (const event of listed) this.#push({ number, ...event });
			return;
		}
		const tooLong = this.#restBytes > limits.line;
		const whole = this.#rest.length === 1 ? this.#rest[0]! : Buffer.concat(this.#rest);
		this.#rest = [];
		this.#restBytes = 0;
		const bytes = whole.at(-1) === 13 ? whole.subarray(0, -1) : whole;
		if (bytes.length === 0) return;
		this.#push({ number, bytes, tooLong });
	}

	#push(line: Line): void {
		this.lines.push(line);
		// A line costs its object too, or a body of two-byte lines would hold far more than its size.
		this.#kept += line.bytes.length + 100;
		if (this.#kept > limits.kept) throw tooLarge(`more than ${limits.kept} bytes of lines`);
		if (this.lines.length > limits.lines) throw tooLarge(`more than ${limits.lines} lines`);
	}
}

function tooLarge(detail: string): Refusal {
	return new Refusal('too-large', `the batch has ${detail}; send it in parts`);
}
