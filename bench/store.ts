import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { startTelemetry } from '#platform';
import { recognise } from '../src/monitoring/formats/recognise.ts';
import { prepareTables } from '../src/monitoring/telemetry/tables.ts';
import { type WrittenEvent, writeEvents } from '../src/monitoring/telemetry/write-events.ts';
import { tablesOnDisk } from './tables-on-disk.ts';

/** node bench/store.ts FILE.ndjson.gz ...: reading of lines against JSON.parse alone, and disk an event, on real events: fresh, and an hour old. */
const fresh = new Date();
const settled = new Date(fresh.getTime() - 2 * 3_600_000);
const institution = '00000000-0000-4000-8000-000000000001';
const until = new Date(fresh.getTime() + 400 * 86_400_000);
const directory = mkdtempSync(join(tmpdir(), 'dijkwacht-bench-'));
const telemetry = await startTelemetry({
	dataDir: directory,
	log: { info: () => undefined, warn: () => undefined, error: console.error },
});
try {
	await prepareTables(telemetry);
	for (const file of process.argv.slice(2)) await measure(file);
} finally {
	await telemetry.stop();
	rmSync(directory, { recursive: true, force: true });
}

function timed(lines: readonly Buffer[], work: (line: Buffer) => void): number {
	const began = process.cpuUsage();
	for (const line of lines) work(line);
	const { user, system } = process.cpuUsage(began);
	return Math.round((lines.length / (user + system)) * 1_000_000);
}

async function measure(file: string): Promise<void> {
	const lines = gunzipSync(readFileSync(file))
		.toString()
		.split('\n')
		.filter(Boolean)
		.map((line) => Buffer.from(line));
	const parse = timed(lines, (line) => JSON.parse(line.toString()));
	const events: WrittenEvent[] = [];
	const read = timed(lines, (line) => {
		const raw = line.toString();
		const reading = recognise(raw, fresh);
		if ('fault' in reading) throw new Error(reading.fault);
		const { time, format, source, observables } = reading;
		events.push({ line: events.length, time, format, logsource: source, raw, observables });
	});
	console.log(
		`${file.split('/').at(-1)}: ${lines.length} lines; a CPU second parses ${parse}, recognises ${read} (${(read / parse).toFixed(2)})`,
	);
	await store(events, fresh, 'as they come in');
	await store(events, settled, 'an hour old');
}

async function store(events: readonly WrittenEvent[], received: Date, age: string): Promise<void> {
	for (const table of ['events', 'observables']) await telemetry.command(`TRUNCATE TABLE dijkwacht.${table}`);
	for (let at = 0; at < events.length; at += 5000) {
		const batch = {
			institution,
			sensor: institution,
			token: String(at),
			received,
			keepEventsUntil: until,
			keepObservablesUntil: until,
		};
		await writeEvents(telemetry, batch, events.slice(at, at + 5000));
	}
	for (const table of ['events', 'observables']) await telemetry.command(`OPTIMIZE TABLE dijkwacht.${table} FINAL`);
	for (const row of await tablesOnDisk(telemetry)) {
		const perEvent = (row.bytes / events.length).toFixed(1);
		console.log(`  ${row.table} ${age}: ${row.rows} rows, ${perEvent} bytes an event, ${row.share.toFixed(3)} of its size`);
	}
}
