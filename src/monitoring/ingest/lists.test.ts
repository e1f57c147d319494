import { expect, it } from 'vitest';
import type { Line } from './lines.ts';
import { spreadLists } from './lists.ts';

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
