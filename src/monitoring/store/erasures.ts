import { sql, type Tx } from '#platform';
import { letters, wholeValue } from '../model/whole-value.ts';
import type { ObservableKind } from '../observables.ts';
import type { HoldRow } from './keeping.ts';

export interface ErasureRow {
	readonly id: string;
	readonly institution: string;
	readonly scope: 'person' | 'institution';
	readonly kind: ObservableKind | null;
	/** Null when the work is done: the value is forgotten with what held it. */
	readonly value: string | null;
	readonly shown: string;
	readonly reason: string;
	readonly askedAt: Date;
	readonly doneAt: Date | null;
	readonly events: number;
	readonly deadLetters: number;
	readonly held: number;
}

const columns = sql`id, institution_id as institution, scope, kind, value, shown, reason, asked_at as "askedAt", done_at as "doneAt",
	events, letters as "deadLetters", held`;

export async function addErasure(
	tx: Tx,
	asked: Pick<ErasureRow, 'institution' | 'scope' | 'kind' | 'value' | 'shown' | 'reason'> & { by: string | null; now: Date },
): Promise<ErasureRow> {
	const { institution, scope, kind, value, shown, reason, by, now } = asked;
	const made =
		await sql<ErasureRow>`insert into monitoring.erasures (institution_id, scope, kind, value, shown, reason, asked_by, asked_at)
		values (${institution}, ${scope}, ${kind}, ${value}, ${shown}, ${reason}, ${by}, ${now}) returning ${columns}`.execute(tx);
	return made.rows[0]!;
}

export async function erasuresOf(tx: Tx, institution: string): Promise<ErasureRow[]> {
	const found = await sql<ErasureRow>`select ${columns} from monitoring.erasures where institution_id = ${institution}
		order by id desc limit 500`.execute(tx);
	return found.rows;
}

export async function findErasure(tx: Tx, id: string): Promise<ErasureRow | undefined> {
	const found = await sql<ErasureRow>`select ${columns} from monitoring.erasures where id = ${id}`.execute(tx);
	return found.rows[0];
}

/** Erasures that a hold kept from being whole, of all institutions: a hold also ends by its day, and then nobody says so. */
export async function heldErasures(tx: Tx): Promise<{ id: string; institution: string }[]> {
	const found = await sql<{ id: string; institution: string }>`select id, institution_id as institution
		from monitoring.erasures where held > 0`.execute(tx);
	return found.rows;
}

/** Adds what was erased now. Whole when nothing is held: then the value goes too. */
export async function noteErased(
	tx: Tx,
	id: string,
	{ events, letters, held }: { events: number; letters: number; held: number },
	now: Date,
): Promise<void> {
	await sql`update monitoring.erasures set events = events + ${events}, letters = letters + ${letters}, held = ${held},
		done_at = case when ${held} = 0 then ${now}::timestamptz end, value = case when ${held} = 0 then null else value end
		where id = ${id}`.execute(tx);
}

/**
 * Removes lines that could not be used and hold one of these texts, or all of an institution. They have no time of their own, so a hold keeps
 * those that came in during its span.
 */
export async function eraseLetters(
	tx: Tx,
	institution: string,
	texts: readonly string[] | null,
	holds: readonly Pick<HoldRow, 'from' | 'to'>[],
): Promise<{ letters: number; held: number }> {
	const pattern = texts && wholeValue(texts, letters.postgres);
	const found = await sql<{ letters: number; held: number }>`with spans as (
			select * from jsonb_to_recordset(${JSON.stringify(holds)}::jsonb) as x("from" timestamptz, "to" timestamptz)
		), meant as (
			select d.id, exists (select from spans s where d.at >= s."from" and d.at < s."to") as held from monitoring.dead_letters d
			where d.institution_id = ${institution} and (${pattern}::text is null or d.excerpt ~ ${pattern}::text)
		), gone as (delete from monitoring.dead_letters where id in (select id from meant where not held))
		select count(*) filter (where not held)::int as letters, count(*) filter (where held)::int as held from meant`.execute(tx);
	return found.rows[0] ?? { letters: 0, held: 0 };
}
