import { limits } from '../../ingest/limits.ts';

/** A message as it stood in its frame, or the begin of one that is longer than a line may be. */
export interface Frame {
	readonly bytes: Buffer;
	readonly tooLong: boolean;
}

const newline = 10;
const blank = 32;
/** Digits of the longest count that is believed; more is no syslog. */
const countDigits = 9;

/** The stream is no syslog; nothing behind this point can be told apart. */
export class FramingFault extends Error {}

/**
 * Cuts a stream into messages, RFC 6587: octet counting (`LENGTH SP MESSAGE`, 3.4.1) where a message begins with a digit,
 * else up to LF or NUL (3.4.2). A sender may change from one to the other between messages. Holds one message at most.
 */
export class Framer {
	#held: Buffer[] = [];
	#heldBytes = 0;
	/** Octets still to come of a counted message; undefined between messages and inside one that ends at LF. */
	#missing: number | undefined;
	#count = '';
	#inLine = false;

	/** The messages that end in this chunk; throws FramingFault where a count is none, behind the messages before it. */
	*add(chunk: Buffer): Generator<Frame> {
		const frames: Frame[] = [];
		let at = 0;
		while (at < chunk.length) {
			if (this.#missing !== undefined) at = this.#counted(chunk, at, frames);
			else if (this.#inLine) at = this.#line(chunk, at, frames);
			else at = this.#begin(chunk, at);
			yield* frames.splice(0);
		}
	}

	/** What stands there when the sender closes: a last line without its LF. A counted message that is not whole is none. */
	end(): Frame[] {
		const frames: Frame[] = [];
		if (this.#inLine) this.#close(frames);
		return frames;
	}

	#begin(chunk: Buffer, at: number): number {
		const code = chunk[at]!;
		if (code >= 48 && code <= 57) {
			this.#count += String.fromCharCode(code);
			if (this.#count.length > countDigits) throw new FramingFault('a count has too many digits');
		} else if (this.#count !== '') {
			if (code !== blank || this.#count.startsWith('0')) throw new FramingFault('a count of octets and a blank were expected');
			this.#missing = Number(this.#count);
			this.#count = '';
		} else if (code !== newline && code !== 0 && code !== 13 && code !== blank) {
			this.#inLine = true;
			return at;
		}
		return at + 1;
	}

	#counted(chunk: Buffer, at: number, frames: Frame[]): number {
		const part = chunk.subarray(at, at + this.#missing!);
		this.#hold(part);
		this.#missing! -= part.length;
		if (this.#missing === 0) {
			this.#missing = undefined;
			this.#close(frames);
		}
		return at + part.length;
	}

	#line(chunk: Buffer, at: number, frames: Frame[]): number {
		let end = at;
		while (end < chunk.length && chunk[end] !== newline && chunk[end] !== 0) end++;
		this.#hold(chunk.subarray(at, end));
		if (end === chunk.length) return end;
		this.#close(frames);
		return end + 1;
	}

	#hold(part: Buffer): void {
		const before = this.#heldBytes;
		this.#heldBytes += part.length;
		if (before <= limits.line) this.#held.push(part);
		if (before <= limits.line && this.#heldBytes > limits.line) {
			this.#held = [Buffer.from(Buffer.concat(this.#held).subarray(0, limits.excerpt))];
		}
	}

	#close(frames: Frame[]): void {
		let bytes = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held);
		const tooLong = this.#heldBytes > limits.line;
		this.#held = [];
		this.#heldBytes = 0;
		this.#inLine = false;
		while (bytes.length > 0 && [newline, 13, 0].includes(bytes.at(-1)!)) bytes = bytes.subarray(0, -1);
		if (bytes.length > 0) frames.push({ bytes, tooLong });
	}
}
