import { afterAll, beforeAll, expect, test } from 'vitest';
import { clickhouse } from '../../../test/helpers/clickhouse.ts';
import { startTelemetry } from './start.ts';
import type { Telemetry, TelemetryRefusal, TelemetryTable } from './telemetry.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const table: TelemetryTable = { name: 'dijkwacht.probe', columns: ['batch', 'value', 'texts', 'at'] };
const at = new Date('2026-11-25T10:00:00.123Z');
let peer: Awaited<ReturnType<typeof clickhouse>>;
let telemetry: Telemetry;

beforeAll(async () => {
	peer = await clickhouse();
	telemetry = await startTelemetry({ clickhouseUrl: peer.url, dataDir: '/nowhere', log: quiet });
	await telemetry.command(`CREATE TABLE IF NOT EXISTS dijkwacht.probe (batch UInt32, value String, texts Array(String),
		at DateTime64(3, 'UTC')) ENGINE = ReplacingMergeTree ORDER BY batch`);
});
afterAll(async () => {
	await telemetry?.stop();
	peer?.stop();
});

test('what goes to a cluster comes out, to the character', async () => {
	const value = 'tab\t newline\n return\r back\\slash \\N quote\' "{a:String}" 🚰';
	await telemetry.insert(table, [[1, value, ["it's", '\t', ''], at]]);
	const asked = "SELECT value, texts FROM dijkwacht.probe WHERE value = {value:String} AND at = {at:DateTime64(3, 'UTC')}";
	expect(await telemetry.query(asked, { value, at })).toEqual([{ value, texts: ["it's", '\t', ''] }]);
});

test('thousands of bound values travel in the body', async () => {
	const values = Array.from({ length: 20_000 }, (_, n) => `host-${n}.school.example`);
	await telemetry.insert(table, [[2, values[19_999] ?? '', [], at]]);
	const asked = 'SELECT batch FROM dijkwacht.probe WHERE value IN {values:Array(String)}';
	expect(await telemetry.query(asked, { values })).toEqual([{ batch: 2 }]);
});

test('what a cluster refuses is named by its code, and a cluster that is gone is no refusal', async () => {
	await expect(telemetry.query('SELECT nothing FROM dijkwacht.absent')).rejects.toSatisfy(
		(reason: TelemetryRefusal) => reason.name === 'TelemetryRefusal' && reason.code === 60,
	);
	peer.stop();
	await expect(telemetry.insert(table, [[3, '', [], at]])).rejects.not.toSatisfy(
		(reason: Error) => reason.name === 'TelemetryRefusal',
	);
});
