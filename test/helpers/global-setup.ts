import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate, openLog, startEmbedded } from '#platform';

/** One real PostgreSQL for all test files, with a migrated template that each file clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
	const folder = mkdtempSync(join(tmpdir(), 'dijkwacht-tests-'));
	chmodSync(folder, 0o755);
	const postgres = await startEmbedded(folder, openLog('silent'));
	const client = new pg.Client({ connectionString: postgres.url });
	await client.connect();
	await client.query('create database dijkwacht_template');
	await client.end();
	await migrate(postgres.url.replace(/\/postgres$/, '/dijkwacht_template'));
	project.provide('postgresUrl', postgres.url);
	project.provide('demoTemplate', join(folder, 'demo'));
	return async () => {
		await postgres.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}
