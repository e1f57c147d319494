import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type TelemetryLog, TelemetryRefusal, type TelemetryTable } from './telemetry.ts';

/** Blocks of one table that are safe on disk and not yet in the engine. */
export interface Parcel {
	readonly table: TelemetryTable;
	readonly file: string;
	readonly bytes: number;
}

/** Puts parcels of one table into the engine with one statement; durable when resolved. */
export type Load = (parcels: readonly Parcel[]) => Promise<void>;

/**
 * A load costs the engine by its number of rows only when there are many (a fifth of the processor at 25,000 events
 * against 5,000, merging included), so parcels wait for each other, this many bytes or milliseconds long.
 */
const enough = { bytes: 64 * 1024 * 1024, milliseconds: 4000 } as const;
/** Memory, time, parts or disk: what may be better a little later. */
const passing = new Set([159, 241, 243, 252]);
const pause = 1000;
const suffix = /^(\d{12})\.([a-z_]+\.[a-z_]+)(?:\.refused)?$/;

interface Queue {
	readonly parcels: Parcel[];
	readonly waiters: (() => void)[];
	timer: NodeJS.Timeout | undefined;
	busy: boolean;
}

/**
 * What was acknowledged and is on its way into the engine, as files that outlive the server: written, synced, named, and
 * deleted when the engine has their rows on disk. What the engine died over is loaded again; its rows have keys.
 */
export class Inbox {
	readonly #directory: string;
	readonly #log: TelemetryLog;
	readonly #load: Load;
	readonly #queues = new Map<string, Queue>();
	#last: number;
	#bytes = 0;
	#closed = false;

	constructor(directory: string, log: TelemetryLog, load: Load) {
		this.#directory = directory;
		this.#log = log;
		this.#load = load;
		mkdirSync(directory, { recursive: true });
		const names = readdirSync(directory);
		// A file without its last name was never acknowledged.
		for (const name of names) if (!suffix.test(name)) rmSync(join(directory, name), { force: true });
		this.#last = names.reduce((last, name) => Math.max(last, Number(suffix.exec(name)?.[1] ?? 0)), 0);
	}

	/** Bytes that are acknowledged and not yet loaded. */
	get waitingBytes(): number {
		return this.#bytes;
	}

