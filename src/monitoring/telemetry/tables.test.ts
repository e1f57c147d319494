import { expect, onTestFinished, test } from 'vitest';
import { prepareTables } from './tables.ts';
import { type WrittenEvent, writeEvents } from './write-events.ts';
import { emptyStore } from '../testing/store.ts';

const school = '00000000-0000-4000-8000-000000000001';
const hour = 3_600_000;

async function storeOfOne() {
	const { telemetry, stop } = await emptyStore();
	onTestFinished(stop);
	return telemetry;
}

test('a table that kept lines whole keeps them, and takes in new ones in parts', async () => {
	const telemetry = await storeOfOne();
	await telemetry.command(`CREATE TABLE dijkwacht.events (institution LowCardinality(UUID), sensor LowCardinality(UUID), batch UInt64,
		line UInt32, time DateTime64(3, 'UTC'), received DateTime64(3, 'UTC'), format LowCardinality(String),
		logsource LowCardinality(String), raw String, keep_until Date)
		ENGINE = ReplacingMergeTree PARTITION BY toYYYYMM(received) ORDER BY (institution, time, batch, line)
		SETTINGS allow_suspicious_low_cardinality_types = 1`);
	await telemetry.command(`INSERT INTO dijkwacht.events SELECT toUUID('${school}'), toUUID('${school}'), 1, 7, now64(3), now64(3),
		'plain', '', 'kept before 1', toDate('2099-01-01')`);
	await Promise.all([prepareTables(telemetry), prepareTables(telemetry)]);
	await prepareTables(telemetry);
	const until = new Date('2099-01-01');
	const about = { institution: school, sensor: school, token: 't', received: new Date() };
	const event = { line: 8, time: undefined, format: 'plain', logsource: '//', raw: 'came after 2', observables: [] };
	await writeEvents(telemetry, { ...about, keepEventsUntil: until, keepObservablesUntil: until }, [event]);
	expect(await telemetry.query('SELECT line, whole, raw FROM dijkwacht.events ORDER BY line')).toEqual([
		{ line: 7, whole: 'kept before 1', raw: 'kept before 1' },
		{ line: 8, whole: '', raw: 'came after 2' },
	]);
});

test('lines that were received more than an hour ago are packed harder than what comes in', async () => {
	const telemetry = await storeOfOne();
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
