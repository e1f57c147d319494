import { expect, it } from 'vitest';
import type { Line } from './lines.ts';
import { groupedByLists, spreadLists, spreadWithin } from './lists.ts';

const lineOf = (text: string, number: number): Line => ({ number, bytes: Buffer.from(text), tooLong: false });
const spread = (...texts: string[]) => spreadLists(texts.map(lineOf)).map(({ number, bytes }) => `${number} ${bytes}`);

it('takes the events of a list one by one, byte for byte', () => {
	expect(spread('{"Records":[{"a":"],}é\\"","n":12345678901234567890}, {"b":[{}]}]}')).toEqual([
		'0 {"a":"],}é\\"","n":12345678901234567890}',
		'1 {"b":[{}]}',
	]);
	expect(spread('[{"a":1},{"b":2}]')).toEqual(['0 {"a":1}', '1 {"b":2}']);
	expect(spread('{"@odata.context":"https://x","value":[{"a":1}],"@odata.nextLink":"https://y"}')).toEqual(['0 {"a":1}']);
	expect(spread('{ "records" : [ {"a":1} ] }')).toEqual(['0 {"a":1}']);
});

it('gives every event of the batch a number of its own', () => {
	expect(spread('{"x":1}', '[{"a":1},{"a":2}]', '{"y":1}')).toEqual(['0 {"x":1}', '1 {"a":1}', '2 {"a":2}', '3 {"y":1}']);
});

it('leaves what is no list of events, or none that closes', () => {
	for (const text of [
		'[{"a":1}',
		'[{"a":1}{"b":1}]',
		'[{"a":1},]x',
		'[1,2]',
		'[1790000000] unbound[1:0] info: 192.0.2.1 a. A IN',
		'[]',
		'{"value":[{"a":1}],"other":{"b":1}}',
		'{"value":["a"]}',
		'{"Records":[{"a":"]}',
	])
		expect(spread(text)).toEqual([`0 ${text}`]);
});

it('bounds what small lists unfold to', () => {
	const list = (count: number) => `[${'{},'.repeat(count - 1)}{}]`;
	expect(() => spread(list(30_000), list(30_000))).toThrow('at most 50000 events');
});

it('leaves the lines beside one list that is too long to be judged', () => {
	expect(spread('{"x":1}', `[${'{},'.repeat(60_000)}{}]`, '{"y":1}').filter((line) => line.length < 20)).toEqual([
		'0 {"x":1}',
		'2 {"y":1}',
	]);
});

it('finds a list behind the header of a syslog message, of either kind', () => {
	for (const header of ['<13>Oct  1 10:00:00 relay fw[1]: ', '<13>1 2026-10-01T10:00:00Z relay fw 1 - - ', '<13>'])
		expect(spread(`${header}{"Records": [{"a":"é"},{"b":1}]}`)).toEqual(['0 {"a":"é"}', '1 {"b":1}']);
	for (const text of ['<13>Oct  1 10:00:00 srv app: got [{"a":1}]', '<13>Oct  1 10:00:00 srv app: {"a":1}', '<x>[{"a":1}]'])
		expect(spread(text)).toEqual([`0 ${text}`]);
});

it('leaves whole what goes beyond the bound where nothing can be refused, and cuts batches so that it does not come to that', () => {
	const list = (count: number) => lineOf(`[${'{},'.repeat(count - 1)}{}]`, 0);
	const lines = [list(30_000), list(30_000), lineOf('{"x":1}', 2), list(20_000)];
	expect(spreadWithin(lines)).toHaveLength(30_000 + 1 + 1 + 20_000);
	expect(groupedByLists(lines, (line) => [line]).map((group) => group.length)).toEqual([1, 3]);
	expect(groupedByLists([lineOf('a', 0), list(60_000), lineOf('b', 1)], (line) => [line])).toHaveLength(1);
});
