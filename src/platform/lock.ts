import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** What a running server leaves in its data folder, so that the command line can reach the same database. */
export interface Running {
	readonly pid: number;
	readonly databaseUrl: string;
	/** Port of its screens and API, once it listens. */
	readonly port?: number;
}

const file = (dataDir: string) => join(dataDir, 'running.json');

function alive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
	} catch (fault) {
		return (fault as { code?: string }).code === 'EPERM';
	}
}

/** The server that works in this folder now, if any; a note left by a killed one does not count. */
export function runningServer(dataDir: string): Running | undefined {
	if (!existsSync(file(dataDir))) return undefined;
	try {
		const noted = JSON.parse(readFileSync(file(dataDir), 'utf8')) as Running;
		return alive(noted.pid) && noted.pid !== process.pid ? noted : undefined;
	} catch {
		return undefined;
	}
}

/** Adds the port to the note of this process, where it left one. */
export function notePort(dataDir: string, port: number): void {
	if (!existsSync(file(dataDir))) return;
	const noted = JSON.parse(readFileSync(file(dataDir), 'utf8')) as Running;
	if (noted.pid !== process.pid) return;
	writeFileSync(`${file(dataDir)}.new`, JSON.stringify({ ...noted, port }), { mode: 0o600 });
	renameSync(`${file(dataDir)}.new`, file(dataDir));
}

/** One process a data folder. @returns what takes the note away again; throws a sentence when the folder is taken */
export function takeFolder(dataDir: string, databaseUrl: string): () => void {
	mkdirSync(dataDir, { recursive: true });
	const other = runningServer(dataDir);
	if (other !== undefined) throw new Error(`Another Dijkwacht (process ${other.pid}) already works in this data folder.`);
	rmSync(file(dataDir), { force: true });
	const handle = openSync(file(dataDir), 'wx', 0o600);
	writeSync(handle, JSON.stringify({ pid: process.pid, databaseUrl }));
	closeSync(handle);
	return () => rmSync(file(dataDir), { force: true });
}
