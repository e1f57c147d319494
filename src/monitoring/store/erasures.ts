import { sql, type Tx } from '#platform';
import type { ObservableKind } from '../observables.ts';

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

/** Erasures that a hold of the institution kept from being whole. */
export async function heldErasures(tx: Tx, institution: string): Promise<string[]> {
	const found = await sql<{
		id: string;
	}>`select id from monitoring.erasures where institution_id = ${institution} and held > 0`.execute(tx);
	return found.rows.map(({ id }) => id);
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

/** Removes lines that could not be used and hold this text, or all of an institution. @returns how many */
export async function eraseLetters(tx: Tx, institution: string, text: string | null): Promise<number> {
	const gone = await sql`delete from monitoring.dead_letters where institution_id = ${institution}
		and (${text}::text is null or strpos(lower(excerpt), lower(${text}::text)) > 0)`.execute(tx);
	return Number(gone.numAffectedRows ?? 0);
}
