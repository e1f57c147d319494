/** A table as the writer knows it: a block brings these columns, in this order. */
export interface TelemetryTable {
	readonly name: string;
	readonly columns: readonly string[];
}

export type Parameters = Readonly<Record<string, unknown>>;

export interface QueryOptions {
	/** Rejects at once when aborted, and stops the statement in the engine. */
	readonly signal?: AbortSignal;
}

/** ClickHouse SQL, embedded (chDB in a child process) or as a cluster; same statements, parameters always bound as `{name:Type}`. */
export interface Telemetry {
	/**
	 * Durable when resolved. Blocks of callers that wait at the same moment are written together. A row may be written
	 * twice when the engine died in between: every table has a key that makes the second one fall away.
	 * @param block rows in ClickHouse's Native form: columns with their names and types, one after the other
	 */
	insert(table: TelemetryTable, block: Uint8Array): Promise<void>;
	/** Rows as objects by column name. UInt64 beyond 2^53 loses digits: select it with toString(). */
	query<T>(sql: string, parameters?: Parameters, options?: QueryOptions): Promise<T[]>;
	/** One statement without rows, safe to repeat (`... IF NOT EXISTS`, `ALTER TABLE ... DELETE`). */
	command(sql: string, parameters?: Parameters): Promise<void>;
	/** Resolves when the engine answers; rejects with the reason when it does not. */
	ready(): Promise<void>;
	/** Refuses new calls, finishes what was accepted, closes the engine. */
	stop(): Promise<void>;
	/** Times the engine died and was started again. */
	readonly restarts: number;
	/** Bytes that insert() took and the engine has not yet: the ingest answers 429 on this figure. */
	readonly waitingBytes: number;
}

/** What an engine does for the part that groups inserts. */
export interface Engine {
	write(table: TelemetryTable, blocks: readonly Uint8Array[]): Promise<void>;
	query(sql: string, parameters: Parameters, signal?: AbortSignal): Promise<string>;
	ready(): Promise<void>;
	close(): Promise<void>;
	readonly restarts: number;
	/** Bytes that are durable and still to be loaded. */
	readonly waitingBytes: number;
}

export interface TelemetryLog {
	info(fields: object, text: string): void;
	warn(fields: object, text: string): void;
	error(fields: object, text: string): void;
}

/** Refused by the engine: the statement or its data, not the connection. `code` is ClickHouse's number. */
export class TelemetryRefusal extends Error {
	readonly code: number;

	constructor(message: string, code: number) {
		super(message);
		this.name = 'TelemetryRefusal';
		this.code = code;
	}

	/** The statement met its limit of memory (241) or time (159). */
	get limit(): boolean {
		return this.code === 241 || this.code === 159;
	}
}

/** The engine is stopped, does not start, or died again and again under this call. */
export class TelemetryAway extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'TelemetryAway';
	}
}

/** Limits of one statement, the same for both engines. */
export const limits = {
	max_memory_usage: 2_000_000_000,
	max_execution_time: 60,
	max_query_size: 64_000_000,
	max_bytes_before_external_group_by: 500_000_000,
	max_bytes_before_external_sort: 500_000_000,
} as const;
