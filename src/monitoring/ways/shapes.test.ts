import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '#kernel';
import { documentsOf } from './elastic-bulk.ts';
import { otlpRecords } from './otlp-logs.ts';
import { readExport } from './otlp-protobuf.ts';
import { hecEvents } from './splunk-hec.ts';

const received = new Date('2026-10-02T00:00:00Z');
/** Any value, at times a word that one of the ways looks for. */
const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('[{}]', '{"Records":[{}]}', '{"a":1}', '\0', '\ud800'));
const shaped = (names: readonly string[]) => fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 6 });

/** Whatever comes is taken or refused; anything else would be a 500. */
function neverFails(work: () => unknown): void {
	try {
		work();
	} catch (fault) {
		expect(fault).toBeInstanceOf(Refusal);
	}
}

test('documents of a bulk of any shape are taken or refused', () => {
	const names = [
		'message',
		'event',
		'event.original',
		'host',
		'hostname',
		'@timestamp',
		'log',
		'doc',
		'doc_as_upsert',
		'upsert',
		'Records',
	];
	const verb = fc.constantFrom('index', 'create', 'update', 'delete', '__proto__');
	const pair = fc.tuple(verb, value, fc.oneof(shaped(names), value));
	fc.assert(
		fc.property(fc.array(pair, { maxLength: 4 }), (pairs) => {
			const lines = pairs.flatMap(([name, about, document]) => [
				`{"${name}":${JSON.stringify(about)}}`,
				JSON.stringify(document),
			]);
			const given = lines.map((text, number) => ({ number, bytes: Buffer.from(text), tooLong: false }));
			neverFails(() => documentsOf(given, received));
		}),
		{ numRuns: 2000, seed: 4 },
	);
});

test('events of Splunk of any shape are taken or refused', () => {
	const event = shaped(['event', 'time', 'host', 'fields', 'source', 'sourcetype', 'message', 'line']);
	fc.assert(
		fc.property(fc.array(event, { maxLength: 4 }), fc.boolean(), (events, listed) => {
			const text = listed ? JSON.stringify(events) : events.map((one) => JSON.stringify(one)).join('\n');
			neverFails(() => hecEvents(Buffer.from(text), received));
		}),
		{ numRuns: 2000, seed: 4 },
	);
});

test('an export of OpenTelemetry of any shape is taken or refused, and so are any bytes', () => {
	const any = shaped(['stringValue', 'boolValue', 'intValue', 'doubleValue', 'bytesValue', 'arrayValue', 'kvlistValue']);
	const pairs = fc.oneof(fc.array(fc.record({ key: value, value: fc.oneof(any, value) }), { maxLength: 3 }), value);
	const record = fc.tuple(
		shaped(['timeUnixNano', 'observedTimeUnixNano', 'severityNumber', 'severityText', 'traceId', 'spanId', 'flags', 'eventName']),
		fc.record({ body: fc.oneof(any, value), attributes: pairs }),
	);
	const scope = fc.record({ scope: fc.oneof(fc.record({ name: value, attributes: pairs }), value), schemaUrl: value });
	fc.assert(
		fc.property(fc.array(record, { maxLength: 3 }), scope, pairs, (records, about, attributes) => {
			const logRecords = records.map(([one, more]) => ({ ...one, ...more }));
			const given = { resourceLogs: [{ resource: { attributes }, scopeLogs: [{ ...about, logRecords }] }] };
			neverFails(() => otlpRecords(given as Parameters<typeof otlpRecords>[0], received));
		}),
		{ numRuns: 2000, seed: 4 },
	);
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) =>
			neverFails(() => otlpRecords(readExport(Buffer.from(bytes)), received)),
		),
		{ numRuns: 5000, seed: 4 },
	);
});
