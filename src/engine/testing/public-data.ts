import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import type { RuleSource } from '../sigma/load.ts';

const data = '../shared/data/detection';
/** Tests that use the public rules and events run where they are and say so elsewhere. */
export const publicDataIsHere = existsSync(data);

export async function publicRules(): Promise<RuleSource[]> {
	const unpack = extract();
	const sources: RuleSource[] = [];
	unpack.on('entry', (header, stream, next) => {
		const chunks: Buffer[] = [];
		stream.on('data', (chunk) => chunks.push(chunk as Buffer));
		stream.on('end', () => {
			if (header.name.endsWith('.yml')) sources.push({ file: header.name, text: Buffer.concat(chunks).toString('utf8') });
			next();
		});
	});
	await pipeline(createReadStream(join(data, 'sigma-rules-dev.tar.gz')), createGunzip(), unpack);
	return sources;
}

/** The lines of one file of events. */
export function publicEvents(name: string): string[] {
	return gunzipSync(readFileSync(join(data, `${name}.ndjson.gz`)))
		.toString()
		.split('\n')
		.filter((line) => line !== '');
}
