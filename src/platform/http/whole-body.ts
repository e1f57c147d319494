import type { Readable } from 'node:stream';
import { Refusal } from '#kernel';

/**
 * All bytes of a body. Refuses `too-large` beyond `most` bytes, and leaves the rest to be read away: a plain loop would
 * destroy the request on leaving it, and the next request on that connection would wait for ever behind what was not read.
 */
export async function wholeBody(stream: Readable, most: number): Promise<Buffer> {
	const parts: Buffer[] = [];
	let bytes = 0;
	for await (const part of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
		bytes += part.length;
		if (bytes > most) throw new Refusal('too-large', `the most is ${most} bytes`);
		parts.push(part);
	}
	return Buffer.concat(parts);
}
