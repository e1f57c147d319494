import { AsyncLocalStorage } from 'node:async_hooks';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { systemClock } from '#kernel';
import {
	buildServer,
	migrate,
	openDatabase,
	openFiles,
	openLog,
	type Platform,
	readConfig,
	startEmbedded,
	type Who,
} from '#platform';
import { routes } from '../../src/rooms.ts';

export interface Benched {
	readonly platform: Platform;
	readonly app: FastifyInstance;
	/** Runs work and gathers the statements it makes, those of the transaction itself left out. */
	counting<T>(statements: string[], work: () => Promise<T>): Promise<T>;
	/** What an earlier run kept in this folder, or else what is filled now. */
	kept<T>(fill: () => Promise<T>): Promise<T>;
	stop(): Promise<void>;
}

export interface Wishes {
	/** Folder to keep for a next run; without it one is made and removed. */
	readonly keep: string | undefined;
	/** Milliseconds above which a statement's plan is printed, as PostgreSQL itself made it under the asker's policies. */
	readonly plans: string | undefined;
}

/** The server on a database of its own, without telemetry, which has benches of its own. */
export async function openBenched({ keep, plans }: Wishes): Promise<Benched> {
	const folder = keep === undefined ? mkdtempSync(join(tmpdir(), 'dijkwacht-bench-')) : resolve(keep);
	mkdirSync(folder, { recursive: true });
	chmodSync(folder, 0o755);
	const log = openLog('error');
	const postgres = await startEmbedded(folder, log);
	await migrate(postgres.url);
	const asked = new AsyncLocalStorage<string[]>();
	const explain = new URL(postgres.url);
	if (plans !== undefined) {
		const settings = {
			log_min_duration: plans,
			log_analyze: 'on',
			log_buffers: 'on',
			log_nested_statements: 'on',
			log_level: 'notice',
		};
		const flags = Object.entries(settings).map(([name, value]) => `-c auto_explain.${name}=${value}`);
		explain.searchParams.set('options', ['-c session_preload_libraries=auto_explain', ...flags].join(' '));
	}
	const database = openDatabase(explain.href, (statement) => {
		if (!/^(begin|commit|rollback)/i.test(statement)) asked.getStore()?.push(statement);
	});
	database.pool.on('connect', (client) => client.on('notice', ({ message }) => console.log(message)));
	const read = readConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' });
	if (!read.ok) throw new Error(JSON.stringify(read.findings));
	const platform: Platform = {
		...{ config: read.value, clock: systemClock, log, database, files: openFiles(join(folder, 'files')), subscribers: new Map() },
		telemetry: {
			insert: () => Promise.resolve(),
			query: () => Promise.resolve([]),
			command: () => Promise.resolve(),
			ready: () => Promise.resolve(),
			stop: () => Promise.resolve(),
			restarts: 0,
			waitingBytes: 0,
		},
	};
	const app = await buildServer(
		platform,
		routes,
		async (_platform, request) => JSON.parse(String(request.headers['x-bench-who'])) as Who,
	);
	return {
		platform,
		app,
		counting: (statements, work) => asked.run(statements, work),
		async kept<T>(fill: () => Promise<T>) {
			const note = join(folder, 'filled.json');
			if (existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as T;
			const filled = await fill();
			await database.pool.query('vacuum analyze');
			writeFileSync(note, JSON.stringify(filled));
			return filled;
		},
		async stop() {
			await app.close();
			await database.stop();
			await postgres.stop();
			if (keep === undefined) rmSync(folder, { recursive: true, force: true });
		},
	};
}
