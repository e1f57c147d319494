import { createHash } from 'node:crypto';
import type { Telemetry } from '#platform';
import type { Observable } from '../observables.ts';
import { ancestorsOf } from './lineage.ts';
import { type Cell, eventsTable, lineageTable, observablesTable } from './tables.ts';

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

/** Writer of events; remembers which values already stand in the lineage, so that it writes each but once. */
export class EventWriter {
	readonly #telemetry: Telemetry;
	readonly #lineage = new RecentSet(250_000);

	constructor(telemetry: Telemetry) {
		this.#telemetry = telemetry;
	}

	/** Durable when resolved. Repeating it with the same batch changes nothing. */
	async write(batch: Batch, events: readonly WrittenEvent[]): Promise<void> {
		const key = batchKey(batch);
		const month = dayOf(batch.keepObservablesUntil).slice(0, 7);
		const lineage: Cell[][] = [];
		const fresh = new Set<string>();
		const observables: Cell[][] = [];
		const rows: Cell[][] = [];
		const receivedOn = dayOf(batch.received);
		const keepEvents = dayOf(batch.keepEventsUntil);
		const keepObservables = dayOf(batch.keepObservablesUntil);
		const received = seconds(batch.received);
		for (const event of events) {
			const time = event.time === undefined ? received : seconds(event.time);
			rows.push([
				batch.institution,
				batch.sensor,
				key,
				event.line,
				time,
				received,
				event.format,
				event.logsource,
				event.raw,
				keepEvents,
			]);
			for (const observable of event.observables) {
				const { kind, value } = observable;
				observables.push([batch.institution, time, kind, value, key, event.line, receivedOn, keepObservables]);
				const name = `${month} ${kind} ${value}`;
				if (this.#lineage.has(name) || fresh.has(name)) continue;
				fresh.add(name);
				for (const ancestor of ancestorsOf(observable)) lineage.push([kind, ancestor, value, `${month}-01`]);
			}
		}
		// Lineage first: a value that could not be found under its network would be a silent miss.
		await this.#telemetry.insert(lineageTable, lineage);
		for (const name of fresh) this.#lineage.add(name);
		await Promise.all([this.#telemetry.insert(observablesTable, observables), this.#telemetry.insert(eventsTable, rows)]);
	}
}

function dayOf(date: Date): string {
	return date.toISOString().slice(0, 10);
}

/** Seconds with milliseconds, as ClickHouse reads a DateTime64; made once an event instead of once a row. */
function seconds(date: Date): string {
	return (date.getTime() / 1000).toFixed(3);
}

/** Set of bounded size in two generations: what was not asked for during a generation is forgotten. */
class RecentSet {
	readonly #limit: number;
	#young = new Set<string>();
	#old = new Set<string>();

	constructor(limit: number) {
		this.#limit = limit;
	}

	has(name: string): boolean {
		if (this.#young.has(name)) return true;
		if (!this.#old.has(name)) return false;
		this.add(name);
		return true;
	}

	add(name: string): void {
		if (this.#young.size >= this.#limit) {
			this.#old = this.#young;
			this.#young = new Set();
		}
		this.#young.add(name);
	}
}
