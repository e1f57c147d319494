import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';
import { drawPort, type Layout, prepareLayout } from './layout.ts';

export interface EmbeddedPostgres {
	readonly url: string;
	/** Process id of the postmaster, for the failure tests. */
	pid(): number | undefined;
	stop(): Promise<void>;
}

/** Long, because a machine that is busy, or a journal that must be replayed, takes its time. */
const startWithinMs = 120_000;

function run(layout: Layout, program: string, args: string[]): void {
	const done = spawnSync(join(layout.binaries, 'bin', program), args, {
		...layout.runAs,
		cwd: layout.home,
		encoding: 'utf8',
		env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
	});
	if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr || done.error?.message || done.status}`);
}

/** initdb once; the folder is removed when it fails half-way, so that the next start begins clean. */
function createCluster(layout: Layout): void {
	if (existsSync(join(layout.cluster, 'PG_VERSION'))) return;
	const passwordFile = join(layout.home, 'initial-password');
	const password = randomBytes(24).toString('base64url');
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (layout.runAs !== undefined) chownSync(passwordFile, layout.runAs.uid, layout.runAs.gid);
	try {
		run(layout, 'initdb', [
			...['-D', layout.cluster, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
			...['--locale-provider=builtin', '--locale=C.UTF-8', '-E', 'UTF8', '--no-instructions'],
		]);
	} catch (fault) {
		rmSync(layout.cluster, { recursive: true, force: true });
		throw fault;
	}
	writeFileSync(join(layout.home, 'password'), password, { mode: 0o600 });
	rmSync(passwordFile);
}

/**
 * Backends outlive a postmaster that was killed until they look up, and PostgreSQL does not start beside them. What they were at is lost
 * with it: the journal tells what was committed.
 */
function endBackends(layout: Layout): void {
	const cluster = realpathSync(layout.cluster);
	for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
		try {
			if (readlinkSync(`/proc/${pid}/cwd`) === cluster) process.kill(Number(pid), 'SIGKILL');
		} catch {
			// Gone by itself, or of somebody else.
		}
	}
}

/** A server that was killed leaves its PostgreSQL behind: stop that one in order, then start our own. */
function stopOrphan(layout: Layout): void {
	const pidFile = join(layout.cluster, 'postmaster.pid');
	if (!existsSync(pidFile)) return;
	const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
	try {
		process.kill(pid, 0);
	} catch {
		endBackends(layout);
		return;
	}
	run(layout, 'pg_ctl', ['stop', '-D', layout.cluster, '-m', 'fast', '-w', '-t', '20']);
}

async function answers(url: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
	client.on('error', () => undefined);
	try {
		await client.connect();
		await client.query('select 1');
		return true;
	} catch {
		return false;
	} finally {
		await client.end().catch(() => undefined);
	}
}

/** Starts PostgreSQL 18 on loopback and starts it again when it dies. */
export async function startEmbedded(dataDir: string, log: Log): Promise<EmbeddedPostgres> {
	const layout = prepareLayout(dataDir);
	createCluster(layout);
	stopOrphan(layout);
	const password = readFileSync(join(layout.home, 'password'), 'utf8').trim();
	const port = await drawPort();
	const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
	let child: ChildProcess | undefined;
	let stopping = false;

	function launch(): void {
		const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', max_connections: 80 };
		const tuning = { shared_buffers: '256MB', jit: 'off', max_wal_size: '2GB', log_min_messages: 'fatal' };
		const flags = Object.entries({ ...settings, ...tuning }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
		const started = spawn(join(layout.binaries, 'bin', 'postgres'), ['-D', layout.cluster, ...flags], {
			...layout.runAs,
			cwd: layout.home,
			// Ctrl-C reaches a whole group, and PostgreSQL would leave before the server has finished with it.
			detached: true,
			stdio: ['ignore', 'ignore', 'pipe'],
			env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
		});
		let said = '';
		started.stderr?.on('data', (text: Buffer) => {
			said = text.toString().trim().slice(-1000);
			log.debug({ postgres: said }, 'postgres');
		});
		started.on('exit', (code, signal) => {
			if (stopping) return;
			log.warn({ code, signal, said }, 'PostgreSQL stopped by itself; starting it again');
			setTimeout(() => {
				if (stopping) return;
				endBackends(layout);
				launch();
			}, 200);
		});
		child = started;
	}
	launch();
	for (const began = performance.now(); !(await answers(url)); await wait(25)) {
		if (performance.now() - began > startWithinMs) throw new Error('PostgreSQL did not start within two minutes');
	}
	return {
		url,
		pid: () => child?.pid,
		async stop() {
			stopping = true;
			const running = child;
			if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
			const gone = new Promise((done) => running.once('exit', done));
			running.kill('SIGINT');
			await gone;
		},
	};
}
