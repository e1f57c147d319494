import { existsSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { backup } from './backup/backup.ts';
import { restore } from './backup/restore.ts';
import { askToSave, loadTelemetry, saveTelemetry } from './backup/telemetry.ts';
import type { Command, CommandCall } from './command.ts';
import { environmentExample, settingsTable } from './describe-settings.ts';
import { dumpSchema } from './postgres/dump.ts';

function wrongUse(call: CommandCall, sentence: string): number {
	call.error(sentence);
	return 2;
}

async function runMigrate(call: CommandCall): Promise<number> {
	await call.open();
	call.out('The schema is up to date.');
	return 0;
}

async function runBackup(call: CommandCall): Promise<number> {
	const target = call.args[0];
	if (target === undefined) return wrongUse(call, 'Give the file to write.');
	const { platform, databaseUrl, joined } = await call.open();
	const { config } = platform;
	const tell = (line: string) => call.error(line);
	const save = (folder: string) => (joined ? askToSave(platform, folder, tell) : saveTelemetry(platform.telemetry, folder));
	const embedded = config.CLICKHOUSE_URL === undefined;
	const done = await backup(databaseUrl, config.dataDir, target, embedded ? save : undefined, tell);
	call.out(`${done.tables} tables and ${done.files} files in ${target}, ${done.bytes} bytes`);
	if (!embedded) call.out('Telemetry is not in it: a ClickHouse cluster holds it, which has backups of its own.');
	return 0;
}

async function runRestore(call: CommandCall): Promise<number> {
	const source = call.args[0];
	if (source === undefined || !existsSync(source)) return wrongUse(call, 'Give the backup file to read.');
	const { platform, databaseUrl, joined } = await call.open();
	if (joined) throw new Error('Stop the server first.');
	const load = (folder: string) => loadTelemetry(platform.telemetry, folder);
	const embedded = platform.config.CLICKHOUSE_URL === undefined;
	const done = await restore(databaseUrl, platform.config.dataDir, source, embedded ? load : undefined, (line) =>
		call.error(line),
	);
	call.out(`${done.tables} tables and ${done.files} files are back`);
	return 0;
}

async function runDoctor(call: CommandCall): Promise<number> {
	const { platform, joined } = await call.open();
	const { dataDir } = platform.config;
	const version = await platform.database.pool.query<{ server_version: string }>('show server_version');
	const space = statfsSync(dataDir);
	const free = Math.round((space.bavail * space.bsize) / 1e9);
	const telemetry = joined ? 'held by the running server' : await platform.telemetry.ready().then(() => 'answers');
	const open = await platform.database.pool.query<{
		name: string;
	}>(`select format('%I.%I', schemaname, tablename) as name from pg_tables t
		join pg_class c on c.relname = t.tablename join pg_namespace n on n.oid = c.relnamespace and n.nspname = t.schemaname
		where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public') and not (c.relrowsecurity and c.relforcerowsecurity)`);
	call.out(`node        ${process.version}`);
	call.out(`postgresql  ${version.rows[0]?.server_version}`);
	call.out(`telemetry   ${telemetry}`);
	call.out(`data        ${dataDir}, ${free} GB free`);
	call.out(
		`row level   ${open.rows.length === 0 ? 'every table is protected' : `NOT protected: ${open.rows.map(({ name }) => name).join(', ')}`}`,
	);
	return open.rows.length === 0 && free > 1 ? 0 : 1;
}

async function runSchema(call: CommandCall): Promise<number> {
	const { databaseUrl } = await call.open();
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	const target = join(import.meta.dirname, '../../db/schema.sql');
	writeFileSync(target, await dumpSchema(client));
	await client.end();
	call.out('db/schema.sql is written');
	return 0;
}

async function runSettings(call: CommandCall): Promise<number> {
	const root = join(import.meta.dirname, '../..');
	writeFileSync(join(root, '.env.example'), environmentExample());
	writeFileSync(join(root, 'docs/settings.md'), settingsTable());
	call.out('.env.example and docs/settings.md are written');
	return 0;
}

export const commands: readonly Command[] = [
	{ words: 'migrate', summary: 'Bring the schema up to date', usage: '', run: runMigrate },
	{ words: 'backup', summary: 'Write everything into one file', usage: 'FILE', run: runBackup },
	{ words: 'restore', summary: 'Put a backup into an empty data folder', usage: 'FILE', run: runRestore },
	{ words: 'doctor', summary: 'Say what works and what does not', usage: '', run: runDoctor },
	{ words: 'schema', summary: 'Write db/schema.sql anew', usage: '', run: runSchema },
	{ words: 'settings', summary: 'Write .env.example and docs/settings.md anew', usage: '', run: runSettings },
];
