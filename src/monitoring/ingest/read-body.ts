import { createHash } from 'node:crypto';
import type { Readable, Transform } from 'node:stream';
import { createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { finding, Refusal } from '#kernel';
import { limits } from './limits.ts';
import { type Line, LineCutter } from './lines.ts';
import type { Pressure } from './pressure.ts';

export interface Body {
	readonly lines: readonly Line[];
	/** SHA-256 of the unpacked bytes. */
	readonly hash: Buffer;
	/** To be released when the batch is done with. */
	readonly held: number;
}

/** Bytes unpacked at a time: four times the default, because a big batch costs by the piece. */
const chunkSize = 65_536;

export const encodings = ['identity', 'gzip', 'zstd', 'deflate'] as const;
export type Encoding = (typeof encodings)[number];
/** Other names that senders give them: Vector says `zlib`. */
const alike: Readonly<Record<string, Encoding>> = { 'x-gzip': 'gzip', zlib: 'deflate', '': 'identity' };

function unpacker(encoding: Encoding): Transform | undefined {
	if (encoding === 'gzip') return createGunzip({ chunkSize });
	if (encoding === 'deflate') return createInflate({ chunkSize });
	return encoding === 'zstd' ? createZstdDecompress({ chunkSize }) : undefined;
}

/** Reads Content-Encoding; refuses what we cannot unpack. */
export function readEncoding(header: string | undefined): Encoding {
	const name = (header ?? 'identity').trim().toLowerCase();
	const known = encodings.find((encoding) => encoding === (alike[name] ?? name));
	if (known === undefined) throw new Refusal('media-type-unsupported', `Content-Encoding may be ${encodings.join(', ')}`);
	return known;
}

/** Gathers the bytes of a batch within bounds. */
interface Gatherer<T> {
	/** Refuses `too-large`. */
	add(chunk: Buffer): void;
	/** Bytes held in memory so far. */
	readonly kept: number;
	end(): T;
}

/**
 * Reads a whole batch of lines within its bounds. A batch is complete or refused: `input-invalid` when the packing is broken
 * or ends too soon, `too-large` beyond a bound, `rate-limited` when this process holds too much.
 */
export function readBody(source: Readable, encoding: Encoding, pressure: Pressure, takesLists = false): Promise<Body> {
	return gather(source, encoding, pressure, new LineCutter(takesLists));
}

export interface Whole {
	readonly bytes: Buffer;
	readonly hash: Buffer;
	readonly held: number;
}

/** The same for a batch that is one document. */
export function readWhole(source: Readable, encoding: Encoding, pressure: Pressure): Promise<Whole> {
	return gather(source, encoding, pressure, new WholeDocument());
}

class WholeDocument implements Gatherer<Omit<Whole, 'held'>> {
	readonly #chunks: Buffer[] = [];
	kept = 0;

	add(chunk: Buffer): void {
		this.#chunks.push(chunk);
		this.kept += chunk.length;
		if (this.kept > limits.document) throw new Refusal('too-large', `a document is at most ${limits.document} bytes`);
	}

	end(): Omit<Whole, 'held'> {
		const bytes = Buffer.concat(this.#chunks);
		return { bytes, hash: createHash('sha256').update(bytes).digest() };
	}
}

async function gather<T extends object>(source: Readable, encoding: Encoding, pressure: Pressure, gatherer: Gatherer<T>) {
	let held = 0;
	const count = () => {
		pressure.hold(gatherer.kept - held);
		held = gatherer.kept;
	};
	try {
		await pump(source, encoding, (chunk) => {
			gatherer.add(chunk);
			count();
		});
		const ended = gatherer.end();
		count();
		return { ...ended, held };
	} catch (fault) {
		pressure.release(held);
		await drain(source);
		throw fault;
	}
}

function pump(source: Readable, encoding: Encoding, take: (chunk: Buffer) => void): Promise<void> {
	return new Promise((resolve, reject) => {
		const unpack = unpacker(encoding);
		let wire = 0;
		const stop = (fault: unknown) => {
			source.removeListener('data', count);
			if (unpack !== undefined) {
				source.unpipe(unpack);
				unpack.removeAllListeners('data');
				unpack.on('error', () => undefined);
				unpack.destroy();
			}
			reject(fault);
		};
		const guarded = (chunk: Buffer) => {
			try {
				take(chunk);
			} catch (fault) {
				stop(fault);
			}
		};
		const count = (chunk: Buffer) => {
			wire += chunk.length;
			if (wire > limits.wire) stop(new Refusal('too-large', `a batch is at most ${limits.wire} bytes`));
			else if (unpack === undefined) guarded(chunk);
		};
		source.on('data', count);
		source.on('error', stop);
		source.on('close', () => {
			if (!source.readableEnded) stop(broken('the connection closed before the batch was whole'));
		});
		if (unpack === undefined) {
			source.on('end', resolve);
		} else {
			unpack.on('data', guarded);
			unpack.on('end', resolve);
			unpack.on('error', (fault) => stop(broken(`the ${encoding} stream is broken: ${fault.message}`)));
			source.pipe(unpack);
		}
	});
}

function broken(detail: string): Refusal {
	return new Refusal('input-invalid', detail, [finding('body-broken', '/body', detail)]);
}

const patience = 3000;

/** Reads on for a moment, so that a sender that is still talking gets to hear the refusal. */
function drain(source: Readable): Promise<void> {
	if (source.readableEnded || source.destroyed) return Promise.resolve();
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, patience);
		const done = () => {
			clearTimeout(timer);
			resolve();
		};
		source.once('end', done);
		source.once('close', done);
		source.resume();
	});
}
