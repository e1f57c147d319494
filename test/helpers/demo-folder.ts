import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inject } from 'vitest';

declare module 'vitest' {
	interface ProvidedContext {
		/** Where the first test that wants the demo sector makes it; the others copy it. */
		demoTemplate: string;
	}
}

const root = join(import.meta.dirname, '../..');
const madeWithinMs = 300_000;

/** A first start as a newcomer does it, stopped when it is ready. @returns what it printed when it ended otherwise */
function firstStart(dataDir: string): Promise<string> {
	const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
	const env = { PATH, HOME, NODE_COMPILE_CACHE, DATA_DIR: dataDir, PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'silent' };
	const child = spawn(process.execPath, ['src/main.ts'], { cwd: root, env });
	let text = '';
	const read = (part: Buffer) => {
		const ready = text.includes('Ready in');
		text += part;
		if (!ready && text.includes('Ready in')) child.kill('SIGTERM');
	};
	child.stdout.on('data', read);
	child.stderr.on('data', read);
	return new Promise((done) => child.once('close', (code) => done(code === 0 ? '' : `ended with ${code}: ${text}`)));
}

/** Fills a data folder with the demo sector as a first start leaves it; made once a run, since it takes a while. */
export async function demoFolder(into: string): Promise<void> {
	const template = inject('demoTemplate');
	const made = join(template, 'made');
	if (mkdirSync(template, { recursive: true }) !== undefined) {
		chmodSync(template, 0o755);
		writeFileSync(made, await firstStart(join(template, 'data')), { flush: true });
	}
	for (const began = Date.now(); !existsSync(made); await wait(100))
		if (Date.now() - began > madeWithinMs) throw new Error('the demo sector was not made in time');
	const fault = readFileSync(made, 'utf8');
	if (fault !== '') throw new Error(`the demo sector was not made: ${fault}`);
	const copied = spawnSync('cp', ['-a', '--reflink=auto', join(template, 'data'), into]);
	if (copied.status !== 0) throw new Error(`the demo sector was not copied: ${copied.stderr}`);
}
