import type { Platform } from './context.ts';

/** What a command was given and where it writes. */
export interface CommandCall {
	readonly args: readonly string[];
	out(line: string): void;
	error(line: string): void;
	/** Opens database, telemetry and files, or joins the server that runs in this data folder. */
	open(): Promise<Opened>;
}

export interface Opened {
	readonly platform: Platform;
	readonly databaseUrl: string;
	/** True when a server runs: it holds the embedded telemetry, which then cannot be reached from here. */
	readonly joined: boolean;
}

/** One command of the command line. Exit code 0 is done, 1 refused, 2 wrong use. */
export interface Command {
	/** The words a person types, for example `audit verify`. */
	readonly words: string;
	readonly summary: string;
	/** Arguments as shown after the words. */
	readonly usage: string;
	/** What --help says besides the summary. */
	readonly details?: string;
	run(call: CommandCall): Promise<number>;
}

/** The value of `--name VALUE`, if it was given. */
export function option(args: readonly string[], name: string): string | undefined {
	const place = args.indexOf(`--${name}`);
	return place === -1 ? undefined : args[place + 1];
}
