import { createHash } from 'node:crypto';
import { Refusal } from '#kernel';
import { limits } from './limits.ts';

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

	/** Bytes that the lines hold in memory. */
	get kept(): number {
		return this.#kept;
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

	/** Closes the last line; the hash is of all bytes, so the same events packed otherwise are the same batch. */
	end(): { readonly lines: readonly Line[]; readonly hash: Buffer } {
		if (this.#restBytes > 0) this.#close();
		return { lines: this.lines, hash: this.#hash.digest() };
	}

	#take(part: Buffer): void {
		const before = this.#restBytes;
		this.#restBytes += part.length;
		if (before <= limits.line) this.#rest.push(part);
		if (before <= limits.line && this.#restBytes > limits.line) {
			// A copy, so that the rest of the long line can be forgotten.
			this.#rest = [Buffer.from(Buffer.concat(this.#rest).subarray(0, limits.excerpt))];
		}
	}

	#close(): void {
		const number = this.#number++;
		// Blank lines weigh nothing and pack very small; their number alone would keep this process busy for a minute.
		if (number >= limits.numbered) throw tooLarge(`more than ${limits.numbered} lines, blank ones included`);
		if (this.#restBytes === 0) return;
		const tooLong = this.#restBytes > limits.line;
		const whole = this.#rest.length === 1 ? this.#rest[0]! : Buffer.concat(this.#rest);
		this.#rest = [];
		this.#restBytes = 0;
		const bytes = whole.at(-1) === 13 ? whole.subarray(0, -1) : whole;
		if (bytes.length === 0) return;
		this.lines.push({ number, bytes, tooLong });
		// A line costs its object too, or a body of two-byte lines would hold far more than its size.
		this.#kept += bytes.length + 100;
		if (this.#kept > limits.kept) throw tooLarge(`more than ${limits.kept} bytes of lines`);
		if (this.lines.length > limits.lines) throw tooLarge(`more than ${limits.lines} lines`);
	}
}

function tooLarge(detail: string): Refusal {
	return new Refusal('too-large', `the batch has ${detail}; send it in parts`);
}
