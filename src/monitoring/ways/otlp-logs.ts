import { finding, Refusal } from '#kernel';
import type { Exchange } from '#platform';
import type { Line } from '../ingest/lines.ts';
import { lineOf, unwrapped } from './inner.ts';
import { takeDocument } from './take.ts';

interface AnyValue {
	readonly stringValue?: string;
	readonly boolValue?: boolean;
	readonly intValue?: string | number;
	readonly doubleValue?: number;
	readonly arrayValue?: { readonly values?: readonly AnyValue[] };
	readonly kvlistValue?: { readonly values?: readonly KeyValue[] };
}
interface KeyValue {
	readonly key?: string;
	readonly value?: AnyValue;
}
interface LogRecord {
	readonly timeUnixNano?: string | number;
	readonly observedTimeUnixNano?: string | number;
	readonly severityText?: string;
	readonly body?: AnyValue;
	readonly attributes?: readonly KeyValue[];
}
interface ExportLogs {
	readonly resourceLogs?: readonly {
		readonly resource?: { readonly attributes?: readonly KeyValue[] };
		readonly scopeLogs?: readonly { readonly logRecords?: readonly LogRecord[] }[];
	}[];
}

const deepest = 32;

function plain(value: AnyValue | undefined, depth = 0): unknown {
	if (value === undefined || value === null || depth > deepest) return undefined;
	if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).map((one) => plain(one, depth + 1));
	if (value.kvlistValue !== undefined) return record(value.kvlistValue.values, depth + 1);
	return value.stringValue ?? value.boolValue ?? value.intValue ?? value.doubleValue;
}

function record(pairs: readonly KeyValue[] = [], depth = 0): Record<string, unknown> {
	return Object.fromEntries(pairs.flatMap(({ key, value }) => (key === undefined ? [] : [[key, plain(value, depth)]])));
}

/** Nanoseconds since 1970 as ISO 8601; undefined when absent or zero, which is OTLP's word for unknown. */
function moment(nanoseconds: string | number | undefined): string | undefined {
	const milliseconds = Number(nanoseconds ?? 0) / 1e6;
	return milliseconds > 0 && milliseconds < 8.64e15 ? new Date(milliseconds).toISOString() : undefined;
}

/** Log records of an OTLP/HTTP export in JSON (opentelemetry-proto, ExportLogsServiceRequest). */
export function otlpRecords(bytes: Buffer, received: Date): Line[] {
	let given: ExportLogs;
	try {
		given = JSON.parse(bytes.toString('utf8')) as ExportLogs;
	} catch {
		throw new Refusal('input-invalid', 'the export is not JSON', [finding('otlp-broken', '/', 'no JSON')]);
	}
	const lines: Line[] = [];
	for (const { resource, scopeLogs } of listOf(given?.resourceLogs)) {
		const about = record(resource?.attributes);
		for (const { logRecords } of listOf(scopeLogs)) {
			for (const one of listOf(logRecords)) lines.push(lineOf(eventOf(one, about, received), lines.length));
		}
	}
	return lines;
}

function listOf<T>(value: readonly T[] | undefined): readonly T[] {
	return Array.isArray(value) ? (value as readonly T[]) : [];
}

function eventOf(one: LogRecord, about: Record<string, unknown>, received: Date): string {
	const attributes = record(one.attributes);
	const time = moment(one.timeUnixNano) ?? moment(one.observedTimeUnixNano);
	const host = about['host.name'] ?? attributes['host.name'];
	const more = { ...about, ...attributes, ...(one.severityText === undefined ? {} : { severity: one.severityText }) };
	return unwrapped(plain(one.body), { time, host, more }, received);
}

/** `POST /v1/ingest/otlp/v1/logs`; protobuf is refused, senders are set to `encoding: json`. */
export async function ingestOtlp(exchange: Exchange): Promise<unknown> {
	const type = exchange.request.headers['content-type'] ?? '';
	if (!type.startsWith('application/json')) throw new Refusal('media-type-unsupported', 'send OTLP as application/json');
	const { refused } = await takeDocument(exchange, ({ bytes }) => otlpRecords(bytes, exchange.platform.clock.now()));
	return refused === 0
		? {}
		: { partialSuccess: { rejectedLogRecords: refused, errorMessage: 'records of no known form are kept as dead letters' } };
}
