import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { UnfoldLists } from './unfold-lists.ts';

export interface Opened {
	/** Unpacked bytes, of a list as lines. */
	readonly bytes: Readable;
	/** Packed bytes read so far and in all; nothing is known in advance of standard input. */
	progress(): { readonly read: number; readonly of: number | undefined };
}

const gzip = Buffer.from([0x1f, 0x8b]);
const zstd = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** Opens a file, or standard input as `-`; what packed it is told by its first bytes. Throws when it cannot be read. */
export async function openFile(name: string, input: Readable): Promise<Opened> {
	const file = name === '-' ? undefined : name;
	const of = file === undefined ? undefined : (await stat(file)).size;
	let read = 0;
	const counted = new PassThrough();
	counted.on('data', (chunk: Buffer) => {
		read += chunk.length;
	});
	counted.pause();
	const bytes = new UnfoldLists();
	const source = file === undefined ? input : createReadStream(file);
	const first = await firstBytes(source);
	const unpack = first.indexOf(gzip) === 0 ? [createGunzip()] : first.indexOf(zstd) === 0 ? [createZstdDecompress()] : [];
	// The fault reaches whoever reads `bytes`.
	pipeline([source, counted, ...unpack, bytes], () => undefined);
	return { bytes, progress: () => ({ read, of }) };
}

/** Looks at the begin of a stream and puts it back. */
function firstBytes(source: Readable): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		source.once('error', reject);
		source.once('end', () => resolve(Buffer.alloc(0)));
		source.once('readable', () => {
			const chunk = source.read() as Buffer | null;
			if (chunk !== null) source.unshift(chunk);
			resolve(chunk ?? Buffer.alloc(0));
		});
	});
}
