import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '#kernel';

export interface StoredFile {
	/** SHA-256 of the content, hexadecimal; also its name on disk. */
	readonly hash: string;
	readonly bytes: number;
}

/** Evidence and other files, kept outside the database under their hash. */
export interface Files {
	/** Writes and syncs; refuses `too-large` beyond the limit and leaves nothing behind. */
	keep(content: Readable, maximumBytes: number): Promise<StoredFile>;
	read(hash: string): Promise<Readable>;
	readonly folder: string;
}

export function openFiles(folder: string): Files {
	const place = (hash: string) => join(folder, hash.slice(0, 2), hash);
	return {
		folder,
		async keep(content, maximumBytes) {
			await mkdir(folder, { recursive: true, mode: 0o700 });
			const draft = join(folder, `draft-${randomUUID()}`);
			const digest = createHash('sha256');
			let bytes = 0;
			const measure = new Transform({
				transform(chunk: Buffer, _encoding, done) {
					bytes += chunk.length;
					digest.update(chunk);
					done(bytes > maximumBytes ? new Refusal('too-large', `the file is larger than ${maximumBytes} bytes`) : null, chunk);
				},
			});
			try {
				await pipeline(content, measure, createWriteStream(draft, { mode: 0o600, flush: true }));
				const hash = digest.digest('hex');
				await mkdir(dirname(place(hash)), { recursive: true, mode: 0o700 });
				await rename(draft, place(hash));
				const parent = await open(dirname(place(hash)));
				await parent.sync();
				await parent.close();
				return { hash, bytes };
			} catch (fault) {
				await rm(draft, { force: true });
				throw fault;
			}
		},
		async read(hash) {
			if (!/^[0-9a-f]{64}$/.test(hash)) throw new Refusal('not-found');
			await stat(place(hash)).catch(() => {
				throw new Refusal('not-found');
			});
			return createReadStream(place(hash));
		},
	};
}
