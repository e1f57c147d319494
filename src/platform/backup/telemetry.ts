import { existsSync, statSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Platform } from '../context.ts';
import { type Job, job } from '../jobs.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { asSystem } from '../work.ts';

const saved = z.array(
	z.object({ name: z.string().regex(/^\w+$/), definition: z.string().regex(/^CREATE TABLE dijkwacht\.\w+ \(/) }),
);
const list = 'tables.json';
/** Seconds that a running server may take before it begins or goes on; then something is wrong with it. */
const patience = 900;

const quoted = (path: string) => `'${path.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const file = (folder: string, name: string) => `file(${quoted(join(folder, `${name}.native`))}, 'Native')`;
const settings = 'SETTINGS max_execution_time = 0, engine_file_truncate_on_insert = 1';

/** Writes every table that keeps rows into a folder, by the engine itself; the list of them comes last and says that all is there. */
export async function saveTelemetry(telemetry: Telemetry, folder: string): Promise<void> {
	const tables = await telemetry.query<{ name: string; definition: string }>(
		`SELECT name, create_table_query AS definition FROM system.tables WHERE database = 'dijkwacht' AND engine LIKE '%MergeTree' ORDER BY name`,
	);
	for (const { name } of tables)
		await telemetry.command(`INSERT INTO FUNCTION ${file(folder, name)} SELECT * FROM dijkwacht.${name} ${settings}`);
	await writeFile(join(folder, `${list}.draft`), JSON.stringify(tables));
	await rename(join(folder, `${list}.draft`), join(folder, list));
}

/** Asks the running server, which holds the engine, to do that; resolves when it is done. */
export async function askToSave(platform: Platform, folder: string, tell: (line: string) => void): Promise<void> {
	await asSystem(platform, (work) => work.job('platform.save-telemetry', { folder }));
	for (let second = 0; !existsSync(join(folder, list)); second += 1) {
		if (second === patience) throw new Error(`The running server did not write its telemetry within ${patience / 60} minutes.`);
		if (second % 10 === 0) tell('the running server writes its telemetry');
		await wait(1000);
	}
}

/** The running server's side. Only a folder that the command line made in the data folder is written to. */
export const telemetryJobs: readonly Job[] = [
	job('platform.save-telemetry', z.object({ folder: z.string() }), async ({ telemetry, config }, { folder }) => {
		const ours = folder.startsWith(join(config.dataDir, 'saving-')) && existsSync(folder);
		if (ours) await saveTelemetry(telemetry, folder);
	}),
];

/**
 * Puts what `saveTelemetry` wrote back into an embedded engine, in tables as they were then; the program brings those up to date
 * when it starts. A table without rows, which a start made, gives way: its columns may be others.
 */
export async function loadTelemetry(telemetry: Telemetry, folder: string): Promise<void> {
	if (!existsSync(join(folder, list))) return;
	for (const { name, definition } of saved.parse(JSON.parse(await readFile(join(folder, list), 'utf8')))) {
		const [empty] = await telemetry.query(
			"SELECT name FROM system.tables WHERE database = 'dijkwacht' AND name = {name:String} AND total_rows = 0",
			{ name },
		);
		if (empty !== undefined) await telemetry.command(`DROP TABLE dijkwacht.${name} SYNC`);
		await telemetry.command(definition.replace('CREATE TABLE', 'CREATE TABLE IF NOT EXISTS'));
		// A table without rows leaves a file without columns.
		if (statSync(join(folder, `${name}.native`)).size === 0) continue;
		const described = await telemetry.query<{ name: string }>(`DESCRIBE TABLE ${file(folder, name)}`);
		const columns = described.map((column) => column.name).join(', ');
		const from = `SELECT ${columns} FROM ${file(folder, name)} SETTINGS max_execution_time = 0`;
		await telemetry.command(`INSERT INTO dijkwacht.${name} (${columns}) ${from}`);
	}
}
