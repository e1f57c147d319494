import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Telemetry } from '#platform';
import { mayHold } from './may-hold.ts';
import { writeEvents } from './write-events.ts';
import { storeForAll } from '../testing/store.ts';

const school = '00000000-0000-4000-8000-000000000001';
const until = new Date('2099-01-01');
let telemetry: Telemetry;
storeForAll((opened) => {
	telemetry = opened;
});

beforeEach(() => telemetry.command('TRUNCATE TABLE dijkwacht.events'));

async function keep(lines: readonly string[]): Promise<void> {
	const about = { institution: school, sensor: school, token: 't', received: new Date() };
	const event = { time: undefined, format: 'plain', logsource: '//', observables: [] };
	const events = lines.map((raw, line) => ({ ...event, line, raw }));
	await writeEvents(telemetry, { ...about, keepEventsUntil: until, keepObservablesUntil: until }, events);
}

const piece = fc.constantFrom(
	...['a', 'cmd', 'Kit', '9', '42', 'x9', '9x', 'u', 'u0041', 'n', '\\', '\\u', '\\u006b', '\\n', '/', '.', '-', '"', ':', '{'],
	...[' ', '\t', '\u0001', 'é', 'ſ', '\u212a', '€', '💧', '192.0.2.1', '2026-11-28T10:00:00Z', 'powershell.exe'],
);
const text = fc.array(piece, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(''));

test('a line comes back as it went in, whatever stands in it', async () => {
	const lines = [
		...fc.sample(text, { numRuns: 2000, seed: 11 }),
		...['0', '\u0001', '1\u00012', 'a', '"', '\\u', 'u1', '\\u1', `${'7'.repeat(70_000)} ${'x1 '.repeat(20_000)}`, 'é1é'],
	];
	await keep(lines);
	const rows = await telemetry.query<{ raw: string }>('SELECT raw FROM dijkwacht.events ORDER BY line');
	expect(rows.map(({ raw }) => raw)).toEqual(lines);
});

test('what may hold a text is every line that does, as it stands or as a value in JSON', async () => {
	const values = fc.sample(text, { numRuns: 400, seed: 12 });
	const asValue = (value: string) => JSON.stringify({ A: value.toUpperCase() });
	const lines = values.flatMap((value) => [
		value,
		asValue(value),
		asValue(value).replace(/[KC]/g, (sign) => `\\u00${hex(sign)}`),
	]);
	await keep(lines);
	const folded = (line: string) => line.replace(/[A-Z]/g, (sign) => sign.toLowerCase());
	let [held, passedOver] = [0, 0];
	for (const sought of fc.sample(fc.tuple(text, text), { numRuns: 150, seed: 13 })) {
		const texts = sought.map((one) => one.slice(0, 8));
		const chance = mayHold(texts);
		if (chance === undefined) continue;
		const rows = await telemetry.query<{ line: number }>(`SELECT line FROM dijkwacht.events WHERE ${chance.sql}`, chance.values);
		const likely = new Set(rows.map(({ line }) => line));
		for (const [at, value] of values.entries()) {
			if (!texts.some((one) => folded(value).includes(folded(one)))) continue;
			for (const line of [at * 3, at * 3 + 1, at * 3 + 2]) expect(likely, `${texts} in ${lines[line]}`).toContain(line);
			held++;
		}
		passedOver += lines.length - likely.size;
	}
	expect(held).toBeGreaterThan(50);
	expect(passedOver).toBeGreaterThan(1000);
});

function hex(sign: string): string {
	return sign.charCodeAt(0).toString(16);
}

test.each([
	['powershell.exe', ['powershell'], ['powershell']],
	['C:\\Windows\\cmd.exe', ['windows'], undefined],
	['10.0.0.217:', undefined, ['217']],
	['a-b', undefined, undefined],
])('of %s the longest word is looked for where it can stand', (sought, inShape, inValues) => {
	const chance = mayHold([sought]);
	expect([chance?.values.wordsShape, chance?.values.wordsValues]).toEqual([inShape, inValues]);
});

test('one text of which nothing can be looked for makes every line likely', () => {
	expect(mayHold(['powershell', 'é'])).toBeUndefined();
	expect(mayHold([])).toBeUndefined();
});
