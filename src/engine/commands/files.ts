import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { RuleSource } from '../sigma/load.ts';

/** All `.yml` and `.yaml` files under a folder in a fixed order, or the one file named. */
export async function readRuleFiles(path: string): Promise<RuleSource[]> {
	if (!(await stat(path)).isDirectory()) return [{ file: path, text: await readFile(path, 'utf8') }];
	const found = (await readdir(path, { recursive: true, withFileTypes: true }))
		.filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	return Promise.all(found.map(async (file) => ({ file: relative(path, file), text: await readFile(file, 'utf8') })));
}

/** The lines of a file (`.gz` is unpacked), or of standard input for `-`. A last line without an end counts. */
export async function* readLines(path: string, stdin: NodeJS.ReadableStream): AsyncGenerator<string> {
	const raw: NodeJS.ReadableStream = path === '-' ? stdin : createReadStream(path, { highWaterMark: 1 << 20 });
	const unzip = path.endsWith('.gz') ? createGunzip({ chunkSize: 1 << 20 }) : undefined;
	if (unzip) raw.on('error', (error: Error) => unzip.destroy(error)).pipe(unzip);
	const decoder = new TextDecoder();
	let rest = '';
	for await (const chunk of unzip ?? raw) {
		const text = rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk as Buffer, { stream: true }));
		let start = 0;
		for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
			yield text.slice(start, end);
			start = end + 1;
		}
		rest = text.slice(start);
	}
	rest += decoder.decode();
	if (rest !== '') yield rest;
}

/** The event on a line, or why there is none. */
export function readEvent(line: string): { readonly event: Record<string, unknown> } | { readonly fault: string } {
	try {
		const value: unknown = JSON.parse(line);
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { event: value as Record<string, unknown> };
		return { fault: 'not an object' };
	} catch (error) {
		return { fault: error instanceof Error ? error.message.slice(0, 120) : 'not JSON' };
	}
}