	/** Files a predecessor left, oldest first, with the table each is for. */
	left(): { readonly file: string; readonly table: string }[] {
		return readdirSync(this.#directory)
			.filter((name) => suffix.test(name))
			.sort()
			.map((name) => ({ file: join(this.#directory, name), table: suffix.exec(name)?.[2] ?? '' }));
	}

	/** Durable when resolved. A file for each block, so that a bad one keeps out no other. */
	async put(table: TelemetryTable, blocks: readonly Uint8Array[]): Promise<void> {
		const written = await Promise.allSettled(blocks.map((block) => this.#write(table, block)));
		const failed = written.find((result) => result.status === 'rejected');
		const parcels = written.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
		if (failed !== undefined) {
			for (const { file } of parcels) await rm(file, { force: true });
			throw failed.reason;
		}
		const folder = await open(this.#directory);
		await folder.sync().finally(() => folder.close());
		for (const parcel of parcels) this.add(parcel);
	}

	async #write(table: TelemetryTable, block: Uint8Array): Promise<Parcel> {
		const file = join(this.#directory, `${String(++this.#last).padStart(12, '0')}.${table.name}`);
		const part = `${file}.part`;
		try {
			const handle = await open(part, 'w', 0o600);
			await handle
				.writeFile(block)
				.then(() => handle.datasync())
				.finally(() => handle.close());
			await rename(part, file);
			return { table, file, bytes: block.length };
		} catch (fault) {
			await rm(part, { force: true });
			throw fault;
		}
	}

	/** Queues a file that is on disk. */
	add(parcel: Parcel): void {
		this.#bytes += parcel.bytes;
		const queue = this.#queues.get(parcel.table.name) ?? { parcels: [], waiters: [], timer: undefined, busy: false };
		this.#queues.set(parcel.table.name, queue);
		queue.parcels.push(parcel);
		this.#plan(queue);
	}

	/** Resolves when all that was put before has been loaded, or tried in vain. */
	async settled(): Promise<void> {
		const waiting = [...this.#queues.values()].filter((queue) => queue.busy || queue.parcels.length > 0);
		await Promise.all(
			waiting.map((queue) => {
				const done = new Promise<void>((resolve) => queue.waiters.push(resolve));
				this.#plan(queue);
				return done;
			}),
		);
	}

	/** Loads nothing more; what is left waits for the next server. */
	close(): void {
		this.#closed = true;
		for (const { timer, waiters } of this.#queues.values()) {
			clearTimeout(timer);
			for (const done of waiters.splice(0)) done();
		}
	}

	#plan(queue: Queue): void {
		if (queue.busy || this.#closed || queue.parcels.length === 0) return;
		const bytes = queue.parcels.reduce((sum, parcel) => sum + parcel.bytes, 0);
		if (queue.waiters.length > 0 || bytes >= enough.bytes) void this.#drain(queue);
		else queue.timer ??= setTimeout(() => void this.#drain(queue), enough.milliseconds).unref();
	}

	async #drain(queue: Queue): Promise<void> {
		clearTimeout(queue.timer);
		queue.timer = undefined;
		if (queue.busy || this.#closed) return;
		queue.busy = true;
		const waiters = queue.waiters.splice(0);
		// All there is when somebody waits for it; else as much as is worth a load.
		const parcels = queue.parcels.splice(0, waiters.length > 0 ? queue.parcels.length : countOf(queue.parcels));
		const failed = await this.#loadAll(parcels);
		queue.parcels.unshift(...failed);
		queue.busy = false;
		// Who came during a load waits for what is left, if anything is.
		if (queue.parcels.length === 0) waiters.push(...queue.waiters.splice(0));
		for (const done of waiters) done();
		if (failed.length > 0) queue.timer = setTimeout(() => void this.#drain(queue), pause).unref();
		else this.#plan(queue);
	}

	/** Answers those to be tried again. */
	async #loadAll(parcels: readonly Parcel[]): Promise<Parcel[]> {
		try {
			await this.#load(parcels);
			for (const parcel of parcels) await this.#done(parcel, () => rm(parcel.file, { force: true }));
			return [];
		} catch (fault) {
			if (this.#closed) return [];
			const refused = !(fault instanceof TelemetryRefusal) || !passing.has(fault.code);
			if (!refused) this.#log.warn({ err: fault }, 'the telemetry engine does not take its inbox now; trying again');
			if (!refused) return [...parcels];
			// One bad file must not keep out those beside it.
			if (parcels.length > 1) {
				const again: Parcel[] = [];
				for (const parcel of parcels) again.push(...(await this.#loadAll([parcel])));
				return again;
			}
			for (const parcel of parcels) await this.#setAside(parcel, fault);
			return [];
		}
	}

	/** Kept for the next start, and for whoever reads the log. */
	async #setAside(parcel: Parcel, fault: unknown): Promise<void> {
		this.#log.error(
			{ err: fault, file: parcel.file },
			'the telemetry engine refuses a file; it is kept and tried at the next start',
		);
		await this.#done(parcel, () => rename(parcel.file, `${parcel.file.replace(/\.refused$/, '')}.refused`));
	}

	async #done(parcel: Parcel, put: () => Promise<void>): Promise<void> {
		await put();
		this.#bytes -= parcel.bytes;
	}
}

function countOf(parcels: readonly Parcel[]): number {
	let bytes = 0;
	let count = 0;
	while (count < parcels.length && (count === 0 || bytes + parcels[count]!.bytes <= 2 * enough.bytes)) {
		bytes += parcels[count]!.bytes;
		count++;
	}
	return count;
}
