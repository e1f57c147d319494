import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchCommand } from './commands/match.ts';
import { publicDataIsHere, publicRules } from './testing/public-data.ts';

const data = '../shared/data/detection';
const folder = mkdtempSync(join(tmpdir(), 'engine-truth-'));

async function unpackRules(): Promise<void> {
	for (const { file, text } of await publicRules()) {
		const path = join(folder, 'rules', file);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}
}

describe.skipIf(!publicDataIsHere)('engine match on the public events (skipped when ../shared/data/detection is absent)', () => {
	beforeAll(unpackRules);
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it.each(['otrf-windows', 'zeek-apt29', 'suricata-eve-alerts'])('finds exactly what the truth of %s says', async (name) => {
		const out = join(folder, `${name}.txt`);
		const io = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
		const args = ['--rules', join(folder, 'rules'), '--events', join(data, `${name}.ndjson.gz`), '--out', out];
		expect(await matchCommand.run(args, io)).toBe(0);
		// Some of the public rules wait for values of the institution; all the others must be readable.
		const faults = String(io.stderr.read() ?? '').split('\n');
		expect(faults.filter((line) => line !== '' && !line.endsWith('(placeholder-unexpanded)'))).toEqual([]);
		const answered = readFileSync(out, 'utf8').split('\n');
		const truth = gunzipSync(readFileSync(join(data, `${name}.truth.gz`)))
			.toString()
			.split('\n');
		expect(answered.length).toBe(truth.length);
		const differences = truth.flatMap((line, at) => (line === answered[at] ? [] : [`line ${at + 1}: ${line} / ${answered[at]}`]));
		expect(differences).toEqual([]);
	});
});
