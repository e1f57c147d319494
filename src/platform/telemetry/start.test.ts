import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nativeBlock as block } from '../../../test/helpers/native-block.ts';
import { EmbeddedEngine } from './embedded.ts';
import { startTelemetry, telemetryOn } from './start.ts';
import type { Telemetry, TelemetryRefusal, TelemetryTable } from './telemetry.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const table: TelemetryTable = { name: 'dijkwacht.probe', columns: ['batch', 'line', 'value'] };
const ddl = `CREATE TABLE IF NOT EXISTS dijkwacht.probe (batch UInt32, line UInt32, value String)
	ENGINE = ReplacingMergeTree ORDER BY (batch, line)`;
let directory: string;
let engine: EmbeddedEngine;
let telemetry: Telemetry;

beforeAll(async () => {
	directory = mkdtempSync(join(tmpdir(), 'dijkwacht-telemetry-'));
	engine = new EmbeddedEngine(directory, quiet);
	telemetry = telemetryOn(engine);
	await telemetry.ready();
	await telemetry.command(ddl);
});

afterAll(async () => {
	await telemetry.stop();
	rmSync(directory, { recursive: true, force: true });
});

test('what goes in comes out, to the character', async () => {
	const hostile = 'tab\t newline\n return\r nul\0 back\\slash \\N quote\' "{a:String}" 🚰 \u2028';
	await telemetry.insert(table, block([[1, 1, hostile]]));
	const rows = await telemetry.query<{ value: string }>('SELECT value FROM dijkwacht.probe WHERE value = {value:String}', {
		value: hostile,
	});
	expect(rows).toEqual([{ value: hostile }]);
});

test('a bad block keeps none of the others out and is kept for who reads the log', async () => {
	const good = [2, 3, 4].map((batch) => telemetry.insert(table, block([[batch, 1, 'good']])));
	const bad = telemetry.insert(table, block([[5, 1, 'bad']]).subarray(0, -2));
	await Promise.all([...good, bad]);
	expect(await telemetry.query("SELECT toUInt8(count()) AS n FROM dijkwacht.probe WHERE value = 'good'")).toEqual([{ n: 3 }]);
	expect(telemetry.waitingBytes).toBe(0);
	const inbox = join(directory, 'telemetry-in');
	const kept = readdirSync(inbox);
	expect(kept).toEqual([expect.stringMatching(/^\d{12}\.dijkwacht\.probe\.refused$/)]);
	rmSync(join(inbox, kept[0]!));
});

