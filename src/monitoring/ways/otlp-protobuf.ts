import { PbfReader, PbfWriter } from 'pbf';
import { finding, Refusal } from '#kernel';
import type { AnyValue, ExportLogs, KeyValue, LogRecord, Scope, ScopeLogs } from './otlp-model.ts';

/** Deeper values are left out; a reader that follows them without end would be stopped by its stack. */
const deepest = 32;
/** Values of one export; an empty one takes two bytes on the wire and a hundred in memory. */
const mostValues = 1_000_000;

class Reader extends PbfReader {
	#values = 0;

	/** Counts what is made of the bytes. */
	count(): void {
		if (++this.#values > mostValues) throw new Refusal('too-large', `an export has at most ${mostValues} values`);
	}
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Read<T> = (tag: number, into: T) => void;

/** Whole numbers beyond 2^53 stay text, as OTLP's JSON form writes all of them. */
function int64(from: Reader): string | number {
	let value = 0n;
	for (let shift = 0n; shift < 70n; shift += 7n) {
		const byte = from.buf[from.pos++];
		if (byte === undefined) throw new Error('a number ends too soon');
		value |= BigInt(byte & 0x7f) << shift;
		if (byte < 0x80) break;
	}
	const signed = BigInt.asIntN(64, value);
	const number = Number(signed);
	return Number.isSafeInteger(number) ? number : String(signed);
}

/** 64 bits in digits, as OTLP's JSON form writes them: nanoseconds of today are beyond 2^53. */
function fixed64(from: Reader): string {
	const low = from.readFixed32();
	return String((BigInt(from.readFixed32()) << 32n) | BigInt(low));
}

/** opentelemetry.proto.common.v1.AnyValue */
function anyValue(from: Reader, depth: number): AnyValue {
	from.count();
	const read: Read<Mutable<AnyValue>> = (tag, into) => {
		if (tag === 1) into.stringValue = from.readString();
		else if (tag === 2) into.boolValue = from.readBoolean();
		else if (tag === 3) into.intValue = int64(from);
		else if (tag === 4) into.doubleValue = from.readDouble();
		else if (tag === 5 && depth < deepest) into.arrayValue = { values: listOf(from, 1, () => anyValue(from, depth + 1)) };
		else if (tag === 6 && depth < deepest) into.kvlistValue = { values: listOf(from, 1, () => keyValue(from, depth + 1)) };
		else if (tag === 7) into.bytesValue = Buffer.from(from.readBytes()).toString('base64');
	};
	return from.readMessage(read, {});
}

function keyValue(from: Reader, depth: number): KeyValue {
	from.count();
	const read: Read<Mutable<KeyValue>> = (tag, into) => {
		if (tag === 1) into.key = from.readString();
		else if (tag === 2) into.value = anyValue(from, depth);
	};
	return from.readMessage(read, {});
}

/** The elements under one field of a message that holds nothing else. */
function listOf<T>(from: Reader, field: number, element: () => T): T[] {
	from.count();
	return from.readMessage<T[]>((tag, into) => {
		if (tag === field) into.push(element());
	}, []);
}

/** opentelemetry.proto.logs.v1.LogRecord */
function logRecord(from: Reader): LogRecord {
	from.count();
	const attributes: KeyValue[] = [];
	const read: Read<Mutable<LogRecord>> = (tag, into) => {
		if (tag === 1) into.timeUnixNano = fixed64(from);
		else if (tag === 11) into.observedTimeUnixNano = fixed64(from);
		else if (tag === 2) into.severityNumber = from.readVarint();
		else if (tag === 3) into.severityText = from.readString();
		else if (tag === 5) into.body = anyValue(from, 0);
		else if (tag === 6) attributes.push(keyValue(from, 0));
		else if (tag === 7) into.droppedAttributesCount = from.readVarint();
		else if (tag === 8) into.flags = from.readFixed32();
		else if (tag === 9) into.traceId = Buffer.from(from.readBytes()).toString('hex');
		else if (tag === 10) into.spanId = Buffer.from(from.readBytes()).toString('hex');
		else if (tag === 12) into.eventName = from.readString();
	};
	return { ...from.readMessage(read, {}), attributes };
}

/** opentelemetry.proto.common.v1.InstrumentationScope */
function scopeOf(from: Reader): Scope {
	from.count();
	const attributes: KeyValue[] = [];
	const read: Read<Mutable<Scope>> = (tag, into) => {
		if (tag === 1) into.name = from.readString();
		else if (tag === 2) into.version = from.readString();
		else if (tag === 3) attributes.push(keyValue(from, 0));
		else if (tag === 4) into.droppedAttributesCount = from.readVarint();
	};
	return { ...from.readMessage(read, {}), attributes };
}

function scopeLogs(from: Reader): ScopeLogs {
	from.count();
	const logRecords: LogRecord[] = [];
	const read: Read<Mutable<ScopeLogs>> = (tag, into) => {
		if (tag === 1) into.scope = scopeOf(from);
		else if (tag === 2) logRecords.push(logRecord(from));
		else if (tag === 3) into.schemaUrl = from.readString();
	};
	return { ...from.readMessage(read, {}), logRecords };
}

interface ResourceLogs {
	readonly attributes: KeyValue[];
	readonly scopeLogs: ScopeLogs[];
}

function resourceLogs(from: Reader): ResourceLogs {
	from.count();
	const read: Read<ResourceLogs> = (tag, into) => {
		if (tag === 1) into.attributes.push(...listOf(from, 1, () => keyValue(from, 0)));
		else if (tag === 2) into.scopeLogs.push(scopeLogs(from));
	};
	return from.readMessage(read, { attributes: [], scopeLogs: [] });
}

/** ExportLogsServiceRequest (opentelemetry-proto, collector/logs/v1) in the same shape as its JSON form; refuses bytes that are none. */
export function readExport(bytes: Buffer): ExportLogs {
	try {
		const from = new Reader(bytes);
		const found: ResourceLogs[] = [];
		from.readFields((tag) => {
			if (tag === 1) found.push(resourceLogs(from));
		}, found);
		if (from.pos !== bytes.length) throw new Error('a field ends beyond the export');
		return { resourceLogs: found.map(({ attributes, scopeLogs }) => ({ resource: { attributes }, scopeLogs })) };
	} catch (fault) {
		if (fault instanceof Refusal) throw fault;
		throw new Refusal('input-invalid', 'the export is not protobuf', [finding('otlp-broken', '/', 'no protobuf')]);
	}
}

/** ExportLogsServiceResponse, with `partial_success` when records were rejected. */
export function writeAnswer(rejected: number, message: string): Buffer {
	const to = new PbfWriter();
	if (rejected > 0) {
		to.writeMessage(
			1,
			(_, inner) => {
				inner.writeVarintField(1, rejected);
				inner.writeStringField(2, message);
			},
			undefined,
		);
	}
	return Buffer.from(to.finish());
}

/** google.rpc.Status, the answer to a refused export in protobuf: the message alone. */
export function writeStatus(message: string): Buffer {
	const to = new PbfWriter();
	to.writeStringField(2, message);
	return Buffer.from(to.finish());
}
