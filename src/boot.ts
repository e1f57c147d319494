import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#kernel';
import {
	type Config,
	type EmbeddedPostgres,
	type Job,
	migrate,
	openDatabase,
	openFiles,
	openLog,
	type Platform,
	readConfig,
	runningServer,
	startEmbedded,
	startTelemetry,
	subscribersOf,
	takeFolder,
	type Telemetry,
} from '#platform';

export interface Booted {
	readonly platform: Platform;
	readonly databaseUrl: string;
	readonly postgres: EmbeddedPostgres | undefined;
	stop(): Promise<void>;
}

/** Reads the settings or prints every fault of them and ends with exit code 2. */
export function configOrExit(environment: Record<string, string | undefined>): Config {
	const config = readConfig(environment);
	if (config.ok) return config.value;
	for (const { where, detail } of config.findings) process.stderr.write(`${where}: ${detail}\n`);
	process.exit(2);
}

async function openStores(
	config: Config,
): Promise<{ url: string; postgres?: EmbeddedPostgres; telemetry: Telemetry; leave(): void }> {
	const log = openLog(config.LOG_LEVEL);
	mkdirSync(config.dataDir, { recursive: true });
	// Without a store of its own in it a data folder holds evidence only, which processes share.
	const own = config.DATABASE_URL === undefined || config.CLICKHOUSE_URL === undefined;
	const other = own ? runningServer(config.dataDir) : undefined;
	if (other !== undefined) throw new Error(`Another Dijkwacht (process ${other.pid}) already works in this data folder.`);
	const [postgres, telemetry] = await Promise.all([
		config.DATABASE_URL === undefined ? startEmbedded(config.dataDir, log) : undefined,
		startTelemetry({ clickhouseUrl: config.CLICKHOUSE_URL, dataDir: config.dataDir, log }),
	]);
	const url = config.DATABASE_URL ?? postgres?.url ?? '';
	return { url, postgres, telemetry, leave: own ? takeFolder(config.dataDir, url) : () => undefined };
}

/** Opens everything the rooms stand on and brings the schema up to date. */
export async function boot(config: Config, jobs: readonly Job[], onStatement?: (statement: string) => void): Promise<Booted> {
	const { url, postgres, telemetry, leave } = await openStores(config);
	await migrate(url);
	const database = openDatabase(url, onStatement);
	const platform: Platform = {
		...{ config, database, telemetry, clock: systemClock, log: openLog(config.LOG_LEVEL) },
		files: openFiles(join(config.dataDir, 'files')),
		subscribers: subscribersOf(jobs),
	};
	return {
		...{ platform, databaseUrl: url, postgres },
		async stop() {
			await telemetry.stop();
			await database.stop();
			await postgres?.stop();
			leave();
		},
	};
}
