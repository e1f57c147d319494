import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { temporaryFolder } from './database.ts';
import { demoFolder } from './demo-folder.ts';

const root = join(import.meta.dirname, '../..');
const startWithinMs = 300_000;

export interface CommandResult {
	readonly code: number;
	readonly out: string;
	readonly err: string;
}

/** The product as an operator runs it: `node src/main.ts` in a process and a data folder of its own. */
export interface RealServer {
	/** Address on loopback; another one after `start`. */
	base(): string;
	readonly dataDir: string;
	/** Process id of the server itself. */
	pid(): number;
	/** Process ids of its children whose command line holds this text. */
	children(text: string): number[];
	/** What it printed so far, on both streams. */
	printed(): string;
	start(): Promise<void>;
	/** In order, with SIGTERM; @returns the exit code */
	stop(): Promise<number | null>;
	/** At once, with SIGKILL, and everything it started with it. */
	kill(): Promise<void>;
	cli(...words: string[]): Promise<CommandResult>;
	/** Stops and removes the data folder. */
	remove(): Promise<void>;
}

const alive = (child: ChildProcess | undefined) => child !== undefined && child.exitCode === null && child.signalCode === null;
const gone = (child: ChildProcess) => new Promise<number | null>((done) => child.once('exit', (code) => done(code)));

function parentOf(pid: number): number {
	const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop() ?? '';
	return Number(after.split(' ')[1]);
}

/** Children of a process whose command line holds this text. */
export function childrenOf(parent: number, text: string): number[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((pid) => {
			try {
				return parentOf(pid) === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
			} catch {
				return false;
			}
		});
}

/** Resident memory of a process in megabytes. */
export function memoryOf(pid: number): number {
	return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;
}

function run(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<CommandResult> {
	const child = spawn(process.execPath, ['src/cli.ts', ...words], { cwd: root, env: environment });
	const texts = { out: '', err: '' };
	child.stdout.on('data', (part: Buffer) => (texts.out += part));
	child.stderr.on('data', (part: Buffer) => (texts.err += part));
	return new Promise((done) => child.once('close', (code) => done({ code: code ?? -1, ...texts })));
}

/** @param words of the command line, `--empty` for a sector without demo */
export async function realServer(words: readonly string[] = [], settings: Record<string, string> = {}): Promise<RealServer> {
	const folder = temporaryFolder();
	chmodSync(folder.path, 0o755);
	const dataDir = join(folder.path, 'data');
	const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
	const environment = { PATH, HOME, NODE_COMPILE_CACHE, DATA_DIR: dataDir, ...settings };
	const forServer = { PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'silent', ...environment };
	let child: ChildProcess | undefined;
	let text = '';
	let address = '';

	async function start(): Promise<void> {
		text = '';
		const started = spawn(process.execPath, ['src/main.ts', ...words], { cwd: root, env: forServer });
		started.stdout.on('data', (part: Buffer) => (text += part));
		started.stderr.on('data', (part: Buffer) => (text += part));
		child = started;
		for (const began = Date.now(); !text.includes('Ready in'); await wait(50)) {
			if (!alive(started)) throw new Error(`the server ended by itself, ${started.exitCode ?? started.signalCode}: ${text}`);
			if (Date.now() - began > startWithinMs) throw new Error(`the server was not ready in time: ${text}`);
		}
		address = /http:\/\/localhost:(\d+)/.exec(text)?.[1] ?? '';
		if (address === '') throw new Error(`the server printed no address: ${text}`);
	}
	async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
		if (child === undefined || !alive(child)) return null;
		const ended = gone(child);
		child.kill(signal);
		return ended;
	}
	const stop = () => end('SIGTERM');

	if (words.length === 0 && settings['DATABASE_URL'] === undefined) await demoFolder(dataDir);
	await start();
	return {
		...{ dataDir, start, stop },
		base: () => `http://127.0.0.1:${address}`,
		pid: () => child?.pid ?? -1,
		children: (part) => childrenOf(child?.pid ?? -1, part),
		printed: () => text,
		async kill() {
			await end('SIGKILL');
		},
		cli: (...given) => run(given, environment),
		async remove() {
			await stop();
			if (existsSync(dataDir)) folder.remove();
		},
	};
}
