import { hash } from 'node:crypto';
import type { Readable } from 'node:stream';

/** Lines of a file that go together, with the place of the first in the unpacked bytes. */
export interface Block {
	readonly offset: number;
	readonly bytes: Buffer;
}

const size = { bytes: 4 * 1024 * 1024, lines: 20_000 };
/** No text file has a line as long as this. */
const longest = 64 * 1024 * 1024;
const newline = 10;

/**
 * Cuts unpacked bytes into blocks of whole lines. The same file gives the same blocks, so a block that was sent before is
 * known by its key. A line longer than a block is a block of its own; throws when no line ends at all.
 */
export async function* blocksOf(source: Readable): AsyncGenerator<Block> {
	let parts: Buffer[] = [];
	let held = 0;
	let lines = 0;
	let offset = 0;
	const close = (): Block => {
		const block = { offset, bytes: Buffer.concat(parts) };
		offset += held;
		parts = [];
		held = 0;
		lines = 0;
		return block;
	};
	for await (const chunk of source as AsyncIterable<Buffer>) {
		let start = 0;
		for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
			parts.push(chunk.subarray(start, end + 1));
			held += end + 1 - start;
			start = end + 1;
			if (++lines >= size.lines || held >= size.bytes) yield close();
		}
		if (start === chunk.length) continue;
		parts.push(chunk.subarray(start));
		held += chunk.length - start;
		if (held > longest) throw new Error(`no line ends within ${longest} bytes: this is no text`);
	}
	if (held > 0) yield close();
}

/**
 * Name of a block at its sensor: what its lines are and where they stand. Nothing of the file itself is in it, so that the same
 * lines are known again whether they come packed or plain, and whatever the file is called.
 */
export function keyOf({ offset, bytes }: Block): string {
	return `file:${hash('sha256', bytes).slice(0, 32)}:${offset}`;
}
