import { sql, type Tx } from '#platform';
import type { Before } from './model/release.ts';
import type { Given } from './model/settle.ts';
import type { Picture } from './model/tellable.ts';

export interface Audience {
	readonly id: string;
	/** What institutions show it by name. */
	readonly subject: 'scores' | 'milestones';
	/** Institutions that ever did so. */
	readonly known: readonly string[];
	/** Since when. */
	readonly since: Date;
}

/** Until the end of the transaction: two makers at once would not see each other's ledger. */
export async function oneMaker(tx: Tx): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtext('steering.release'))`.execute(tx);
}

/** Organisations that see, or ever saw, what some institutions give to pictures. System role only, as all here. */
export async function audiences(tx: Tx): Promise<Audience[]> {
	const found = await sql<Audience>`select audience_id as id, subject, array_agg(distinct institution_id) || audience_id as known,
			min(created_at) as since
		from institutions.disclosures where subject in ('scores', 'milestones') and from_day <= current_date
		group by audience_id, subject`.execute(tx);
	return found.rows;
}

export interface NewestPicture {
	readonly id: string;
	readonly line: string;
	readonly round: string;
	readonly period: string;
}

/** The newest picture of each line and round, oldest period first. */
export async function newestPictures(tx: Tx): Promise<NewestPicture[]> {
	const found = await sql<NewestPicture>`select * from (
			select distinct on (line, round, period) id, line, round, period from steering.pictures order by line, round, period, id desc) p
		order by period, id`.execute(tx);
	return found.rows;
}

export async function pictureOf(tx: Tx, id: string): Promise<Picture> {
	const found = await sql<{ shown: string[]; given: Given[] | null }>`select p.shown,
			(select jsonb_agg(jsonb_build_object('institution', g.institution_id, 'cells', g.cells, 'values', g.gave))
				from steering.given g where g.picture_id = p.id) as given
		from steering.pictures p where p.id = ${id}`.execute(tx);
	return { given: found.rows[0]?.given ?? [], shown: found.rows[0]?.shown ?? [] };
}

/** What an audience was shown last of a line: of this round, else of another; before anybody showed it its own, what all saw. */
export async function toldBefore(
	tx: Tx,
	audience: Audience,
	{ line, round, period }: NewestPicture,
): Promise<(Omit<Before, 'given'> & { readonly id: string }) | undefined> {
	const found = await sql<{ id: string; round: string; shown: string[]; ever: string[] }>`with seen as (
			select p.id, p.round, p.period, t.shown from steering.told t join steering.pictures p on p.id = t.picture_id
			where t.audience_id = ${audience.id} and p.line = ${line}
			union all
			(select p.id, p.round, p.period, p.shown from steering.pictures p where p.line = ${line} and p.made_at < ${audience.since}
			order by p.id desc limit 1)
		)
		select id, round, shown, array(select distinct unnest(e.shown) from seen e where e.round = s.round) as ever from seen s
		where round = ${round} or period <= ${period}
		order by round = ${round} desc, period desc, id desc limit 1`.execute(tx);
	const row = found.rows[0];
	return row && { id: row.id, shown: new Set(row.shown), ever: new Set(row.ever), sameRound: row.round === round };
}

export async function saveTold(tx: Tx, audience: string, picture: string, shown: readonly string[]): Promise<void> {
	await sql`insert into steering.told (audience_id, picture_id, shown) values (${audience}, ${picture}, ${[...shown]}::text[])
		on conflict do nothing`.execute(tx);
}
