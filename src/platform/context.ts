import type { Clock } from '#kernel';
import type { NewsKind } from '#kernel/contract';
import type { z } from 'zod';
import type { Config } from './config.ts';
import type { Files } from './files.ts';
import type { Log } from './log.ts';
import type { Database, Tx, Who } from './postgres/database.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** What the machine offers to every room. One of it per process. */
export interface Platform {
	readonly config: Config;
	readonly clock: Clock;
	readonly log: Log;
	readonly database: Database;
	readonly telemetry: Telemetry;
	readonly files: Files;
	/** Job names that want a piece of news, filled from the rooms' jobs tables. */
	readonly subscribers: ReadonlyMap<string, readonly string[]>;
}

/** What can be done inside a transaction, by a request or by a job. */
export interface Work {
	readonly platform: Platform;
	readonly tx: Tx;
	readonly now: Date;
	/** Adds a job that runs when this transaction has committed. */
	job(name: string, payload: object, options?: { readonly key?: string; readonly at?: Date }): Promise<void>;
	/** Tells the rooms above, each through a job of its own. */
	publish<P extends z.ZodType>(kind: NewsKind<P>, payload: z.input<P>): Promise<void>;
	/** Tells the open screens; `organisation` null reaches every organisation, so put nothing secret in it. */
	live(topic: string, payload: object, organisation: string | null): Promise<void>;
}

/** A request in its tenant transaction. */
export interface Ctx extends Work {
	readonly who: Who;
}
