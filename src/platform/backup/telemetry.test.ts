import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startTelemetry } from '../telemetry/start.ts';
import { loadTelemetry, saveTelemetry } from './telemetry.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function store() {
	const dataDir = mkdtempSync(join(tmpdir(), 'dijkwacht-backup-'));
	const telemetry = await startTelemetry({ dataDir, log: quiet });
	const folder = join(dataDir, 'saved');
	mkdirSync(folder);
	onTestFinished(async () => {
		await telemetry.stop();
		rmSync(dataDir, { recursive: true, force: true });
	});
	return { telemetry, folder };
}
const table = (columns: string) => `CREATE TABLE dijkwacht.probe (n UInt32, ${columns}) ENGINE = MergeTree ORDER BY n`;
const rows = 'SELECT n, a, b, ab FROM dijkwacht.probe ORDER BY n';

test.each([
	['an engine without tables', undefined],
	[
		'one in which a start made the table, with columns of another order',
		table('ab String ALIAS concat(a, b), b String, c UInt8, a String'),
	],
])('what was saved comes back into %s, with what is worked out from it', async (_, made) => {
	const old = await store();
	await old.telemetry.command(table("a String, ab String ALIAS concat(a, '\\x01', b), b String"));
	await old.telemetry.command("INSERT INTO dijkwacht.probe (n, a, b) VALUES (1, 'one', 'two'), (2, '', '')");
	await old.telemetry.command('CREATE TABLE dijkwacht.vacant (n UInt32) ENGINE = MergeTree ORDER BY n');
	await saveTelemetry(old.telemetry, old.folder);
	const young = await store();
	if (made !== undefined) await young.telemetry.command(made);
	await loadTelemetry(young.telemetry, old.folder);
	const found = [
		{ n: 1, a: 'one', b: 'two', ab: 'one\u0001two' },
		{ n: 2, a: '', b: '', ab: '\u0001' },
	];
	expect(await young.telemetry.query(rows)).toEqual(found);
	expect(await young.telemetry.query('SELECT n FROM dijkwacht.vacant')).toEqual([]);
});

test('a table that holds rows already keeps them, and takes in by name what was saved', async () => {
	const old = await store();
	await old.telemetry.command(table('a String, b String, ab String ALIAS concat(a, b)'));
	await old.telemetry.command("INSERT INTO dijkwacht.probe (n, a, b) VALUES (1, 'one', 'two')");
	await saveTelemetry(old.telemetry, old.folder);
	const young = await store();
	await young.telemetry.command(table('b String, a String, ab String ALIAS concat(a, b)'));
	await young.telemetry.command("INSERT INTO dijkwacht.probe (n, a, b) VALUES (0, 'x', 'y')");
	await loadTelemetry(young.telemetry, old.folder);
	expect(await young.telemetry.query(rows)).toEqual([
		{ n: 0, a: 'x', b: 'y', ab: 'xy' },
		{ n: 1, a: 'one', b: 'two', ab: 'onetwo' },
	]);
});
