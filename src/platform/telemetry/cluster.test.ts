import { afterAll, beforeAll, expect, test } from 'vitest';
import { clickhouse } from '../../../test/helpers/clickhouse.ts';
import { nativeBlock } from '../../../test/helpers/native-block.ts';
import { startTelemetry } from './start.ts';
import type { Telemetry, TelemetryRefusal, TelemetryTable } from './telemetry.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const table: TelemetryTable = { name: 'dijkwacht.probe', columns: ['batch', 'line', 'value'] };
let peer: Awaited<ReturnType<typeof clickhouse>>;
let telemetry: Telemetry;

beforeAll(async () => {
	peer = await clickhouse();
	telemetry = await startTelemetry({ clickhouseUrl: peer.url, dataDir: '/nowhere', log: quiet });
	await telemetry.command(
		`CREATE TABLE IF NOT EXISTS dijkwacht.probe (batch UInt32, line UInt32, value String) ENGINE = ReplacingMergeTree ORDER BY batch`,
	);
});
afterAll(async () => {
	await telemetry?.stop();
	peer?.stop();
});

test('what goes to a cluster comes out, to the character', async () => {
	const value = 'tab\t newline\n return\r back\\slash \\N quote\' "{a:String}" 🚰';
	await telemetry.insert(table, nativeBlock([[1, 1, value]]));
	const asked = 'SELECT value FROM dijkwacht.probe WHERE value = {value:String}';
	expect(await telemetry.query(asked, { value })).toEqual([{ value }]);
});

test('thousands of bound values travel in the body', async () => {
	const values = Array.from({ length: 20_000 }, (_, n) => `host-${n}.school.example`);
	await telemetry.insert(table, nativeBlock([[2, 1, values[19_999] ?? '']]));
	const asked = 'SELECT batch FROM dijkwacht.probe WHERE value IN {values:Array(String)}';
	expect(await telemetry.query(asked, { values })).toEqual([{ batch: 2 }]);
});

test('what a cluster refuses is named by its code, and a cluster that is gone is no refusal', async () => {
	await expect(telemetry.query('SELECT nothing FROM dijkwacht.absent')).rejects.toSatisfy(
		(reason: TelemetryRefusal) => reason.name === 'TelemetryRefusal' && reason.code === 60,
	);
	peer.stop();
	await expect(telemetry.insert(table, nativeBlock([[3, 1, '']]))).rejects.not.toSatisfy(
		(reason: Error) => reason.name === 'TelemetryRefusal',
	);
});
