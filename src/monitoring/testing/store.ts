import { afterAll, beforeAll } from 'vitest';
import { startTelemetry, type Telemetry } from '#platform';
import { temporaryFolder } from '../../../test/helpers/database.ts';
import { prepareTables } from '../telemetry/tables.ts';

export interface TestStore {
	readonly telemetry: Telemetry;
	stop(): Promise<void>;
}

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The embedded store in a folder of its own, without tables. */
export async function emptyStore(): Promise<TestStore> {
	const folder = temporaryFolder();
	const telemetry = await startTelemetry({ dataDir: folder.path, log });
	return {
		telemetry,
		async stop() {
			await telemetry.stop();
			folder.remove();
		},
	};
}

/** The same with its tables. */
export async function testStore(): Promise<TestStore> {
	const store = await emptyStore();
	await prepareTables(store.telemetry);
	return store;
}

/** One for all tests of a file, opened before them and stopped behind them. */
export function storeForAll(take: (telemetry: Telemetry) => void): void {
	let store: TestStore | undefined;
	beforeAll(async () => {
		store = await testStore();
		take(store.telemetry);
	});
	afterAll(() => store?.stop());
}
