import { setTimeout as rest } from 'node:timers/promises';
import type { Telemetry } from '#platform';

/** Milliseconds between two looks whether it is done, at first and at most. */
const looks = { first: 20, most: 1000 } as const;

/**
 * Changes or removes rows; done on disk when resolved, however long that takes: a statement that waited for it would meet its
 * limit of time, or that of the connection to a cluster.
 * @param change what follows the name of the table; its conditions read no table that changes
 */
export async function mutate(
	telemetry: Telemetry,
	table: string,
	change: string,
	values: Readonly<Record<string, unknown>>,
): Promise<void> {
	await telemetry.command(
		`ALTER TABLE ${table} ${change} SETTINGS mutations_sync = 0, allow_nondeterministic_mutations = 1, max_execution_time = 0`,
		values,
	);
	const ours = new Set((await underWay(telemetry, table)).map(({ id }) => id));
	for (let pause: number = looks.first; ; pause = Math.min(pause * 2, looks.most)) {
		const left = (await underWay(telemetry, table)).filter(({ id }) => ours.has(id));
		if (left.length === 0) return;
		const fault = left.find(({ failed }) => failed !== '');
		if (fault !== undefined) throw new Error(`${table} cannot be changed: ${fault.failed}`);
		await rest(pause);
	}
}

function underWay(telemetry: Telemetry, table: string): Promise<{ id: string; failed: string }[]> {
	return telemetry.query(
		`SELECT mutation_id AS id, latest_fail_reason AS failed FROM system.mutations
		WHERE concat(database, '.', table) = {table:String} AND NOT is_done`,
		{ table },
	);
}

/** A condition that finds its rows by hash: a list in brackets would be gone through for every row. @param keys of `batches` and `lines` */
export const withKeys = `(batch, line) IN (SELECT toUInt64(key.1), key.2 FROM (
	SELECT arrayJoin(arrayZip({batches:Array(String)}, {lines:Array(UInt32)})) AS key))`;
