import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '#platform';

declare module 'vitest' {
	interface ProvidedContext {
		/** Superuser address of the PostgreSQL that global setup started. */
		postgresUrl: string;
	}
}

async function admin(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
	const client = new pg.Client({ connectionString: inject('postgresUrl') });
	await client.connect();
	try {
		await work(client);
	} finally {
		await client.end();
	}
}

export interface TestDatabase {
	readonly url: string;
	readonly database: Database;
	drop(): Promise<void>;
}

/** A fresh clone of the migrated template, for one test file. */
export async function cloneDatabase(onStatement?: (statement: string) => void): Promise<TestDatabase> {
	const name = `test_${randomBytes(6).toString('hex')}`;
	await admin((client) => client.query(`create database ${name} template dijkwacht_template`));
	const url = inject('postgresUrl').replace(/\/postgres$/, `/${name}`);
	const database = openDatabase(url, onStatement);
	return {
		url,
		database,
		async drop() {
			await database.stop();
			await admin((client) => client.query(`drop database ${name} with (force)`));
		},
	};
}

/** A folder of its own that is removed afterwards. */
export function temporaryFolder(): { path: string; remove(): void } {
	const path = mkdtempSync(join(tmpdir(), 'dijkwacht-test-'));
	return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
