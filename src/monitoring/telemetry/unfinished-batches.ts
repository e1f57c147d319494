import { asSystem, type Platform } from '#platform';
import { unfinishedOf } from '../store/unheard.ts';
import { batchKey } from './write-events.ts';

export interface UnfinishedBatch {
	/** UInt64 in digits. */
	readonly batch: string;
	readonly received: Date;
}

/** Rows of these are no events yet, and may never become any. */
export async function unfinishedBatches(platform: Platform, institutions: readonly string[]): Promise<UnfinishedBatch[]> {
	const batches = await asSystem(platform, ({ tx }) => unfinishedOf(tx, institutions));
	return batches.map(({ institution, sensor, key, received }) => ({
		batch: String(batchKey({ institution, sensor, token: key })),
		received,
	}));
}
