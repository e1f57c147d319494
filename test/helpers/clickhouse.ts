import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { temporaryFolder } from './database.ts';

/** A ClickHouse server for `CLICKHOUSE_URL`: a real engine behind its own HTTP interface, in a process of its own. */
export async function clickhouse(): Promise<{ readonly url: string; stop(): void }> {
	const folder = temporaryFolder();
	const program = join(import.meta.dirname, 'clickhouse-peer.ts');
	const child = spawn(process.execPath, [program, join(folder.path, 'engine')], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
	const port = await new Promise<number>((done, failed) => {
		child.stdout?.once('data', (text: Buffer) => done(Number(text.toString())));
		child.once('exit', (code) => failed(new Error(`the ClickHouse peer ended with ${code}`)));
	});
	return {
		url: `http://127.0.0.1:${port}`,
		stop() {
			child.kill('SIGKILL');
			folder.remove();
		},
	};
}
