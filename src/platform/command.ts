import type { Platform } from './context.ts';

/** Where a command writes and what it was given. */
export interface CommandCall {
	readonly args: readonly string[];
	out(line: string): void;
	error(line: string): void;
	/** Opens database and telemetry, or joins the server that runs in this data folder. */
	platform(): Promise<Platform>;
}

/** One command of the command line. Exit code 0 is done, 1 refused, 2 wrong use. */
export interface Command {
	/** The words a person types, for example `audit verify`. */
	readonly words: string;
	readonly summary: string;
	readonly usage: string;
	run(call: CommandCall): Promise<number>;
}
