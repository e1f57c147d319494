import { createHash } from 'node:crypto';
import type { Telemetry } from '#platform';
import { type Observable, type ObservableKind, observableKinds } from '../observables.ts';
import { anchorOf } from './anchor.ts';
import { incoming } from './tables.ts';

/** A batch as its sender named it. A repeated batch must bring the same `received`: keep it where the token is kept. */
export interface Batch {
	readonly institution: string;
	readonly sensor: string;
	readonly token: string;
	readonly received: Date;
	/** First day on which the raw lines, and their observables, may be gone. */
	readonly keepEventsUntil: Date;
	readonly keepObservablesUntil: Date;
}

export interface WrittenEvent {
	/** Line number in the batch, from 0; with the batch it is the event's key. */
	readonly line: number;
	/** The event's own time; the moment of receipt when it has none. */
	readonly time: Date | undefined;
	readonly format: string;
	/** `product/category/service`, absent parts empty. */
	readonly logsource: string;
	readonly raw: string;
	readonly observables: readonly Observable[];
}

/** Number of a batch: the same for the same token of the same sensor, without anybody handing out numbers. */
export function batchKey(batch: Pick<Batch, 'institution' | 'sensor' | 'token'>): bigint {
	const text = `${batch.institution}\0${batch.sensor}\0${batch.token}`;
	return createHash('sha256').update(text).digest().readBigUInt64BE(0);
}

const kindNumber = Object.fromEntries(observableKinds.map((kind, at) => [kind, at + 1])) as Record<ObservableKind, number>;

/** Durable when resolved. Repeating it with the same batch changes nothing. */
export function writeEvents(telemetry: Telemetry, batch: Batch, events: readonly WrittenEvent[]): Promise<void> {
	const received = batch.received.getTime();
	const event = {
		line: [] as number[],
		time: [] as number[],
		format: [] as string[],
		logsource: [] as string[],
		raw: [] as string[],
	};
	const seen = {
		line: [] as number[],
		time: [] as number[],
		kind: [] as number[],
		anchor: [] as string[],
		value: [] as string[],
	};
	for (const one of events) {
		const time = one.time?.getTime() ?? received;
		event.line.push(one.line);
		event.time.push(time);
		event.format.push(one.format);
		event.logsource.push(one.logsource);
		event.raw.push(one.raw);
		for (const { kind, value } of one.observables) {
			seen.line.push(one.line);
			seen.time.push(time);
			seen.kind.push(kindNumber[kind]);
			seen.anchor.push(anchorOf(kind, value));
			seen.value.push(value);
		}
	}
	const head = [batch.institution, batch.sensor, batchKey(batch), batch.received];
	const keep = [dayOf(batch.keepEventsUntil), dayOf(batch.keepObservablesUntil)];
	const lists = [event.line, event.time, event.format, event.logsource, event.raw];
	return telemetry.insert(incoming, [[...head, ...keep, ...lists, seen.line, seen.time, seen.kind, seen.anchor, seen.value]]);
}

function dayOf(date: Date): string {
	return date.toISOString().slice(0, 10);
}
