import { PbfWriter } from 'pbf';
import { expect, test } from 'vitest';
import { recognise } from '../formats/recognise.ts';
import { otlpRecords } from './otlp-logs.ts';
import type { ExportLogs, LogRecord } from './otlp-model.ts';
import { readExport } from './otlp-protobuf.ts';

const received = new Date('2026-10-02T00:00:00Z');
const ids = { traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174' };
const whole: LogRecord = {
	...{
		timeUnixNano: '1790848800000000123',
		observedTimeUnixNano: '1790848801000000000',
		severityNumber: 17,
		severityText: 'ERROR',
	},
	...{ eventName: 'login', flags: 1, droppedAttributesCount: 2, ...ids, body: { stringValue: 'sign-in refused' } },
	attributes: [
		{ key: 'tries', value: { intValue: '3' } },
		{ key: 'message', value: { stringValue: 'other' } },
		{ key: 'host.name', value: { stringValue: 'of the record' } },
	],
};
const around = (one: LogRecord): ExportLogs => ({
	resourceLogs: [
		{
			resource: { attributes: [{ key: 'host.name', value: { stringValue: 'web2' } }] },
			scopeLogs: [
				{
					scope: { name: 'portal', version: '1.2', attributes: [{ key: 'pool', value: { stringValue: 'a' } }] },
					schemaUrl: 'https://schema.example/1.30',
					logRecords: [one],
				},
			],
		},
	],
});
const eventsOf = (given: ExportLogs) => otlpRecords(given, received).map(({ bytes }) => JSON.parse(bytes.toString()));
const facts = {
	...{
		timeUnixNano: '1790848800000000123',
		observedTimeUnixNano: '1790848801000000000',
		severityNumber: 17,
		severityText: 'ERROR',
	},
	...{ eventName: 'login', flags: 1, droppedAttributesCount: 2, ...ids, tries: 3, 'host.name': 'of the record' },
	scope: { name: 'portal', version: '1.2', attributes: { pool: 'a' } },
	...{ schemaUrl: 'https://schema.example/1.30', resource: { attributes: { 'host.name': 'web2' } } },
};

test('all of a record is in its event, and attributes whose name is taken stand under theirs', () => {
	expect(eventsOf(around(whole))).toEqual([
		{
			...{ ...facts, time: '2026-10-01T10:00:00.000Z', host: 'of the record', message: 'sign-in refused' },
			attributes: { message: 'other' },
		},
	]);
});

test('zeroes and empty texts are absent, and a record that says nothing of a time has the moment of receipt', () => {
	const empty = { timeUnixNano: '0', severityNumber: 0, severityText: '', traceId: '', flags: 0, attributes: [] };
	expect(eventsOf({ resourceLogs: [{ scopeLogs: [{ scope: {}, logRecords: [empty] }] }] })).toEqual([
		{ time: received.toISOString(), message: '', observedTimeUnixNano: `${received.getTime()}000000` },
	]);
});

test('an event in the body stays itself byte for byte, with the record beside its own fields', () => {
	const flow =
		'"timestamp":"2026-10-01T10:00:00Z","event_type":"flow","flow_id":9223372036854775807,"src_ip":"192.0.2.1","tries":"own"}';
	const [line] = otlpRecords(around({ ...whole, body: { stringValue: `{${flow}` } }), received);
	const raw = line!.bytes.toString();
	expect(raw.endsWith(flow)).toBe(true);
	const found = recognise(raw, received);
	expect(found).toMatchObject({
		format: 'suricata-eve',
		event: { ...facts, tries: 'own', otlp: { tries: 3 }, message: 'other' },
	});
});

test('protobuf gives the same event as JSON', () => {
	const to = new PbfWriter();
	type Write = (to: PbfWriter) => void;
	const inside = (tag: number, write: Write) => (parent: PbfWriter) =>
		parent.writeMessage(tag, (_, inner) => write(inner), undefined);
	const all =
		(...writes: Write[]): Write =>
		(parent) => {
			for (const write of writes) write(parent);
		};
	const text = (tag: number, value: string) => (parent: PbfWriter) => parent.writeStringField(tag, value);
	const pair = (tag: number, key: string, value: Write) => inside(tag, all(text(1, key), inside(2, value)));
	const fixed = (tag: number, nanoseconds: bigint) => (parent: PbfWriter) => {
		const bytes = Buffer.alloc(8);
		bytes.writeBigUInt64LE(nanoseconds);
		parent.writeTag(tag, 1);
		for (const byte of bytes) {
			parent.realloc(1);
			parent.buf[parent.pos++] = byte;
		}
	};
	const record = all(
		...[fixed(1, 1790848800000000123n), fixed(11, 1790848801000000000n)],
		...[(pbf: PbfWriter) => pbf.writeVarintField(2, 17), text(3, 'ERROR'), inside(5, text(1, 'sign-in refused'))],
		pair(6, 'tries', (pbf) => pbf.writeVarintField(3, 3)),
		...[pair(6, 'message', text(1, 'other')), pair(6, 'host.name', text(1, 'of the record'))],
		...[(pbf: PbfWriter) => pbf.writeVarintField(7, 2), (pbf: PbfWriter) => pbf.writeFixed32Field(8, 1)],
		(pbf) => pbf.writeBytesField(9, Buffer.from(ids.traceId, 'hex')),
		(pbf) => pbf.writeBytesField(10, Buffer.from(ids.spanId, 'hex')),
		text(12, 'login'),
	);
	const scope = inside(1, all(text(1, 'portal'), text(2, '1.2'), pair(3, 'pool', text(1, 'a'))));
	const resource = inside(1, pair(1, 'host.name', text(1, 'web2')));
	const logs = inside(2, all(scope, inside(2, record), text(3, 'https://schema.example/1.30')));
	inside(1, all(resource, logs))(to);
	expect(eventsOf(readExport(Buffer.from(to.finish())))).toEqual(eventsOf(around(whole)));
});

test('an export whose events together are larger than a batch may be is refused', () => {
	const big = { key: 'big', value: { stringValue: 'x'.repeat(1_000_000) } };
	const logRecords = Array.from({ length: 70 }, () => ({ body: { stringValue: 'x' } }));
	const given = { resourceLogs: [{ resource: { attributes: [big] }, scopeLogs: [{ logRecords }] }] };
	expect(() => otlpRecords(given, received)).toThrow('at most');
});
