import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../helpers/database.ts';
import { demoFolder } from '../helpers/demo-folder.ts';

const root = join(import.meta.dirname, '../..');

export interface DemoServer {
	readonly base: string;
	readonly dataDir: string;
	readonly process: ChildProcess;
	stop(): Promise<void>;
}

/** Starts the program as a newcomer does, on a free port and a demo sector of its own, and waits until it says it is ready. */
export async function startDemo(settings: Record<string, string> = {}): Promise<DemoServer> {
	// While writing a flow: against a server that runs already.
	const { FLOW_BASE } = process.env;
	if (FLOW_BASE)
		return { base: FLOW_BASE, dataDir: '', process: process as unknown as ChildProcess, stop: () => Promise.resolve() };
	const folder = temporaryFolder();
	chmodSync(folder.path, 0o755);
	const dataDir = join(folder.path, 'data');
	await demoFolder(dataDir);
	// The test runner sets BASE_URL and others for itself; a newcomer's shell has none of them.
	const { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE } = process.env;
	const environment = {
		PATH,
		NODE_COMPILE_CACHE,
		HOME,
		TMPDIR,
		PORT: '0',
		METRICS_PORT: '0',
		LOG_LEVEL: 'error',
		DATA_DIR: dataDir,
		...settings,
	};
	const child = spawn(process.execPath, [join(root, 'src/main.ts')], {
		cwd: root,
		env: environment,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let text = '';
	const port = await new Promise<string>((resolve, reject) => {
		const read = (part: Buffer) => {
			text += part.toString();
			if (/Ready in/.test(text)) resolve(/http:\/\/localhost:(\d+)/.exec(text)?.[1] ?? '');
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
	});
	return {
		...{ base: `http://localhost:${port}`, dataDir, process: child },
		async stop() {
			if (child.exitCode === null) {
				const gone = new Promise((done) => child.once('exit', done));
				child.kill('SIGTERM');
				await gone;
			}
			folder.remove();
		},
	};
}
