import type { Telemetry } from '#platform';
import type { Observable } from '../observables.ts';
import { anchorOf } from './anchor.ts';

/** Removes everything of an institution, done when resolved. */
export async function eraseInstitution(telemetry: Telemetry, institution: string): Promise<void> {
	for (const table of ['dijkwacht.observables', 'dijkwacht.events']) {
		await telemetry.command(`ALTER TABLE ${table} DELETE WHERE institution = {institution:UUID} SETTINGS mutations_sync = 2`, {
			institution,
		});
	}
}

/** Removes the events of one institution that hold this value (a user name, an address), with all their observables. */
export async function erasePerson(telemetry: Telemetry, institution: string, { kind, value }: Observable): Promise<void> {
	const rows = await telemetry.query<{ batch: string; line: number }>(
		`SELECT DISTINCT toString(observables.batch) AS batch, line FROM dijkwacht.observables AS observables
		WHERE kind = {kind:String} AND anchor = {anchor:String} AND value = {value:String} AND institution = {institution:UUID}`,
		{ kind, anchor: anchorOf(kind, value), value, institution },
	);
	const size = 10_000;
	for (let at = 0; at < rows.length; at += size) {
		const part = rows.slice(at, at + size);
		const keys = { institution, batches: part.map((row) => row.batch), lines: part.map((row) => row.line) };
		for (const table of ['dijkwacht.events', 'dijkwacht.observables']) {
			await telemetry.command(
				`ALTER TABLE ${table} DELETE WHERE institution = {institution:UUID}
					AND has(arrayZip(arrayMap(text -> toUInt64(text), {batches:Array(String)}), {lines:Array(UInt32)}), (batch, line)) SETTINGS mutations_sync = 2`,
				keys,
			);
		}
	}
}

/** Keeps what an institution has in this span at least until `until`: a legal hold. Terms already longer stay. */
export async function holdUntil(telemetry: Telemetry, institution: string, from: Date, to: Date, until: Date): Promise<void> {
	const day = until.toISOString().slice(0, 10);
	for (const table of ['dijkwacht.observables', 'dijkwacht.events']) {
		await telemetry.command(
			`ALTER TABLE ${table} UPDATE keep_until = greatest(keep_until, toDate({day:String})) WHERE institution = {institution:UUID}
				AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')} SETTINGS mutations_sync = 2`,
			{ institution, from, to, day },
		);
	}
}
