import { errorCatalogue, finding, Refusal } from '#kernel';
import type { Exchange } from '#platform';
import { limits } from '../ingest/limits.ts';
import type { Line } from '../ingest/lines.ts';
import { lineOf, unwrapped } from './inner.ts';
import { readExport, writeAnswer, writeStatus } from './otlp-protobuf.ts';
import { takeDocument } from './take.ts';

export interface AnyValue {
	readonly stringValue?: string;
	readonly boolValue?: boolean;
	readonly intValue?: string | number;
	readonly doubleValue?: number;
	/** Base64, as OTLP's JSON form writes it. */
	readonly bytesValue?: string;
	readonly arrayValue?: { readonly values?: readonly AnyValue[] };
	readonly kvlistValue?: { readonly values?: readonly KeyValue[] };
}
export interface KeyValue {
	readonly key?: string;
	readonly value?: AnyValue;
}
export interface LogRecord {
	readonly timeUnixNano?: string | number;
	readonly observedTimeUnixNano?: string | number;
	readonly severityText?: string;
	readonly traceId?: string;
	readonly spanId?: string;
	readonly eventName?: string;
	readonly body?: AnyValue;
	readonly attributes?: readonly KeyValue[];
}
export interface ExportLogs {
	readonly resourceLogs?: readonly {
		readonly resource?: { readonly attributes?: readonly KeyValue[] };
		readonly scopeLogs?: readonly { readonly logRecords?: readonly LogRecord[] }[];
	}[];
}

const deepest = 32;

function plain(value: AnyValue | undefined, depth = 0): unknown {
	if (value === undefined || value === null || depth > deepest) return undefined;
	if (typeof value !== 'object') throw broken('a value must be an object');
	if (value.arrayValue !== undefined) return listOf(value.arrayValue?.values).map((one) => plain(one, depth + 1));
	if (value.kvlistValue !== undefined) return record(value.kvlistValue?.values, depth + 1);
	return value.stringValue ?? value.boolValue ?? value.intValue ?? value.doubleValue ?? value.bytesValue;
}

function record(pairs: readonly KeyValue[] | undefined, depth = 0): Record<string, unknown> {
	return Object.fromEntries(listOf(pairs).flatMap(({ key, value }) => (key === undefined ? [] : [[key, plain(value, depth)]])));
}

/** Nanoseconds since 1970 as ISO 8601; undefined when absent or zero, which is OTLP's word for unknown. */
function moment(nanoseconds: string | number | undefined): string | undefined {
	const milliseconds = Number(nanoseconds ?? 0) / 1e6;
	return milliseconds > 0 && milliseconds < 8.64e15 ? new Date(milliseconds).toISOString() : undefined;
}

function readJson(bytes: Buffer): ExportLogs {
	try {
		return JSON.parse(bytes.toString('utf8')) as ExportLogs;
	} catch {
		throw broken('no JSON');
	}
}

function broken(detail: string): Refusal {
	return new Refusal('input-invalid', `the export cannot be read: ${detail}`, [finding('otlp-broken', '/', detail)]);
}

/** The log records of an OTLP export, each as a line. Refuses `too-large` beyond the lines of a batch. */
export function otlpRecords(given: ExportLogs, received: Date): Line[] {
	const lines: Line[] = [];
	for (const { resource, scopeLogs } of listOf(given?.resourceLogs)) {
		const about = record(resource?.attributes);
		for (const { logRecords } of listOf(scopeLogs)) {
			for (const one of listOf(logRecords)) {
				if (lines.length >= limits.lines) throw new Refusal('too-large', `an export has at most ${limits.lines} records`);
				lines.push(lineOf(eventOf(one, about, received), lines.length));
			}
		}
	}
	return lines;
}

/** JSON comes in any shape: what stands in a list of OTLP is an object. */
function listOf<T>(value: readonly T[] | undefined): readonly T[] {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value)) throw broken('a list was expected');
	if (value.some((one) => typeof one !== 'object' || one === null)) throw broken('a list may hold objects only');
	return value as readonly T[];
}

function eventOf(one: LogRecord, about: Record<string, unknown>, received: Date): string {
	const attributes = record(one.attributes);
	const time = moment(one.timeUnixNano) ?? moment(one.observedTimeUnixNano);
	const host = about['host.name'] ?? attributes['host.name'];
	const facts = { severity: one.severityText, traceId: one.traceId, spanId: one.spanId, eventName: one.eventName };
	const named = Object.entries(facts).filter(([, value]) => value !== undefined && value !== '');
	const more = { ...about, ...attributes, ...Object.fromEntries(named) };
	return unwrapped(plain(one.body), { time, host, more }, received);
}

const rejected = 'records of no known form are kept as dead letters';

/** `POST /ingest/otlp/v1/logs` in JSON or protobuf (OTLP/HTTP); the answer comes in the form of the request, refusals too. */
export async function ingestOtlp(exchange: Exchange): Promise<unknown> {
	const [type] = (exchange.request.headers['content-type'] ?? '').split(';', 1);
	const received = exchange.platform.clock.now();
	if (type === 'application/x-protobuf') return ingestProtobuf(exchange, received);
	if (type !== 'application/json')
		throw new Refusal('media-type-unsupported', 'send OTLP as application/json or application/x-protobuf');
	const { refused } = await takeDocument(exchange, ({ bytes }) => otlpRecords(readJson(bytes), received));
	return refused === 0 ? {} : { partialSuccess: { rejectedLogRecords: refused, errorMessage: rejected } };
}

async function ingestProtobuf(exchange: Exchange, received: Date): Promise<Buffer> {
	const { reply } = exchange;
	reply.type('application/x-protobuf');
	try {
		const { refused } = await takeDocument(exchange, ({ bytes }) => otlpRecords(readExport(bytes), received));
		return writeAnswer(refused, rejected);
	} catch (fault) {
		if (!(fault instanceof Refusal)) throw fault;
		const { status } = errorCatalogue[fault.code];
		if (status === 429 || status === 503) reply.header('retry-after', '2');
		reply.status(status);
		return writeStatus(fault.message);
	}
}