test('a statement over its memory limit is refused by name and the engine goes on', async () => {
	const greedy = telemetry.query(
		'SELECT groupArray(number) AS numbers FROM numbers(300000000) SETTINGS max_memory_usage = 100000000',
	);
	await expect(greedy).rejects.toSatisfy((reason: TelemetryRefusal) => reason.limit);
	expect(await telemetry.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

/** Would work for minutes. */
const long = 'SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) % 7 = {rest:UInt8} SETTINGS max_threads = 1';
/** Those not stopped; the engine keeps a stopped one on its list until its session is used again. */
const running = () =>
	telemetry.query<{ n: number }>(
		`SELECT toUInt8(countIf(is_cancelled = 0)) AS n FROM system.processes
			WHERE query LIKE '%1000000000000%' AND query NOT LIKE '%processes%'`,
	);

test('a long question holds up neither writing nor other questions, and is stopped in the engine when its asker goes', async () => {
	const leaving = new AbortController();
	const asked = [1, 2].map((rest) => telemetry.query(long, { rest }, { signal: leaving.signal }));
	await expect.poll(running, { timeout: 10_000 }).toEqual([{ n: 2 }]);
	await telemetry.insert(table, block([[7000, 1, 'meanwhile']]));
	expect(await telemetry.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
	leaving.abort(new Error('gone'));
	expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	await expect.poll(running, { timeout: 10_000 }).toEqual([{ n: 0 }]);
});

test('a question that still waits in line is taken out of it', async () => {
	const leaving = new AbortController();
	const asked = Array.from({ length: 5 }, (_, rest) => telemetry.query(long, { rest }, { signal: leaving.signal }));
	const waiting = telemetry.query('SELECT 1 AS one');
	leaving.abort(new Error('gone'));
	await Promise.allSettled(asked);
	expect(await waiting).toEqual([{ one: 1 }]);
	await expect(telemetry.query(long, { rest: 1 }, { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before');
});

test('whatever is bound comes out as it was, and none of it is read as part of the statement', async () => {
	const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom("'", "\\'", "\\\\'", '{a:String}', "') --", '\0', '\\'));
	const texts = fc.array(text, { minLength: 1, maxLength: 5 });
	await fc.assert(
		fc.asyncProperty(text, texts, fc.integer(), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), async (one, many, number, big) => {
			const rows = await telemetry.query(
				'SELECT {one:String} AS one, {many:Array(String)} AS many, {number:Int32} AS number, toString({big:UInt64}) AS big',
				{ one, many, number, big },
			);
			expect(rows).toEqual([{ one, many, number, big: String(big) }]);
		}),
		{ numRuns: 25, seed: 5 },
	);
	await expect(telemetry.query('SELECT {absent:String}')).rejects.toThrow('456');
});

test('killed again and again during inserts, no acknowledged row is lost and none is doubled', async () => {
	const acknowledged = new Set<string>();
	const before = telemetry.restarts;
	let stop = false;
	const writers = [0, 1, 2, 3].map(async (writer) => {
		for (let batch = 1000 + writer; !stop; batch += 4) {
			await telemetry.insert(table, block(Array.from({ length: 50 }, (_, line) => [batch, line, 'kill'])));
			acknowledged.add(String(batch));
		}
	});
	for (let kill = 0; kill < 4; kill++) {
		await new Promise((resolve) => setTimeout(resolve, 150 + kill * 70));
		await telemetry.ready();
		process.kill(engine.pid!, 'SIGKILL');
	}
	await telemetry.ready();
	stop = true;
	await Promise.all(writers);
	const rows = await telemetry.query<{ batch: number; lines: number; all: number }>(
		`SELECT batch, toUInt32(uniqExact(line)) AS lines, toUInt32(count()) AS all
		FROM dijkwacht.probe FINAL WHERE value = 'kill' GROUP BY batch`,
	);
	expect(telemetry.restarts - before).toBe(4);
	expect(acknowledged.size).toBeGreaterThan(0);
	expect(rows.filter((row) => row.lines !== 50 || row.all !== 50)).toEqual([]);
	expect(rows.map((row) => String(row.batch)).sort()).toEqual([...acknowledged].sort());
});

test('a child whose server was killed lets go of the directory for the next server', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'dijkwacht-orphan-'));
	const start = new URL('./start.ts', import.meta.url).href;
	const script = `import { startTelemetry } from '${start}';
		const log = { info() {}, warn() {}, error() {} };
		const t = await startTelemetry({ dataDir: process.argv[1], log });
		await t.command('CREATE TABLE dijkwacht.left (n UInt8) ENGINE = MergeTree ORDER BY n');
		await t.insert({ name: 'dijkwacht.left', columns: ['n'] }, Buffer.of(1, 1, 1, 110, 5, ...Buffer.from('UInt8'), 7));
		process.kill(process.pid, 'SIGKILL');`;
	expect(() => execFileSync(process.execPath, ['--input-type=module', '-e', script, folder])).toThrow();
	const next = await startTelemetry({ dataDir: folder, log: quiet });
	expect(await next.query('SELECT n FROM dijkwacht.left')).toEqual([{ n: 7 }]);
	await next.stop();
	await expect(next.query('SELECT 1')).rejects.toThrow('stopped');
	expect(runningIn(folder)).toEqual([]);
	rmSync(folder, { recursive: true, force: true });
});

function runningIn(folder: string): string[] {
	return readdirSync('/proc')
		.filter((entry) => /^\d+$/.test(entry))
		.filter((pid) => {
			try {
				return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
			} catch {
				return false;
			}
		});
}
