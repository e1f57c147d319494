import {
	createReadStream,
	createWriteStream,
	globSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { pack } from 'tar-stream';
import { secretsFile } from '../secrets.ts';
import { pendingJobs } from './jobs.ts';
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

/** Files beside the database that belong to it. A file of evidence is there before the row that names it. */
function filesOf(dataDir: string): string[] {
	const found = globSync(['files/*/*', 'audit-anchors.ndjson', secretsFile], { cwd: dataDir });
	return found.filter((name) => statSync(join(dataDir, name)).isFile());
}

/** What the engine writes is in a folder of its own in the data folder, which goes away again. */
async function addTelemetry(archive: Pack, dataDir: string, save: (folder: string) => Promise<void>): Promise<void> {
	mkdirSync(dataDir, { recursive: true });
	const folder = mkdtempSync(join(dataDir, 'saving-'));
	try {
		await save(folder);
		for (const name of readdirSync(folder).sort()) await addFile(archive, `telemetry/${name}`, join(folder, name));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Writes everything that was acknowledged into one gzipped tar: all tables and pending jobs of one moment, then the evidence
 * files and the telemetry, which hold at least what the rows of that moment name. `save` writes the telemetry into a folder;
 * absent: a cluster holds it.
 */
export async function backup(
	url: string,
	dataDir: string,
	target: string,
	save: ((folder: string) => Promise<void>) | undefined,
	tell: (line: string) => void,
): Promise<BackupReport> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const archive = pack();
	const draft = `${target}.unfinished`;
	const written = pipeline(archive, createGzip({ level: 6 }), createWriteStream(draft, { mode: 0o600, flush: true }));
	try {
		await client.query('begin isolation level repeatable read read only');
		const migrations = await client.query('select name, hash from public.migrations order by name');
		archive.entry({ name: 'migrations.json' }, JSON.stringify(migrations.rows));
		const tables = await addTables(archive, client, tell);
		archive.entry({ name: 'jobs.json' }, JSON.stringify(await pendingJobs(client)));
		await client.query('commit');
		const files = filesOf(dataDir);
		for (const name of files) await addFile(archive, `data/${name}`, join(dataDir, name));
		if (save !== undefined) await addTelemetry(archive, dataDir, save);
		archive.finalize();
		await written;
		renameSync(draft, target);
		return { tables, files: files.length, bytes: statSync(target).size };
	} finally {
		rmSync(draft, { force: true });
		await client.end();
	}
}
