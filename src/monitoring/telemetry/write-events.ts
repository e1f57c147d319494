import { createHash } from 'node:crypto';
import type { Telemetry } from '#platform';
import type { Observable } from '../observables.ts';
import { EventBlocks, type Blocks } from './event-blocks.ts';
import { events, observables } from './tables.ts';

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

/** Durable when resolved. Repeating it with the same batch changes nothing. */
export function writeEvents(telemetry: Telemetry, batch: Batch, given: readonly WrittenEvent[]): Promise<void> {
	const blocks = new EventBlocks(batch, batchKey(batch));
	for (const event of given) blocks.add(event, Buffer.from(event.raw, 'utf8'));
	return writeBlocks(telemetry, blocks.end());
}

/** Durable when resolved. The raw lines and what was seen in them count together or, until repeated, not at all. */
export async function writeBlocks(telemetry: Telemetry, blocks: Blocks): Promise<void> {
	const writes: Promise<void>[] = [];
	if (blocks.events !== undefined) writes.push(telemetry.insert(events, blocks.events));
	if (blocks.observables !== undefined) writes.push(telemetry.insert(observables, blocks.observables));
	const results = await Promise.allSettled(writes);
	for (const result of results) if (result.status === 'rejected') throw result.reason;
}
