import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Clock, systemClock } from '#kernel';
import {
	buildServer,
	type Config,
	type Job,
	openFiles,
	openLog,
	type Platform,
	readConfig,
	type Route,
	subscribersOf,
	type Telemetry,
	type Who,
} from '#platform';
import { cloneDatabase, type TestDatabase, temporaryFolder } from './database.ts';

export interface TestPlatform {
	readonly platform: Platform;
	readonly db: TestDatabase;
	/** The real server, for `app.inject`; the asker is chosen with the header `x-test-who` (JSON of Who). */
	readonly app: FastifyInstance;
	/** Headers that make a request come from this asker. */
	as(who: Who): Record<string, string>;
	stop(): Promise<void>;
}

export interface TestPlatformOptions {
	readonly routes?: readonly Route[];
	readonly jobs?: readonly Job[];
	readonly clock?: Clock;
	readonly telemetry?: Telemetry;
	readonly settings?: Record<string, string>;
	readonly onStatement?: (statement: string) => void;
}

export const noTelemetry: Telemetry = {
	insert: () => Promise.reject(new Error('this test opened no telemetry store')),
	query: () => Promise.reject(new Error('this test opened no telemetry store')),
	command: () => Promise.reject(new Error('this test opened no telemetry store')),
	ready: () => Promise.resolve(),
	stop: () => Promise.resolve(),
	restarts: 0,
	waitingBytes: 0,
};

function testConfig(settings: Record<string, string>): Config {
	const read = readConfig({ LOG_LEVEL: 'silent', PORT: '0', ...settings });
	if (!read.ok) throw new Error(JSON.stringify(read.findings));
	return read.value;
}

/** Real database, real server; sign-in is replaced by a header so that a test can be anybody. */
export async function testPlatform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
	const db = await cloneDatabase(options.onStatement);
	const folder = temporaryFolder();
	const config = testConfig({ DATA_DIR: folder.path, ...options.settings });
	const platform: Platform = {
		config,
		clock: options.clock ?? systemClock,
		log: openLog('silent'),
		database: db.database,
		telemetry: options.telemetry ?? noTelemetry,
		files: openFiles(join(folder.path, 'files')),
		subscribers: subscribersOf(options.jobs ?? []),
	};
	const app = await buildServer(platform, options.routes ?? [], async (_platform, request) => {
		const who = request.headers['x-test-who'];
		return typeof who === 'string' ? (JSON.parse(who) as Who) : null;
	});
	return {
		platform,
		db,
		app,
		as: (who) => ({ 'x-test-who': JSON.stringify(who) }),
		async stop() {
			await app.close();
			await db.drop();
			folder.remove();
		},
	};
}
