import { type Engine, TelemetryRefusal, type TelemetryTable } from './telemetry.ts';

interface Waiting {
	readonly block: Uint8Array;
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

	insert(table: TelemetryTable, block: Uint8Array): Promise<void> {
		this.#bytes += block.length;
		return new Promise<void>((done, failed) => {
			const queue = this.#queueOf(table);
			queue.waiting.push({ block, done, failed });
			if (!queue.busy) void this.#drain(queue);
		}).finally(() => {
			this.#bytes -= block.length;
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
			await this.#engine.write(
				table,
				group.map((member) => member.block),
			);
			for (const member of group) member.done();
		} catch (reason) {
			// One caller's bad block must not fail the others of its group.
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
	while (count < waiting.length && (count === 0 || bytes + waiting[count]!.block.length <= largestGroup)) {
		bytes += waiting[count]!.block.length;
		count++;
	}
	return waiting.splice(0, count);
}
