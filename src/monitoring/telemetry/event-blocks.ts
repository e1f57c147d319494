import { type Observable, type ObservableKind, observableKinds } from '../observables.ts';
import { anchorOf } from './anchor.ts';
import { LineParts, lineColumns } from './line-parts.ts';
import { bytesOf, momentBytes, type NativeColumn, nativeBlock, repeated, uuidBytes, Writer } from './native.ts';
import { kindType } from './tables.ts';
import type { Batch, WrittenEvent } from './write-events.ts';

/** Rows for the two tables; absent when there are none. */
export interface Blocks {
	readonly events: Uint8Array | undefined;
	readonly observables: Uint8Array | undefined;
}

const kindNumber = Object.fromEntries(observableKinds.map((kind, at) => [kind, at + 1])) as Record<ObservableKind, number>;
const moment = "DateTime64(3, 'UTC')";
const day = 86_400_000;

/** Columns of the events of one batch, filled event by event. Needs neither database nor store: it runs in the detection threads. */
export class EventBlocks {
	readonly #batch: Omit<Batch, 'token'>;
	readonly #key: bigint;
	readonly #lines: number[] = [];
	readonly #times: number[] = [];
	readonly #formats = new Writer(1024);
	readonly #sources = new Writer(1024);
	readonly #parts = new LineParts();
	readonly #seenLines: number[] = [];
	readonly #seenTimes: number[] = [];
	readonly #kinds: number[] = [];
	readonly #anchors = new Writer(1024);
	readonly #values = new Writer(1024);

	/** @param key of `batchKey` */
	constructor(batch: Omit<Batch, 'token'>, key: bigint) {
		this.#batch = batch;
		this.#key = key;
	}

	/** @param raw the line in UTF-8 */
	add({ line, time, format, logsource, observables }: Omit<WrittenEvent, 'raw'>, raw: Uint8Array): void {
		const at = (time ?? this.#batch.received).getTime();
		this.#lines.push(line);
		this.#times.push(at);
		this.#formats.string(format);
		this.#sources.string(logsource);
		this.#parts.add(raw);
		for (const one of observables) this.#see(one, line, at);
	}

	#see({ kind, value }: Observable, line: number, time: number): void {
		this.#seenLines.push(line);
		this.#seenTimes.push(time);
		this.#kinds.push(kindNumber[kind]);
		this.#anchors.string(anchorOf(kind, value));
		this.#values.string(value);
	}

	end(): Blocks {
		return {
			events: this.#lines.length === 0 ? undefined : this.#eventBlock(),
			observables: this.#kinds.length === 0 ? undefined : this.#observableBlock(),
		};
	}

	#eventBlock(): Uint8Array {
		const { sensor, received, keepEventsUntil } = this.#batch;
		const rows = this.#lines.length;
		const parts = this.#parts.taken;
		return nativeBlock(rows, [
			...this.#keys(rows, this.#lines, this.#times),
			{ name: 'sensor', type: 'UUID', values: repeated(rows, uuidBytes(sensor)) },
			{ name: 'received', type: moment, values: repeated(rows, bytesOf(BigInt64Array.of(BigInt(received.getTime())))) },
			{ name: 'format', type: 'String', values: this.#formats.taken },
			{ name: 'logsource', type: 'String', values: this.#sources.taken },
			...lineColumns.map((name) => ({ name, type: 'String', values: parts[name] })),
			{ name: 'keep_until', type: 'Date', values: repeated(rows, dayBytes(keepEventsUntil)) },
		]);
	}

	#observableBlock(): Uint8Array {
		const { received, keepObservablesUntil } = this.#batch;
		const rows = this.#kinds.length;
		return nativeBlock(rows, [
			...this.#keys(rows, this.#seenLines, this.#seenTimes),
			{ name: 'kind', type: kindType, values: bytesOf(Int8Array.from(this.#kinds)) },
			{ name: 'anchor', type: 'String', values: this.#anchors.taken },
			{ name: 'value', type: 'String', values: this.#values.taken },
			{ name: 'received_on', type: 'Date', values: repeated(rows, dayBytes(received)) },
			{ name: 'keep_until', type: 'Date', values: repeated(rows, dayBytes(keepObservablesUntil)) },
		]);
	}

	#keys(rows: number, lines: readonly number[], times: readonly number[]): NativeColumn[] {
		return [
			{ name: 'institution', type: 'UUID', values: repeated(rows, uuidBytes(this.#batch.institution)) },
			{ name: 'batch', type: 'UInt64', values: repeated(rows, bytesOf(BigUint64Array.of(this.#key))) },
			{ name: 'line', type: 'UInt32', values: bytesOf(Uint32Array.from(lines)) },
			{ name: 'time', type: moment, values: momentBytes(times) },
		];
	}
}

function dayBytes(date: Date): Uint8Array {
	return bytesOf(Uint16Array.of(Math.floor(date.getTime() / day)));
}
