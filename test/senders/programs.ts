import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../helpers/database.ts';

/** Programs of other makers, run as ordinary children from a folder of the test, never as services of the machine. */
export interface Sender {
	readonly child: ChildProcess;
	stop(): Promise<void>;
}

/** Debian lets only one syslog daemon be installed: the second one is unpacked here by `.ci/run`. */
const unpacked = join(import.meta.dirname, '../../node_modules/.senders/syslog-ng');
const libraries = ['usr/lib/syslog-ng', 'usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu'];
const places = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];

export function find(name: string): string | undefined {
	const own = join(unpacked, 'usr/sbin', name);
	return [...places.map((place) => join(place, name)), own].find(existsSync);
}

/** The program, or a sentence that says what is not tested. */
export function look(name: string, ...modules: string[]): string | undefined {
	const path = find(name);
	const whole = path !== undefined && modules.every((module) => existsSync(module));
	if (!whole) process.stdout.write(`${name} is absent: it is not tested as a sender (see .ci/run)\n`);
	return whole ? path : undefined;
}

/** Root gives its rights away: the sender runs as nobody. */
function unprivileged(): { uid?: number; gid?: number } {
	return process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
}

export function start(program: string, args: readonly string[], env: Record<string, string> = {}): Sender {
	const child = spawn(program, args, {
		...unprivileged(),
		env: { PATH: process.env.PATH, ...env },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let told = '';
	child.stderr?.on('data', (data: Buffer) => {
		told = (told + data.toString()).slice(-4000);
	});
	child.on('exit', (code) => {
		if (code !== 0 && code !== null) process.stderr.write(`${program} ended with ${code}: ${told}\n`);
	});
	return {
		child,
		async stop() {
			if (child.exitCode !== null || child.signalCode !== null) return;
			const ended = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGTERM');
			await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5000))]);
			child.kill('SIGKILL');
		},
	};
}

/** Runs a program that ends by itself. */
export function run(program: string, args: readonly string[], input = ''): void {
	const { status, stderr } = spawnSync(program, args, { input, timeout: 20_000 });
	if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
}

export const syslogNg = {
	args: (config: string, folder: string) => [
		...[
			'-F',
			'--no-caps',
			'-f',
			config,
			'-R',
			join(folder, 'ng.persist'),
			'-c',
			join(folder, 'ng.ctl'),
			'-p',
			join(folder, 'ng.pid'),
		],
		...(existsSync(unpacked) ? ['--module-path', join(folder, 'ng/usr/lib/syslog-ng/3.38')] : []),
	],
	/** A copy that the unprivileged child may read, wherever the checkout lies. */
	prepare(folder: string): { program: string; env: Record<string, string> } {
		if (!existsSync(unpacked)) return { program: find('syslog-ng')!, env: {} };
		const copy = join(folder, 'ng');
		cpSync(unpacked, copy, { recursive: true });
		return {
			program: join(copy, 'usr/sbin/syslog-ng'),
			env: { LD_LIBRARY_PATH: libraries.map((folder) => join(copy, folder)).join(':') },
		};
	},
};

/** A folder that the unprivileged child can work in. */
export function openFolder(): ReturnType<typeof temporaryFolder> {
	const folder = temporaryFolder();
	chmodSync(folder.path, 0o777);
	return folder;
}
