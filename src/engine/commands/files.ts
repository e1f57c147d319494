import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { bareEvent } from '../logsource/unwrap.ts';
import type { EventRecord } from '../model.ts';
import { maxLength, type RuleSource } from '../sigma/load.ts';
import { append } from '../sigma/read.ts';

/** Files open at one time. */
const together = 64;

/** All `.yml` and `.yaml` files under a folder in a fixed order, or the one file named. A file that cannot be read brings its reason. */
export async function readRuleFiles(path: string): Promise<RuleSource[]> {
	if (!(await stat(path)).isDirectory()) return [await readSource(path, path)];
	const found = (await filesUnder(path, new Set([await realpath(path)]))).filter((file) => /\.ya?ml$/i.test(file)).sort();
	const sources: RuleSource[] = [];
	for (let at = 0; at < found.length; at += together) {
		const some = found.slice(at, at + together);
		append(sources, await Promise.all(some.map((file) => readSource(file, relative(path, file)))));
	}
	return sources;
}

async function readSource(path: string, file: string): Promise<RuleSource> {
	try {
		if ((await stat(path)).size > 2 * maxLength) return unread(file, `the file is longer than ${maxLength >> 20} MB`);
		const bytes = await readFile(path);
		const text = decoderFor(bytes).decode(bytes);
		if (!text.includes('\ufffd') || isUtf8(bytes)) return { file, text };
		const line = text.slice(0, text.indexOf('\ufffd')).split('\n').length;
		return { file, text, fault: { line, detail: 'a letter is not written in UTF-8' } };
	} catch (error) {
		return unread(file, error instanceof Error ? error.message : 'cannot be read');
	}
}

function unread(file: string, detail: string): RuleSource {
	return { file, text: '', fault: { line: 1, detail } };
}

/** Links are followed, but nothing is read twice, so that a link to a folder above ends. A link to nothing is passed over. */
async function filesUnder(folder: string, seen: Set<string>): Promise<string[]> {
	const found: string[] = [];
	const entries = await readdir(folder, { withFileTypes: true });
	entries.sort((a, b) => Number(a.isSymbolicLink()) - Number(b.isSymbolicLink()));
	for (const entry of entries) {
		const path = join(folder, entry.name);
		const real = await realpath(path).catch(() => undefined);
		if (real === undefined || seen.has(real)) continue;
		seen.add(real);
		const kind = entry.isSymbolicLink() ? await stat(real) : entry;
		if (kind.isDirectory()) append(found, await filesUnder(path, seen));
		else if (kind.isFile()) found.push(path);
	}
	return found;
}

/** The lines of a file, or of standard input for `-`; gzip is unpacked, UTF-16 read by its mark. A last line without an end counts. */
export async function* readLines(path: string, stdin: NodeJS.ReadableStream): AsyncGenerator<string> {
	const raw: NodeJS.ReadableStream = path === '-' ? stdin : createReadStream(path, { highWaterMark: 1 << 20 });
	let decoder: TextDecoder | undefined;
	/** Pieces of a line whose end has not come: joined once, since lines may be long and pieces short. */
	let rest: string[] = [];
	for await (const chunk of unpacked(raw)) {
		decoder ??= decoderFor(chunk);
		const text = decoder.decode(chunk, { stream: true });
		let start = 0;
		for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
			rest.push(text.slice(start, end));
			yield rest.length === 1 ? (rest[0] as string) : rest.join('');
			rest = [];
			start = end + 1;
		}
		if (start < text.length) rest.push(text.slice(start));
	}
	const last = rest.join('') + (decoder?.decode() ?? '');
	if (last !== '') yield last;
}

/** The bytes themselves, or what they hold when they begin as gzip does. */
async function* unpacked(raw: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
	const chunks = raw[Symbol.asyncIterator]();
	const first = await chunks.next();
	if (first.done) return;
	const head = Buffer.from(first.value);
	const all = async function* () {
		yield head;
		for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield Buffer.from(next.value);
	};
	if (!startsWith(head, 0x1f, 0x8b)) {
		yield* all();
		return;
	}
	const unzip = createGunzip({ chunkSize: 1 << 20 });
	Readable.from(all())
		.on('error', (error: Error) => unzip.destroy(error))
		.pipe(unzip);
	yield* unzip;
}

/** PowerShell writes UTF-16 where nobody tells it otherwise. */
function decoderFor(chunk: Buffer): TextDecoder {
	return new TextDecoder(startsWith(chunk, 0xff, 0xfe) ? 'utf-16le' : startsWith(chunk, 0xfe, 0xff) ? 'utf-16be' : 'utf-8');
}

function startsWith(bytes: Buffer, first: number, second: number): boolean {
	return bytes[0] === first && bytes[1] === second;
}

/** The event on a line, or why there is none. */
export function readEvent(line: string): { readonly event: EventRecord } | { readonly fault: string } {
	try {
		const value: unknown = JSON.parse(line);
		if (typeof value === 'object' && value !== null && !Array.isArray(value))
			return { event: bareEvent(value as Record<string, unknown>) };
		return { fault: 'not an object' };
	} catch (error) {
		return { fault: error instanceof Error ? error.message.slice(0, 120) : 'not JSON' };
	}
}
