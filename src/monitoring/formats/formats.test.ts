import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lineFormats, objectFormats } from '../formats.ts';
import { observableKinds } from '../observables.ts';
import { normaliseObservable } from '../observables-normalise.ts';
import { type Recognised, recognise } from './recognise.ts';

const received = new Date('2026-10-02T00:00:00Z');
const names = [...objectFormats, ...lineFormats].map((format) => format.name);
const folder = new URL('./samples/', import.meta.url);
const linesOf = (name: string) =>
	readFileSync(new URL(`${name}.log`, folder), 'utf8')
		.split('\n')
		.filter(Boolean);

function read(line: string): Recognised {
	const recognised = recognise(line, received);
	if ('fault' in recognised) throw new Error(`${recognised.fault}: ${line}`);
	return recognised;
}

/** Short form for people to review: format and source, time, then the observables. */
function summary({ format, source, time, observables, event }: Recognised): string[] {
	const logsource = event.logsource === undefined ? [] : [`logsource ${JSON.stringify(event.logsource)}`];
	return [
		`${format} ${source} ${time?.toISOString() ?? 'no time'}`,
		...logsource,
		...observables.map(({ kind, value }) => `${kind} ${value}`),
	];
}

test('every row has a sample and every sample a row', () => {
	const samples = readdirSync(folder).filter((file) => file.endsWith('.log'));
	expect(samples.map((file) => file.slice(0, -4)).sort()).toEqual([...names].sort());
	expect(new Set(names).size).toBe(names.length);
});

test.each(names)('%s: its sample reads as expected', (name) => {
	const actual = linesOf(name).map((line) => summary(read(line)));
	const expected = new URL(`${name}.expected.json`, folder);
	if (!existsSync(expected) && process.env.CI === undefined) writeFileSync(expected, `${JSON.stringify(actual, null, '\t')}\n`);
	expect(actual).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
});

test.each(names)('%s: the first line is its own, has a time, and observables in normal form, each once', (name) => {
	const { format, time, observables, event } = read(linesOf(name)[0]!);
	expect(format).toBe(name);
	expect(time?.toISOString().slice(0, 10)).toBe('2026-10-01');
	expect(observables.length).toBeGreaterThan(0);
	expect(new Set(observables.map(({ kind, value }) => `${kind} ${value}`)).size).toBe(observables.length);
	for (const { kind, value } of observables) {
		expect(observableKinds).toContain(kind);
		expect(normaliseObservable(kind, value)).toEqual({ kind, value });
	}
	expect(Object.getPrototypeOf(event)).toBe(Object.prototype);
});

test.each(names)('%s: a line cut off anywhere, or with signs changed, is read or refused, never thrown', (name) => {
	for (const line of linesOf(name)) {
		for (let cut = 0; cut < line.length; cut += 7) {
			recognise(line.slice(0, cut), received);
			recognise(`${line.slice(0, cut)}"]\\=|[${line.slice(cut + 1)}`, received);
		}
	}
});
