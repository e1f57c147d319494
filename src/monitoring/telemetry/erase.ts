import type { Telemetry } from '#platform';
import { type Bound, eventsWith, type Sought } from './find-value.ts';
import { mutate, withKeys } from './mutate.ts';

const tables = [
	{ name: 'dijkwacht.events', received: 'toDate(received)' },
	{ name: 'dijkwacht.observables', received: 'received_on' },
] as const;

/** Events of a span that stay until a day: a legal hold. */
export interface Held {
	readonly from: Date;
	readonly to: Date;
	/** A day. */
	readonly until: string;
}

/** Days the lines and what was seen in them are kept. */
export interface Terms {
	readonly eventsDays: number;
	readonly observablesDays: number;
}

/** Whether an event lies in one of the spans. */
function inSpans(held: readonly Held[]): Bound {
	const parts = held.map((_, at) => `(time >= {from${at}:DateTime64(3, 'UTC')} AND time < {to${at}:DateTime64(3, 'UTC')})`);
	const values = held.flatMap(({ from, to }, at) => [
		[`from${at}`, from],
		[`to${at}`, to],
	]);
	return { sql: parts.length === 0 ? '0' : `(${parts.join(' OR ')})`, values: Object.fromEntries(values) };
}

/**
 * Brings what is stored of an institution under these terms and holds; what is over its day by `today` goes. Done when resolved;
 * safe to repeat.
 */
export async function applyTerms(
	telemetry: Telemetry,
	institution: string,
	terms: Terms,
	held: readonly Held[],
	today: string,
): Promise<void> {
	const holds = held.map(
		(_, at) =>
			`if(time >= {from${at}:DateTime64(3, 'UTC')} AND time < {to${at}:DateTime64(3, 'UTC')}, toDate({until${at}:String}), toDate(0))`,
	);
	const { values } = inSpans(held);
	const untils = Object.fromEntries(held.map(({ until }, at) => [`until${at}`, until]));
	for (const { name, received } of tables) {
		const days = name === 'dijkwacht.events' ? terms.eventsDays : terms.observablesDays;
		const until = [`${received} + {days:UInt16}`, ...holds].reduce((all, one) => `greatest(${all}, ${one})`);
		const bound = { institution, days, ...values, ...untils };
		await mutate(telemetry, name, `UPDATE keep_until = ${until} WHERE institution = {institution:UUID}`, bound);
		const over = 'DELETE WHERE institution = {institution:UUID} AND keep_until <= toDate({today:String})';
		await mutate(telemetry, name, over, { institution, today });
	}
}

/** What an erasure took away, and what a hold kept back. */
export interface Erased {
	readonly events: number;
	readonly held: number;
}

/** Removes everything of an institution but what is held; done when resolved. */
export async function eraseInstitution(telemetry: Telemetry, institution: string, held: readonly Held[] = []): Promise<Erased> {
	const spans = inSpans(held);
	const values = { institution, ...spans.values };
	const found = await telemetry.query<{ events: number; held: number }>(
		`SELECT toUInt32(uniqExactIf((batch, line), NOT ${spans.sql})) AS events, toUInt32(uniqExactIf((batch, line), ${spans.sql})) AS held
		FROM dijkwacht.events WHERE institution = {institution:UUID}`,
		values,
	);
	for (const { name } of tables) {
		await mutate(telemetry, name, `DELETE WHERE institution = {institution:UUID} AND NOT ${spans.sql}`, values);
	}
	return found[0] ?? { events: 0, held: 0 };
}

/** Removes the events of one institution that hold this value, recognised or anywhere in the line, with all their observables. */
export async function erasePerson(
	telemetry: Telemetry,
	institution: string,
	sought: Sought,
	held: readonly Held[] = [],
): Promise<Erased> {
	const rows = await eventsWith(telemetry, institution, sought, inSpans(held));
	const going = rows.filter(({ kept }) => Number(kept) === 0);
	const size = 100_000;
	for (let at = 0; at < going.length; at += size) {
		const part = going.slice(at, at + size);
		const keys = { institution, batches: part.map((row) => row.batch), lines: part.map((row) => row.line) };
		for (const { name } of tables) {
			await mutate(telemetry, name, `DELETE WHERE institution = {institution:UUID} AND ${withKeys}`, keys);
		}
	}
	return { events: going.length, held: rows.length - going.length };
}
