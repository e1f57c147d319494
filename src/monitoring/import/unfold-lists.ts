import { Transform, type TransformCallback } from 'node:stream';
import { opening } from '../ingest/list-cutter.ts';

/** Within so many bytes a list shows itself. */
const headLength = 2048;
const [newline, carriage, blank] = [10, 13, 32];

/**
 * A file that is one list of events, on one line or on many, as lines of one event each: `{"Records": [{...}, {...}]}`. Each byte
 * stays in its place, so that an offset in the file means the same with and without; anything else passes as it is.
 */
export class UnfoldLists extends Transform {
	#head: Buffer | undefined = Buffer.alloc(0);
	#inList = false;
	#depth = 0;
	#quoted = false;
	#escaped = false;

	override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
		if (this.#head === undefined) {
			done(null, this.#inList ? this.#unfold(chunk) : chunk);
			return;
		}
		this.#head = Buffer.concat([this.#head, chunk]);
		if (this.#head.length >= headLength) this.#decide(this.#head);
		done();
	}

	override _flush(done: TransformCallback): void {
		if (this.#head !== undefined) this.#decide(this.#head);
		done();
	}

	#decide(head: Buffer): void {
		this.#head = undefined;
		const length = opening.exec(head.toString('latin1', 0, headLength).replace(/^\xef\xbb\xbf/, '   '))?.[0].length ?? 0;
		this.#inList = length > 0;
		if (!this.#inList) {
			this.push(head);
			return;
		}
		this.push(Buffer.concat([Buffer.alloc(length, newline), this.#unfold(head.subarray(length))]));
	}

	/** Between events everything ends a line; within one nothing does. */
	#unfold(chunk: Buffer): Buffer {
		const bytes = Buffer.from(chunk);
		for (let at = 0; at < bytes.length; at++) {
			const code = bytes[at]!;
			if (this.#depth === 0 && code !== 0x7b) bytes[at] = newline;
			else if (this.#quoted) this.#inText(code);
			else if (code === 0x22) this.#quoted = true;
			else if (code === 0x7b || code === 0x5b) this.#depth++;
			else if (code === 0x7d || code === 0x5d) this.#depth--;
			else if (code === newline || code === carriage) bytes[at] = blank;
		}
		return bytes;
	}

	#inText(code: number): void {
		if (this.#escaped) this.#escaped = false;
		else if (code === 0x5c) this.#escaped = true;
		else if (code === 0x22) this.#quoted = false;
	}
}
