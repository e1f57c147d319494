import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startTelemetry } from '#platform';
import { prepareTables } from './tables.ts';
import { type WrittenEvent, writeEvents } from './write-events.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const school = '00000000-0000-4000-8000-000000000001';
const hour = 3_600_000;

test('lines that were received more than an hour ago are packed harder than what comes in', async () => {
	const dataDir = mkdtempSync(join(tmpdir(), 'dijkwacht-tables-'));
	const telemetry = await startTelemetry({ dataDir, log: quiet });
	onTestFinished(async () => {
		await telemetry.stop();
		rmSync(dataDir, { recursive: true, force: true });
	});
	await prepareTables(telemetry);
	const size = async (received: Date) => {
		const until = new Date(received.getTime() + 1000 * hour);
		const about = {
			institution: school,
			sensor: school,
			token: 't',
			received,
			keepEventsUntil: until,
			keepObservablesUntil: until,
		};
		const events = Array.from(
			{ length: 2000 },
			(_, line): WrittenEvent => ({
				...{ line, time: received, format: 'plain', logsource: '//', observables: [] },
				raw: JSON.stringify({ line, from: `10.0.${line % 7}.${line % 250}`, took: (line * 7919) % 1009, said: 'as always' }),
			}),
		);
		await telemetry.command('TRUNCATE TABLE dijkwacht.events');
		await writeEvents(telemetry, about, events);
		await telemetry.command('OPTIMIZE TABLE dijkwacht.events FINAL');
		return telemetry.query<{ codec: string; bytes: number }>(
			`SELECT default_compression_codec AS codec, toFloat64(data_compressed_bytes) AS bytes FROM system.parts
			WHERE active AND database = 'dijkwacht' AND table = 'events'`,
		);
	};
	const now = new Date();
	const [fresh] = await size(now);
	const [settled] = await size(new Date(now.getTime() - 2 * hour));
	expect([fresh?.codec, settled?.codec]).toEqual(['ZSTD(1)', 'ZSTD(9)']);
	expect(settled?.bytes).toBeLessThan(fresh?.bytes ?? 0);
});
