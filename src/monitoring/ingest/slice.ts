import type { Hiding } from '../persons/hider.ts';
import type { Batch } from '../telemetry/write-events.ts';
import { limits } from './limits.ts';
import type { Line } from './lines.ts';

/** What all lines of a batch have in common. */
export interface About extends Omit<Batch, 'token'> {
	/** Of `batchKey`. */
	readonly key: bigint;
	/** The batch comes from the watch board's own sensor. */
	readonly synthetic: boolean;
	/** Ids of rules that this institution has switched off. */
	readonly off: readonly string[];
	/** Present when names of persons are stored under pseudonyms. */
	readonly hiding: Hiding | undefined;
}

/** Some lines of a batch in one piece of memory, so that they can be handed to a thread without being copied again. */
export interface Slice {
	readonly about: About;
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** Number of each line in the batch. */
	readonly numbers: Uint32Array<ArrayBuffer>;
	/** Where each line ends in `bytes`. */
	readonly ends: Uint32Array<ArrayBuffer>;
	/** Places of lines of which only the beginning is here. */
	readonly tooLong: readonly number[];
}

/** Bounds of a slice; small enough that a small batch need not wait long behind a big one. */
const bounds = { lines: 2000, bytes: limits.line } as const;

/** Places where a batch is cut: always the same for the same lines. */
export function cuts(lines: readonly Line[]): { readonly from: number; readonly to: number }[] {
	const found: { from: number; to: number }[] = [];
	let bytes = 0;
	let from = 0;
	for (const [at, line] of lines.entries()) {
		if (at > from && (at - from >= bounds.lines || bytes + line.bytes.length > bounds.bytes)) {
			found.push({ from, to: at });
			from = at;
			bytes = 0;
		}
		bytes += line.bytes.length;
	}
	if (from < lines.length) found.push({ from, to: lines.length });
	return found;
}

/** Copies lines into a slice. */
export function packSlice(about: About, lines: readonly Line[]): Slice {
	// Not zeroed first: every byte is written.
	const { buffer } = Buffer.allocUnsafeSlow(lines.reduce((sum, line) => sum + line.bytes.length, 0));
	const bytes = new Uint8Array(buffer);
	const numbers = new Uint32Array(lines.length);
	const ends = new Uint32Array(lines.length);
	let end = 0;
	for (const [at, line] of lines.entries()) {
		bytes.set(line.bytes, end);
		end += line.bytes.length;
		numbers[at] = line.number;
		ends[at] = end;
	}
	return { about, bytes, numbers, ends, tooLong: lines.flatMap(({ tooLong }, at) => (tooLong ? [at] : [])) };
}
