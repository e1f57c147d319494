import type { Indicator } from '#engine';
import type { Processed } from '../ingest/process.ts';
import type { Slice } from '../ingest/slice.ts';
import type { Change, Cost } from './judge.ts';

/** Who judges slices. */
export interface Runner {
	/** Slices that are usefully handed over at once. */
	readonly width: number;
	/** @param pack makes the slice when its turn has come, and again when a thread has to be replaced */
	run(pack: () => Slice): Promise<Processed>;
	/** Holds for every slice handed over after it. */
	change(change: Change): void;
	stop(): Promise<void>;
}

/** What a runner asks of and tells to those who hold the whole. */
export interface Holder {
	/** All indicators in force, in parts, for a thread that begins. */
	indicators(): Iterable<readonly Indicator[]>;
	/** Sums of what rules cost one judge since it began. */
	told(judge: number, costs: readonly Cost[]): void;
	/** A rule was set aside in a judge; true when it gets another chance there. */
	aside(rule: string): boolean;
	warn(fields: object, text: string): void;
}
