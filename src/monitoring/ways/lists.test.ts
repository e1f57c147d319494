import { expect, test } from 'vitest';
import type { Line } from '../ingest/lines.ts';
import { documentsOf } from './elastic-bulk.ts';
import { memberText } from './json-objects.ts';
import { hecEvents } from './splunk-hec.ts';

const received = new Date('2026-10-02T00:00:00Z');
const call = (name: string) =>
	`{"eventVersion":"1.08","eventTime":"2026-10-01T10:00:00Z","eventSource":"iam.amazonaws.com","eventName":"${name}","id":9223372036854775807}`;
const list = `{"Records":[${call('A')}, ${call('B')}]}`;
const written = (lines: readonly Line[]) => lines.map(({ number, bytes }) => `${number} ${bytes}`);
const bulk = (...documents: string[]) => {
	const lines = documents.flatMap((one) => ['{"index":{"_id":"7"}}', one]);
	return documentsOf(
		lines.map((text, number) => ({ number, bytes: Buffer.from(text), tooLong: false })),
		received,
	);
};

test('a list in a document of a bulk is taken event by event, and the document is answered once', () => {
	const { lines, actions } = bulk(
		list,
		JSON.stringify({ '@timestamp': '2026-10-01T10:00:00Z', message: list, host: { name: 'h' } }),
		call('C'),
	);
	expect(written(lines)).toEqual([call('A'), call('B'), call('A'), call('B'), call('C')].map((one, at) => `${at} ${one}`));
	expect(actions).toHaveLength(3);
	expect(new Set(lines.map(({ document }) => document)).size).toBe(1);
	expect(written(bulk(call('D'), call('E')).lines)).toEqual([`1 ${call('D')}`, `3 ${call('E')}`]);
});

test('events of a list that no format knows get what stands around the list, unless that would swell it', () => {
	const unknown = '[{"hello":1},{"hello":2}]';
	const [first] = bulk(JSON.stringify({ '@timestamp': '2026-10-01T10:00:00Z', message: unknown, host: 'h', about: 'x' })).lines;
	expect(JSON.parse(String(first!.bytes))).toEqual({
		...{ about: 'x', time: '2026-10-01T10:00:00Z', host: 'h', message: '{"hello":1}' },
	});
	const many = `[${Array.from({ length: 500 }, () => '{"hello":1}').join(',')}]`;
	const { lines } = bulk(JSON.stringify({ '@timestamp': '2026-10-01T10:00:00Z', message: many, about: 'x'.repeat(500_000) }));
	expect([lines.length, lines[0]!.bytes.length < 200]).toEqual([500, true]);
	const huge = `[${'{},'.repeat(30_000)}{}]`;
	expect(() => bulk(huge, huge)).toThrow('at most 50000 events');
});

test('an event of Splunk that is a list, as text or as object, is taken event by event with all digits', () => {
	const payload = `{"event":${list},"host":"h"}{"event":${JSON.stringify(list)}}{"event":${call('C')}}`;
	expect(written(hecEvents(Buffer.from(payload), received))).toEqual(
		[call('A'), call('B'), call('A'), call('B'), call('C')].map((one, at) => `${at} ${one}`),
	);
});

test('the text of a member is found where JSON.parse finds its value', () => {
	for (const [object, expected] of [
		['{"a":1,"event" : {"x":[1,"},"]} , "b":2}', '{"x":[1,"},"]}'],
		['{"b":"event","event":"\\"event\\":1"}', '"\\"event\\":1"'],
		['{"b":{"event":1},"event":[1,{"event":2}]}', '[1,{"event":2}]'],
		['{"event":1,"event":12345678901234567890}', '12345678901234567890'],
		['{"\\u0065vent":1}', undefined],
		['{"other":1}', undefined],
	] as const)
		expect(memberText(object, 'event')).toBe(expected);
});
