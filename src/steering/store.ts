import { sql, type Tx } from '#platform';
import { figuresOf, type WithheldReason } from './model/anonymity.ts';
import { breakdownsOf, type Contributors, contributorsOf, restOf } from './model/release.ts';
import type { JudgedCell } from './model/suppression.ts';

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

/** Contributors of every cell of this figure that was ever shown. System role only. */
export async function shownBefore(tx: Tx, figure: string, framework: string): Promise<Contributors[]> {
	const found = await sql<{ given: Record<string, string> }>`select jsonb_object_agg(c.institution_id, c.version) as given
		from steering.release_contributors c join steering.releases r on r.id = c.release_id
		where r.figure = ${figure} and r.framework = ${framework} group by c.release_id, c.cell`.execute(tx);
	return found.rows.map(({ given }) => new Map(Object.entries(given)));
}

/** Writes a release with its ledger in three statements. System role only. */
export async function saveRelease(
	tx: Tx,
	figure: string,
	framework: string,
	period: string,
	cells: readonly JudgedCell[],
): Promise<void> {
	const made = await sql<{ id: string }>`insert into steering.releases (figure, framework, period)
		values (${figure}, ${framework}, ${period}) returning id`.execute(tx);
	const id = made.rows[0]?.id ?? '';
	const rows = cells.map(({ key, group, reason }) => {
		if (reason !== null) return { cell: key, withheld: reason };
		const { contributors, mean, median, quartiles } = figuresOf(group);
		// Of yes and no only the share says something.
		if (figure.startsWith('milestone:')) return { cell: key, contributors, mean };
		return { cell: key, contributors, mean, median, quartile_low: quartiles?.[0], quartile_high: quartiles?.[1] };
	});
	await sql`insert into steering.released_cells select ${id}::uuid, x.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
		as x(cell text, withheld text, contributors int, mean numeric, median numeric, quartile_low numeric, quartile_high numeric)`.execute(
		tx,
	);
	const shown = cells.filter(({ reason }) => reason === null).map((cell) => [cell.key, contributorsOf(cell)] as const);
	// What can be had by subtraction stands in the ledger beside what was printed.
	const derived = [...breakdownsOf(cells)].flatMap(([name, breakdown]) => {
		const rest = restOf(breakdown);
		return rest === undefined ? [] : [[`${name}:rest`, rest] as const];
	});
	const given = [...shown, ...derived].flatMap(([cell, contributors]) =>
		[...contributors].map(([institution, version]) => ({ cell, institution, version })),
	);
	await sql`insert into steering.release_contributors select ${id}::uuid, x.cell, x.institution, x.version
		from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as x(cell text, institution uuid, version text)`.execute(tx);
}

/** All cells of the newest release of each figure and period, of milestones or of everything else; one statement. */
export async function newestReleases(tx: Tx, about: 'milestones' | 'maturity'): Promise<ReleasedCell[]> {
	const found = await sql<ReleasedCell>`with newest as (
			select distinct on (figure, framework, period) id, figure, framework, period, made_at from steering.releases
			where (figure like 'milestone:%') = ${about === 'milestones'} order by figure, framework, period, made_at desc, id desc)
		select n.figure, n.framework, n.period, n.made_at as "madeAt", c.cell, c.withheld, c.contributors, c.mean, c.median,
			c.quartile_low as "quartileLow", c.quartile_high as "quartileHigh"
		from newest n join steering.released_cells c on c.release_id = n.id order by n.figure, n.framework, n.period, c.cell`.execute(
		tx,
	);
	return found.rows;
}

/** The newest release of one cell, whatever its period. */
export async function newestCell(tx: Tx, figure: string, framework: string, cell: string): Promise<ReleasedCell | undefined> {
	const found =
		await sql<ReleasedCell>`select r.figure, r.framework, r.period, r.made_at as "madeAt", c.cell, c.withheld, c.contributors,
			c.mean, c.median, c.quartile_low as "quartileLow", c.quartile_high as "quartileHigh"
		from steering.releases r join steering.released_cells c on c.release_id = r.id and c.cell = ${cell}
		where r.figure = ${figure} and r.framework = ${framework} order by r.period desc, r.made_at desc, r.id desc limit 1`.execute(
			tx,
		);
	return found.rows[0];
}
