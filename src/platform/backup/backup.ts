import { createReadStream, createWriteStream, existsSync, globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { pack } from 'tar-stream';
import { tablesInOrder } from './tables.ts';

export interface BackupReport {
	readonly tables: number;
	readonly files: number;
	readonly bytes: number;
}

type Pack = ReturnType<typeof pack>;

async function addFile(archive: Pack, name: string, path: string): Promise<void> {
	const entry = archive.entry({ name, size: statSync(path).size });
	await pipeline(createReadStream(path), entry);
}

async function addTables(archive: Pack, client: pg.Client, tell: (line: string) => void): Promise<number> {
	const draft = mkdtempSync(join(tmpdir(), 'dijkwacht-backup-'));
	try {
		const tables = await tablesInOrder(client);
		for (const [place, table] of tables.entries()) {
			const path = join(draft, 'table');
			await pipeline(client.query(copyTo(`copy ${table} to stdout (format binary)`)), createWriteStream(path, { mode: 0o600 }));
			await addFile(archive, `tables/${String(place).padStart(4, '0')}-${table}`, path);
			tell(`${place + 1}/${tables.length} ${table}`);
		}
		return tables.length;
	} finally {
		rmSync(draft, { recursive: true, force: true });
	}
}

/**
 * Writes everything that was acknowledged into one gzipped tar: all tables of one snapshot, the evidence files, and the
 * embedded telemetry when its engine is closed.
 */
export async function backup(
	url: string,
	dataDir: string,
	target: string,
	withTelemetry: boolean,
	tell: (line: string) => void,
): Promise<BackupReport> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const archive = pack();
	const written = pipeline(archive, createGzip({ level: 6 }), createWriteStream(target, { mode: 0o600, flush: true }));
	try {
		await client.query('begin isolation level repeatable read read only');
		const migrations = await client.query('select name, hash from public.migrations order by name');
		archive.entry({ name: 'migrations.json' }, JSON.stringify(migrations.rows));
		const tables = await addTables(archive, client, tell);
		const roots = ['files', ...(withTelemetry ? ['telemetry'] : [])].filter((name) => existsSync(join(dataDir, name)));
		const files = roots
			.flatMap((root) => globSync(`${root}/**/*`, { cwd: dataDir }))
			.filter((name) => statSync(join(dataDir, name)).isFile());
		for (const name of files) await addFile(archive, `data/${name}`, join(dataDir, name));
		archive.finalize();
		await written;
		return { tables, files: files.length, bytes: statSync(target).size };
	} finally {
		await client.end();
	}
}
