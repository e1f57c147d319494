import { sql, type Tx } from '#platform';
import type { MilestoneView } from '../contract.ts';
import { type MilestoneDates, type MilestoneKind, milestoneKinds } from '../model/milestone.ts';

export interface MilestoneRow extends MilestoneView {
	readonly institution: string;
}

const columns = sql`institution_id as institution, kind, planned, forecast, forecast_from as "forecastFrom", actual, reason, version`;

/** Milestones that the asker may read, of one institution or of all. */
export async function milestones(tx: Tx, institution?: string): Promise<MilestoneRow[]> {
	const found = await sql<MilestoneRow>`select ${columns} from improvement.milestones
		where ${institution ?? null}::uuid is null or institution_id = ${institution ?? null}`.execute(tx);
	return found.rows;
}

export async function own(tx: Tx, institution: string): Promise<MilestoneRow[]> {
	const found =
		await sql<MilestoneRow>`select ${columns} from improvement.milestones where institution_id = ${institution} for update`.execute(
			tx,
		);
	return found.rows;
}

export type BulkMilestone = MilestoneDates & { readonly institution: string };

/** Writes milestones of any number of institutions in one statement; the database keeps what was there before. */
export async function writeMilestones(tx: Tx, rows: readonly BulkMilestone[], at: Date): Promise<void> {
	await sql`insert into improvement.milestones as m (institution_id, kind, planned, forecast, forecast_from, actual, reason, updated_at)
		select x.institution, x.kind, x.planned, x.forecast, case when x.forecast is not null then 'entry' end, x.actual, x.reason, ${at}
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
			as x (institution uuid, kind text, planned date, forecast date, actual date, reason text)
		on conflict (institution_id, kind) do update set planned = excluded.planned, actual = excluded.actual, reason = excluded.reason,
			forecast = excluded.forecast, version = m.version + 1, updated_at = excluded.updated_at,
			forecast_from = case when excluded.forecast is not distinct from m.forecast then m.forecast_from else excluded.forecast_from end`.execute(
		tx,
	);
}

/** The day something was reached, unless a day stands there already. */
export async function reach(tx: Tx, institution: string, kind: MilestoneKind, day: string, at: Date): Promise<void> {
	await sql`insert into improvement.milestones as m (institution_id, kind, actual, updated_at) values (${institution}, ${kind}, ${day}, ${at})
		on conflict (institution_id, kind) do update set actual = excluded.actual, version = m.version + 1, updated_at = excluded.updated_at
		where m.actual is null`.execute(tx);
}

/** The day that was promised. */
export async function promise(
	tx: Tx,
	institution: string,
	kind: MilestoneKind,
	day: string,
	reason: string,
	at: Date,
): Promise<void> {
	await sql`insert into improvement.milestones as m (institution_id, kind, planned, reason, updated_at)
		values (${institution}, ${kind}, ${day}, ${reason}, ${at})
		on conflict (institution_id, kind) do update set planned = excluded.planned, reason = excluded.reason, version = m.version + 1,
			updated_at = excluded.updated_at where m.planned is distinct from excluded.planned`.execute(tx);
}

/** Forecast = due day of the last open action that the milestone waits for; without such actions nothing changes. */
export async function forecastFromActions(tx: Tx, institution: string, kinds: readonly MilestoneKind[], at: Date): Promise<void> {
	await sql`insert into improvement.milestones as m (institution_id, kind, forecast, forecast_from, updated_at)
		select institution_id, milestone, max(due_on), 'actions', ${at} from improvement.actions
		where institution_id = ${institution} and milestone = any (${kinds}::text[]) and state in ('open', 'in-progress')
		group by institution_id, milestone
		on conflict (institution_id, kind) do update set forecast = excluded.forecast, forecast_from = 'actions', version = m.version + 1,
			updated_at = excluded.updated_at
		where m.actual is null and (m.forecast is distinct from excluded.forecast or m.forecast_from is distinct from 'actions')`.execute(
		tx,
	);
}

/** All three, also those of which nothing is known. */
export function allKinds(rows: readonly MilestoneRow[]): MilestoneView[] {
	const unknown = { planned: null, forecast: null, forecastFrom: null, actual: null, reason: '', version: 0 };
	return milestoneKinds.map((kind) => rows.find((row) => row.kind === kind) ?? { kind, ...unknown });
}
