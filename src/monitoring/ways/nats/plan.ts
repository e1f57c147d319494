/** Where a message stands: in its stream, and among the deliveries of its consumer. */
export interface Place {
	readonly seq: number;
	readonly deliverySequence: number;
	readonly redelivered: boolean;
}

/** First and last sequence in the stream of the messages that were claimed as one batch. */
export interface Range {
	readonly first: number;
	readonly last: number;
	readonly finished: boolean;
}

/**
 * Parts what was delivered. `runs` are first deliveries without a gap between them: nothing of the subject stands between
 * the first and the last of a run, so the two sequences name the batch. All else may have been claimed before, by this
 * process or by one that died: `doubtful`, to be held against the batches that are known.
 * @param highest sequence that was claimed so far; a new leader of the consumer may deliver again without saying so
 */
export function planBatches<M extends Place>(
	messages: readonly M[],
	highest: number,
): { readonly runs: M[][]; readonly doubtful: M[] } {
	const runs: M[][] = [];
	const doubtful: M[] = [];
	let last: M | undefined;
	let top = highest;
	for (const message of messages) {
		if (message.redelivered || message.seq <= top) {
			doubtful.push(message);
			continue;
		}
		const run = runs.at(-1);
		const follows = last !== undefined && message.deliverySequence === last.deliverySequence + 1;
		if (run !== undefined && follows) run.push(message);
		else runs.push([message]);
		last = message;
		top = message.seq;
	}
	return { runs, doubtful };
}

const form = /^(\d{1,16})-(\d{1,16})$/;

export function keyOfRange(prefix: string, first: number, last: number): string {
	return `${prefix}${first}-${last}`;
}

/** The range in a key; undefined for keys of another form. */
export function rangeOfKey(prefix: string, key: string, finished: boolean): Range | undefined {
	const found = key.startsWith(prefix) ? form.exec(key.slice(prefix.length)) : null;
	return found === null ? undefined : { first: Number(found[1]), last: Number(found[2]), finished };
}

/** True when a batch that is finished held this message. */
export function isTaken(ranges: readonly Range[], seq: number): boolean {
	return ranges.some(({ first, last, finished }) => finished && first <= seq && seq <= last);
}
