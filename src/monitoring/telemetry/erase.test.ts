import { expect, onTestFinished, test } from 'vitest';
import { dropBatches } from './drop-batches.ts';
import { erasePerson } from './erase.ts';
import { batchKey, writeEvents } from './write-events.ts';
import { testStore } from '../testing/store.ts';

const school = '00000000-0000-4000-8000-000000000001';
const until = new Date('2099-01-01');
const about = { institution: school, sensor: school, received: new Date(), keepEventsUntil: until, keepObservablesUntil: until };

test('somebody with very many events among more is erased, and a batch is dropped', async () => {
	const { telemetry, stop } = await testStore();
	onTestFinished(stop);
	for (const token of ['a', 'b', 'c']) {
		const events = Array.from({ length: 20_000 }, (_, line) => ({
			...{ line, time: undefined, format: 'plain', logsource: '//', raw: JSON.stringify({ user: `user${line % 2}` }) },
			observables: [{ kind: 'user-name' as const, value: `user${line % 2}` }],
		}));
		await writeEvents(telemetry, { ...about, token }, events);
	}
	expect(await erasePerson(telemetry, school, { kind: 'user-name', values: ['user1'] })).toEqual({ events: 30_000, held: 0 });
	await dropBatches(telemetry, [{ institution: school, batch: String(batchKey({ ...about, token: 'b' })) }]);
	for (const table of ['events', 'observables']) {
		const [left] = await telemetry.query<{ rows: number; odd: number }>(
			`SELECT toUInt32(count()) AS rows, toUInt32(countIf(line % 2 = 1)) AS odd FROM dijkwacht.${table}`,
		);
		expect(left, table).toEqual({ rows: 20_000, odd: 0 });
	}
});
