import type { Telemetry } from '#platform';
import { mutate } from './mutate.ts';
import { events, observables } from './tables.ts';

/** Removes all rows of these batches; done when resolved. @param batches numbers of `batchKey` in digits */
export async function dropBatches(
	telemetry: Telemetry,
	batches: readonly { readonly institution: string; readonly batch: string }[],
): Promise<void> {
	const bound = {
		institutions: [...new Set(batches.map(({ institution }) => institution))],
		batches: batches.map(({ batch }) => batch),
	};
	const where = 'institution IN {institutions:Array(UUID)} AND batch IN (SELECT toUInt64(arrayJoin({batches:Array(String)})))';
	for (const { name } of [events, observables]) await mutate(telemetry, name, `DELETE WHERE ${where}`, bound);
}
