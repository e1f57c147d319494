import { sql, type Tx } from '#platform';

export interface RoundRow {
	readonly id: string;
	readonly title: string;
	readonly fromDay: string;
	readonly untilDay: string;
	readonly sector: boolean;
	readonly frameworkId: string;
	readonly closedAt: Date | null;
}

const columns = sql`id, title, from_day as "fromDay", until_day as "untilDay", sector, framework_id as "frameworkId", closed_at as "closedAt"`;

/** Newest first; with ids only those. */
export async function rounds(tx: Tx, ids?: readonly string[]): Promise<RoundRow[]> {
	const found = await sql<RoundRow>`select ${columns} from assessments.rounds
		where ${ids ?? null}::uuid[] is null or id = any (${ids ?? null}::uuid[]) order by from_day desc, id desc limit 500`.execute(
		tx,
	);
	return found.rows;
}

export interface NewRound {
	readonly framework: string;
	readonly title: string;
	readonly fromDay: string;
	readonly untilDay: string;
	/** A round of the past comes in closed. */
	readonly closedAt?: Date;
}

/** Adds rounds of one owner in one statement, in the order given. */
export async function addRounds(
	tx: Tx,
	owner: string,
	sector: boolean,
	list: readonly NewRound[],
	by: string | null,
	at: Date,
): Promise<RoundRow[]> {
	const made =
		await sql<RoundRow>`insert into assessments.rounds (owner_id, sector, framework_id, title, from_day, until_day, created_by, created_at, closed_at)
		select ${owner}, ${sector}, x.framework, x.title, x."fromDay", x."untilDay", ${by}, ${at}, x."closedAt"
		from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as x (framework uuid, title text, "fromDay" date, "untilDay" date, "closedAt" timestamptz)
		returning ${columns}`.execute(tx);
	return made.rows;
}

export async function close(tx: Tx, id: string, at: Date): Promise<RoundRow | undefined> {
	const closed =
		await sql<RoundRow>`update assessments.rounds set closed_at = coalesce(closed_at, ${at}) where id = ${id} returning ${columns}`.execute(
			tx,
		);
	return closed.rows[0];
}
