import { type Cell, type Engine, TelemetryRefusal, type TelemetryTable } from './telemetry.ts';
import { encodeRows } from './tsv.ts';

interface Waiting {
	readonly payload: Buffer;
	readonly done: () => void;
	readonly failed: (reason: unknown) => void;
}

interface Queue {
	readonly table: TelemetryTable;
	readonly waiting: Waiting[];
	busy: boolean;
}

const largestGroup = 32 * 1024 * 1024;

/** Group commit: while one write of a table runs, later callers gather; one write and one part on disk for all of them. */
export class InsertGroups {
	readonly #engine: Engine;
	readonly #queues = new Map<string, Queue>();
	#bytes = 0;

	constructor(engine: Engine) {
		this.#engine = engine;
	}

	get waitingBytes(): number {
		return this.#bytes;
	}

	insert(table: TelemetryTable, rows: readonly (readonly Cell[])[]): Promise<void> {
		if (rows.length === 0) return Promise.resolve();
		const payload = Buffer.from(encodeRows(rows));
		this.#bytes += payload.length;
		return new Promise<void>((done, failed) => {
			const queue = this.#queueOf(table);
			queue.waiting.push({ payload, done, failed });
			if (!queue.busy) void this.#drain(queue);
		}).finally(() => {
			this.#bytes -= payload.length;
		});
	}

	#queueOf(table: TelemetryTable): Queue {
		const known = this.#queues.get(table.name);
		if (known !== undefined) return known;
		const queue: Queue = { table, waiting: [], busy: false };
		this.#queues.set(table.name, queue);
		return queue;
	}

	async #drain(queue: Queue): Promise<void> {
		queue.busy = true;
		while (queue.waiting.length > 0) await this.#writeGroup(queue.table, takeGroup(queue.waiting));
		queue.busy = false;
	}

	async #writeGroup(table: TelemetryTable, group: readonly Waiting[]): Promise<void> {
		try {
			await this.#engine.write(table, Buffer.concat(group.map((member) => member.payload)));
			for (const member of group) member.done();
		} catch (reason) {
			// One caller's bad row must not fail the others of its group.
			if (group.length > 1 && reason instanceof TelemetryRefusal) {
				for (const member of group) await this.#writeGroup(table, [member]);
			} else {
				for (const member of group) member.failed(reason);
			}
		}
	}
}

function takeGroup(waiting: Waiting[]): Waiting[] {
	let bytes = 0;
	let count = 0;
	while (count < waiting.length && (count === 0 || bytes + waiting[count]!.payload.length <= largestGroup)) {
		bytes += waiting[count]!.payload.length;
		count++;
	}
	return waiting.splice(0, count);
}
