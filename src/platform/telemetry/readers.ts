import type { Session } from 'chdb';

/** Refused because the asker went away; ClickHouse's number for it. */
export const cancelledCode = 394;

interface Waiting {
	readonly id: number;
	start(reader: Reader): void;
	refuse(reason: Error): void;
}

interface Reader {
	readonly name: string;
	readonly session: Session;
	work: number | undefined;
	/** While it is being stopped nothing new may run there, or that would be stopped in its stead. */
	stopping: Promise<void> | undefined;
}

/** Statements side by side, each in a session of its own; those that find none free wait in line. */
export class Readers {
	readonly #readers: readonly Reader[];
	readonly #control: Session;
	readonly #line: Waiting[] = [];

	constructor(sessions: readonly Session[], control: Session) {
		this.#readers = sessions.map((session, at) => ({
			...{ name: `reader-${at}`, session, work: undefined, stopping: undefined },
		}));
		this.#control = control;
	}

	/** Names the sessions, so that what runs in one can be stopped from another. */
	async open(): Promise<void> {
		for (const { name, session } of this.#readers) await session.queryAsync(`SET log_comment = '${name}'`);
	}

	/** The answer as one JSON object a line. */
	async query(id: number, sql: string): Promise<string> {
		const reader = await this.#take(id);
		try {
			return (await reader.session.queryAsync(sql, { format: 'JSONEachRow' })).text();
		} finally {
			reader.work = undefined;
			await reader.stopping;
			reader.stopping = undefined;
			this.#next(reader);
		}
	}

	/** Stops a statement that runs or waits; one that has ended already is left in peace. */
	cancel(id: number): void {
		const place = this.#line.findIndex((waiting) => waiting.id === id);
		if (place !== -1) this.#line.splice(place, 1)[0]?.refuse(new Error(`Code: ${cancelledCode}. Stopped before it began`));
		const reader = this.#readers.find(({ work }) => work === id);
		if (reader === undefined || reader.stopping !== undefined) return;
		reader.stopping = this.#stop(reader, id);
	}

	/** Again until it has ended: one that has only just begun is not to be found yet. */
	async #stop(reader: Reader, id: number): Promise<void> {
		while (reader.work === id) {
			await this.#control.queryAsync(`KILL QUERY WHERE Settings['log_comment'] = '${reader.name}' ASYNC`).catch(() => undefined);
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}

	#take(id: number): Promise<Reader> {
		return new Promise((start, refuse) => {
			this.#line.push({ id, start, refuse });
			const free = this.#readers.find(({ work, stopping }) => work === undefined && stopping === undefined);
			if (free !== undefined) this.#next(free);
		});
	}

	#next(reader: Reader): void {
		const waiting = this.#line.shift();
		if (waiting === undefined) return;
		reader.work = waiting.id;
		waiting.start(reader);
	}
}
