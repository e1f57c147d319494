import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { extract } from 'tar-stream';
import { promiseAgain } from './jobs.ts';
import { setSequences, tablesInOrder } from './tables.ts';

async function textOf(stream: Readable): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of stream) parts.push(part as Buffer);
	return Buffer.concat(parts).toString('utf8');
}

/** A backup speaks the schema it was made with: names and hashes of its migrations must be ours. */
async function checkMigrations(client: pg.Client, text: string): Promise<void> {
	const theirs = JSON.parse(text) as { name: string; hash: string }[];
	const ours = await client.query<{ name: string; hash: string }>('select name, hash from public.migrations order by name');
	if (JSON.stringify(theirs) !== JSON.stringify(ours.rows)) {
		throw new Error('The backup was made by another version of Dijkwacht; restore it with that version, then upgrade.');
	}
}

async function refuseWhenFilled(client: pg.Client): Promise<void> {
	const filled = await client.query('select 1 from institutions.organisations limit 1');
	if (filled.rows.length > 0) throw new Error('This database is not empty; restore into an empty data folder.');
}

/** Rows that a migration itself put there come back with the backup. */
async function emptyTables(client: pg.Client): Promise<void> {
	for (const table of (await tablesInOrder(client)).reverse()) await client.query(`delete from ${table}`);
}

/** The rows as they were: what a trigger would derive or forbid is in the backup already. Constraints stay in force. */
async function copyTable(client: pg.Client, table: string, rows: Readable): Promise<void> {
	await client.query(`alter table ${table} disable trigger user`);
	await pipeline(rows, client.query(copyFrom(`copy ${table} from stdin (format binary)`))).catch((fault: Error) => {
		throw new Error(`The rows of ${table} do not fit: ${fault.message}`);
	});
	await client.query(`alter table ${table} enable trigger user`);
}

/** Writes an entry to its place, which must lie in this folder. */
async function keep(folder: string, name: string, entry: Readable): Promise<void> {
	const path = normalize(join(folder, name));
	if (!path.startsWith(`${folder}/`)) throw new Error(`The backup names a file outside its folder: ${name}`);
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	await pipeline(entry, createWriteStream(path, { mode: 0o600, flush: true }));
}

/**
 * Puts a backup back into an empty, migrated database and data folder; all tables and pending jobs in one transaction.
 * `load` puts telemetry back from a folder; absent: it stays in the backup.
 */
export async function restore(
	url: string,
	dataDir: string,
	source: string,
	load: ((folder: string) => Promise<void>) | undefined,
	tell: (line: string) => void,
): Promise<{ tables: number; files: number }> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const counts = { tables: 0, files: 0 };
	const folder = mkdtempSync(join(dataDir, 'restoring-'));
	try {
		await refuseWhenFilled(client);
		await client.query('begin');
		await emptyTables(client);
		const archive = extract();
		const read = pipeline(createReadStream(source), createGunzip(), archive);
		// When a table is refused the loop below says why; that the reading then stops short is no news.
		read.catch(() => undefined);
		for await (const entry of archive) {
			const { name } = entry.header;
			if (name === 'migrations.json') await checkMigrations(client, await textOf(entry as unknown as Readable));
			else if (name.startsWith('tables/')) {
				const table = name.replace(/^tables\/\d+-/, '');
				if (!/^"?[\w-]+"?\."?[\w-]+"?$/.test(table)) throw new Error(`The backup names a table that cannot be: ${table}`);
				await copyTable(client, table, entry as unknown as Readable);
				counts.tables += 1;
				tell(table);
			} else if (name === 'jobs.json') {
				await promiseAgain(client, JSON.parse(await textOf(entry as unknown as Readable)));
			} else if (name.startsWith('data/')) {
				await keep(dataDir, name.slice('data/'.length), entry as unknown as Readable);
				counts.files += 1;
			} else if (name.startsWith('telemetry/') && load !== undefined) {
				await keep(folder, name.slice('telemetry/'.length), entry as unknown as Readable);
			} else entry.resume();
		}
		await read;
		await setSequences(client);
		await load?.(folder);
		await client.query('commit');
		return counts;
	} finally {
		rmSync(folder, { recursive: true, force: true });
		await client.end();
	}
}
