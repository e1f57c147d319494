import { Refusal } from '#kernel';
import { asSystem, type Platform, type Tx } from '#platform';
import { leaveUnheard, noteUnheard, unheardOf } from '../store/unheard.ts';
import type { GivenBatch } from './accept-batch.ts';
import type { Line } from './lines.ts';
import { numbersOf, sortRepeats } from './repeats.ts';

interface Settled {
	readonly sensor: string;
	readonly key: string;
	readonly lines: readonly Line[];
	readonly asker: NonNullable<GivenBatch['asker']>;
}

/**
 * In the commit of a batch: takes what came again from the batches it stood in, and writes down what its own sender may send
 * again. Refuses `not-ready` when the sender has gone, or when its lines were taken meanwhile with another batch.
 */
export async function settleRepeats(tx: Tx, { sensor, key, lines, asker }: Settled, taken: number): Promise<void> {
	const { fresh, left } = sortRepeats(lines, await unheardOf(tx, sensor, key, true));
	if (asker.left()) throw new Refusal('not-ready', 'the sender has gone; it will send these lines again');
	if (fresh.length !== taken) throw new Refusal('not-ready', 'these lines came with another batch meanwhile; send them again');
	for (const { key: other, documents } of left) await leaveUnheard(tx, sensor, other, documents);
	await noteUnheard(tx, sensor, key, numbersOf(lines));
}

/** Forgets the documents of a batch when its answer was handed over; until then its sender may repeat them. */
export function noteHeard(platform: Platform, sensor: string, key: string, asker: Settled['asker']): void {
	const forget = async () => {
		if (await asker.heard) await asSystem(platform, ({ tx }) => noteUnheard(tx, sensor, key, null));
	};
	forget().catch((fault: unknown) => platform.log.warn({ err: fault }, 'an answered batch is still held to be unheard'));
}
