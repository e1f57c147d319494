/** What a command gets from the entrance that runs it. */
export interface EngineIo {
	readonly stdin: NodeJS.ReadableStream;
	readonly stdout: NodeJS.WritableStream;
	readonly stderr: NodeJS.WritableStream;
}

/** One command of the engine; it needs no server and no database. */
export interface EngineCommand {
	readonly name: readonly string[];
	readonly summary: string;
	readonly usage: string;
	/** Answers the exit code: 0 done, 1 faults found, 2 not understood. */
	readonly run: (args: readonly string[], io: EngineIo) => Promise<number>;
}
