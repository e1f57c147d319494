import { errorCatalogue, Refusal } from '#kernel';
import type { Exchange } from '#platform';
import { limits } from '../ingest/limits.ts';
import type { Line } from '../ingest/lines.ts';
import { lineOf } from './inner.ts';
import { eventOf } from './otlp-events.ts';
import type { ExportLogs } from './otlp-model.ts';
import { readExport, writeAnswer, writeStatus } from './otlp-protobuf.ts';
import { broken, listOf } from './otlp-values.ts';
import { takeDocument } from './take.ts';

function readJson(bytes: Buffer): ExportLogs {
	try {
		return JSON.parse(bytes.toString('utf8')) as ExportLogs;
	} catch {
		throw broken('no JSON');
	}
}

/** The log records of an OTLP export, each as a line. Refuses `too-large` beyond the lines of a batch. */
export function otlpRecords(given: ExportLogs, received: Date): Line[] {
	const lines: Line[] = [];
	let kept = 0;
	for (const { resource, scopeLogs } of listOf(given?.resourceLogs)) {
		for (const scope of listOf(scopeLogs)) {
			for (const one of listOf(scope.logRecords)) {
				if (lines.length >= limits.lines) throw new Refusal('too-large', `an export has at most ${limits.lines} records`);
				const line = lineOf(eventOf(one, { resource, scope }, received), lines.length);
				// What a resource and a scope say stands once in an export and in every one of their events.
				kept += line.bytes.length;
				if (kept > limits.kept) throw new Refusal('too-large', `the events of an export have at most ${limits.kept} bytes`);
				lines.push(line);
			}
		}
	}
	return lines;
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
