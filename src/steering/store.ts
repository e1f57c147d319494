import { sql, type Tx } from '#platform';
import { figuresOf, type WithheldReason } from './model/anonymity.ts';
import type { Before, Judged } from './model/release.ts';
import type { Given } from './model/settle.ts';

export interface ReleasedCell {
	readonly figure: string;
	readonly framework: string;
	readonly period: string;
	readonly madeAt: Date;
	readonly cell: string;
	readonly withheld: WithheldReason | null;
	readonly contributors: number | null;
	readonly mean: number | null;
	readonly median: number | null;
	readonly quartileLow: number | null;
	readonly quartileHigh: number | null;
}

/** What a release is of: one line, one round, its figures in the order of the values given. */
export interface Head {
	readonly line: string;
	readonly framework: string;
	/** Id of the round; empty where there are none. */
	readonly round: string;
	readonly period: string;
	readonly figures: readonly string[];
}

/** The last picture of this round, else that of the line's last other round; with what it was made of. System role only. */
export async function pictureBefore(tx: Tx, { line, round, period }: Head): Promise<Before | undefined> {
	const found = await sql<{ round: string; shown: string[]; ever: string[]; given: Given[] }>`with before as (
			select id, round, shown from steering.pictures where line = ${line} and (round = ${round} or period <= ${period})
			order by round = ${round} desc, period desc, id desc limit 1)
		select b.round, b.shown,
			array(select distinct unnest(p.shown) from steering.pictures p where p.line = ${line} and p.round = b.round) as ever,
			(select jsonb_agg(jsonb_build_object('institution', g.institution_id, 'cells', g.cells, 'values', g.gave))
				from steering.given g where g.picture_id = b.id) as given
		from before b`.execute(tx);
	const row = found.rows[0];
	return row && { given: row.given, shown: new Set(row.shown), ever: new Set(row.ever), sameRound: row.round === round };
}

/** Writes a picture with its ledger and its figures in four statements. System role only. */
export async function savePicture(tx: Tx, head: Head, { given, cells }: Judged): Promise<void> {
	const shown = cells.filter(({ key, reason }) => reason === null && key !== 'all').map(({ key }) => key);
	const made = await sql<{ id: string }>`insert into steering.pictures (line, round, period, shown)
		values (${head.line}, ${head.round}, ${head.period}, ${shown}::text[]) returning id`.execute(tx);
	const picture = made.rows[0]?.id ?? '';
	await sql`insert into steering.given select ${picture}::uuid, x.institution, x.cells, x.values
		from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as x (institution uuid, cells text[], values double precision[])`.execute(
		tx,
	);
	const releases = await sql<{ id: string; figure: string }>`insert into steering.releases (figure, framework, period, picture_id)
		select figure, ${head.framework}, ${head.period}, ${picture} from unnest(${head.figures}::text[]) figure returning id, figure`.execute(
		tx,
	);
	const rows = releases.rows.flatMap(({ id, figure }) => {
		const place = head.figures.indexOf(figure);
		return cells.map(({ key, group, reason }) => {
			if (reason !== null) return { release: id, cell: key, withheld: reason };
			const { contributors, mean, median, quartiles } = figuresOf(group.map(({ values }) => values[place] ?? 0));
			// Of yes and no only the share says something.
			if (figure.startsWith('milestone:')) return { release: id, cell: key, contributors, mean };
			return { release: id, cell: key, contributors, mean, median, quartile_low: quartiles?.[0], quartile_high: quartiles?.[1] };
		});
	});
	await sql`insert into steering.released_cells select x.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
		as x(release uuid, cell text, withheld text, contributors int, mean numeric, median numeric, quartile_low numeric, quartile_high numeric)`.execute(
		tx,
	);
}

/**
 * All cells of the newest release of each figure and period that the asker may be shown, of milestones or of everything else; one
 * statement. Cells that would tell an asker who sees some by name about a handful of others are withheld from that asker.
 */
export async function newestReleases(tx: Tx, about: 'milestones' | 'maturity'): Promise<ReleasedCell[]> {
	const found = await sql<ReleasedCell>`with mine as materialized (select * from steering.told_to_me(${about === 'milestones'})),
		cells as (
			select r.figure, r.framework, r.period, r.made_at, c.*, m.open is not null and not c.cell = any (m.open) as shut
			from mine m join steering.releases r on r.id = m.release_id join steering.released_cells c on c.release_id = r.id)
		select figure, framework, period, made_at as "madeAt", cell, case when shut then coalesce(withheld, 'too-few') else withheld end as withheld,
			case when not shut then contributors end as contributors, case when not shut then mean end as mean,
			case when not shut then median end as median, case when not shut then quartile_low end as "quartileLow",
			case when not shut then quartile_high end as "quartileHigh"
		from cells order by figure, framework, period, cell`.execute(tx);
	return found.rows;
}

/** The newest whole of a figure, whatever its period; the same that the picture shows. */
export async function newestWhole(tx: Tx, figure: string, framework: string): Promise<ReleasedCell | undefined> {
	const cells = await newestReleases(tx, 'maturity');
	return cells.filter((one) => one.figure === figure && one.framework === framework && one.cell === 'all').at(-1);
}
