import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '#platform';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';

let room: WatchRoom;
beforeAll(async () => {
	room = await watchRoom();
});
afterAll(() => room.stop());

const samples = join(import.meta.dirname, '../../../content/rules/correlations/samples');
const lines = readFileSync(join(samples, 'vpn_brute_force.hit.ndjson'), 'utf8').split('\n').filter(Boolean);

interface Row {
	title_en: string;
	count: number;
	host: string;
}
async function clear(): Promise<Row[]> {
	return room.platform.database.system(async (tx) => {
		const found = await sql<Row>`delete from monitoring.alerts returning title_en, count, host`.execute(tx);
		await sql`delete from monitoring.correlation_states`.execute(tx);
		await sql`delete from monitoring.batches`.execute(tx);
		return found.rows;
	});
}

test('many failed sign-ins are one alert, the same however the events were cut, and each sign-in alone is none', async () => {
	await room.send(lines.join('\n'));
	const whole = await clear();
	expect(whole).toHaveLength(1);
	for (const line of lines) await room.send(line);
	expect(await clear()).toEqual(whole);
	await Promise.all([room.send(lines.slice(0, 4).join('\n')), room.send(lines.slice(4).join('\n'))]);
	await room.send(lines.slice(4).join('\n'));
	expect(await clear()).toEqual(whole);
	await room.send(lines.slice(0, 2).join('\n'));
	expect(await clear()).toEqual([]);
});
