import type { Telemetry } from '#platform';
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
	for (const { name } of [events, observables]) {
		const where =
			'institution IN {institutions:Array(UUID)} AND has(arrayMap(text -> toUInt64(text), {batches:Array(String)}), batch)';
		await telemetry.command(`ALTER TABLE ${name} DELETE WHERE ${where} SETTINGS mutations_sync = 2`, bound);
	}
}
