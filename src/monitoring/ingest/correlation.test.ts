import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
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
		await sql`delete from monitoring.correlation_groups`.execute(tx);
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

test('a sensor that runs behind keeps what it has begun, beside one that does not', async () => {
	await room.send(lines.join('\n'));
	const whole = await clear();
	const hours = (text: string) => text.replaceAll('T08:', 'T17:').replaceAll('a.brouwer', 'f.ahead');
	await room.send(lines.slice(0, 4).join('\n'));
	await room.send(lines.slice(0, 4).map(hours).join('\n'));
	await room.send(lines.slice(4).join('\n'));
	expect(await clear()).toEqual(whole);
});

test('groups beyond the bound go, the one not heard of longest first, and are counted', async () => {
	const [first = ''] = lines;
	const by = (user: string, line: string) => line.replaceAll('a.brouwer', user);
	await room.send(
		lines
			.slice(0, 4)
			.map((line) => by('first', line))
			.join('\n'),
	);
	for (const half of [0, 1]) {
		await room.send(
			Array.from({ length: 300 }, (_, at) =>
				by(`other-${half}-${at}`, first).replaceAll('203.0.113.60', `198.18.${half}.${at % 250}`),
			).join('\n'),
		);
	}
	await room.send(
		lines
			.slice(4)
			.map((line) => by('first', line))
			.join('\n'),
	);
	const facts = await room.platform.database.system(async (tx) => {
		const kept = await sql<{ most: number }>`select max(n)::int as most from
			(select count(*) as n from monitoring.correlation_groups group by institution_id, rule_id) c`.execute(tx);
		const left = await sql<{ sum: number }>`select sum(given_up)::int as sum from monitoring.correlation_states`.execute(tx);
		return { most: kept.rows[0]?.most, left: left.rows[0]?.sum ?? 0 };
	});
	expect(facts.most).toBe(500);
	expect(facts.left).toBeGreaterThan(100);
	expect((await clear()).map(({ host }) => host)).not.toContain('first');
});

const hosts = ['10.8.0.1', '10.8.0.2', '10.8.0.3'];
/** Events of miners on a few machines around the turn of an hour, and events that raise nothing. */
const mined = Array.from({ length: 24 }, (_, at) => {
	const timestamp = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 60_000 + at * 5000).toISOString();
	const category = at % 4 === 3 ? 'Misc activity' : 'Crypto Currency Mining Activity Detected';
	const alert = { action: 'allowed', signature: `pool ${at}`, category, severity: 1 };
	return JSON.stringify({ timestamp, event_type: 'alert', src_ip: hosts[at % 3], dest_ip: '198.51.100.9', proto: 'TCP', alert });
});

async function alertsNow(): Promise<unknown[]> {
	const shown = await room.platform.database.system(async (tx) => {
		const found =
			await sql`delete from monitoring.alerts returning cause, host, count, window_start, first_time, last_time`.execute(tx);
		await sql`delete from monitoring.correlation_groups`.execute(tx);
		await sql`delete from monitoring.batches`.execute(tx);
		return found.rows.map((row) => JSON.stringify(row));
	});
	return shown.sort();
}

test('the same events give the same alerts in batches of any size, in any order and beside each other', async () => {
	await room.send(mined.join('\n'));
	const whole = await alertsNow();
	expect(whole.length).toBeGreaterThan(3);
	const plan = fc.record({
		order: fc.shuffledSubarray(mined, { minLength: mined.length }),
		size: fc.integer({ min: 1, max: 24 }),
		beside: fc.boolean(),
	});
	await fc.assert(
		fc.asyncProperty(plan, async ({ order, size, beside }) => {
			const batches = Array.from({ length: Math.ceil(order.length / size) }, (_, at) => order.slice(at * size, (at + 1) * size));
			if (beside) await Promise.all(batches.map((batch) => room.send(batch.join('\n'))));
			else for (const batch of batches) await room.send(batch.join('\n'));
			expect(await alertsNow()).toEqual(whole);
		}),
		{ numRuns: 8, seed: 3 },
	);
});
