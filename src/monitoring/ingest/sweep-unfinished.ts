import { asSystem, type Platform } from '#platform';
import { forgetClaims, lockUnfinished } from '../store/unheard.ts';
import { dropBatches } from '../telemetry/drop-batches.ts';
import { batchKey } from '../telemetry/write-events.ts';

/** Milliseconds after which a batch is held to be given up; a sender that repeats it later begins it anew. */
export const givenUpAfter = 300_000;

/**
 * Takes the rows of batches that were never finished out of telemetry: killed on their way, or repeated by their sender in
 * other pieces. Their claims are locked meanwhile, so that nobody is told that one of them counts. @returns how many
 */
export function sweepUnfinished(platform: Platform): Promise<number> {
	return asSystem(platform, async ({ tx, now }) => {
		const batches = await lockUnfinished(tx, new Date(now.getTime() - givenUpAfter));
		if (batches.length === 0) return 0;
		const rows = batches.map(({ institution, sensor, key }) => ({
			...{ institution, batch: String(batchKey({ institution, sensor, token: key })) },
		}));
		await dropBatches(platform.telemetry, rows);
		await forgetClaims(tx, batches);
		return batches.length;
	});
}
