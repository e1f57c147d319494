import { sql, type Tx } from '#platform';
import type { Terms, TargetState } from '../model/target.ts';

export interface TargetRow extends Terms {
	readonly id: string;
	readonly institution: string;
	readonly frameworkId: string;
	readonly number: number;
	readonly state: TargetState;
	readonly lowers: boolean;
	readonly proposedBy: string | null;
	readonly proposedAt: Date;
	readonly boardPerson: string | null;
	readonly boardAt: Date | null;
	readonly coordinatorPerson: string | null;
	readonly coordinatorAt: Date | null;
	readonly inForceAt: Date | null;
	readonly endedAt: Date | null;
}

const columns = sql`id, institution_id as institution, framework_id as "frameworkId", number, state, level, clusters, controls, floor,
	key_controls as "keyControls", by_day as "byDay", reason, lowers, lowering_reason as "loweringReason", proposed_by as "proposedBy",
	proposed_at as "proposedAt", board_person as "boardPerson", board_at as "boardAt", coordinator_person as "coordinatorPerson",
	coordinator_at as "coordinatorAt", in_force_at as "inForceAt", ended_at as "endedAt"`;

export interface TargetWish {
	readonly id?: string;
	readonly institutions?: readonly string[];
	readonly framework?: string;
	readonly state?: TargetState;
}

/** Newest number first, at most 1000. */
export async function targets(tx: Tx, wish: TargetWish): Promise<TargetRow[]> {
	const { id = null, institutions = null, framework = null, state = null } = wish;
	const found = await sql<TargetRow>`select ${columns} from assessments.target_agreements
		where (${id}::uuid is null or id = ${id}) and (${institutions}::uuid[] is null or institution_id = any (${institutions}::uuid[]))
			and (${framework}::uuid is null or framework_id = ${framework}) and (${state}::text is null or state = ${state})
		order by number desc, institution_id limit 1000`.execute(tx);
	return found.rows;
}

export interface NewTarget extends Terms {
	readonly institution: string;
	readonly framework: string;
	readonly lowers: boolean;
	/** Both signatures at once, for what was agreed before Dijkwacht was there. */
	readonly signed: boolean;
}

/** Adds proposals, or agreements that hold already, in one statement; numbers count on per institution and framework. */
export async function addTargets(tx: Tx, list: readonly NewTarget[], by: string | null, at: Date): Promise<TargetRow[]> {
	const made =
		await sql<TargetRow>`insert into assessments.target_agreements (institution_id, framework_id, number, level, clusters, controls, floor,
			key_controls, by_day, reason, lowers, lowering_reason, proposed_by, proposed_at, state, board_at, coordinator_at, in_force_at)
		select x.institution, x.framework, 1 + (select coalesce(max(t.number), 0) from assessments.target_agreements t
				where t.institution_id = x.institution and t.framework_id = x.framework),
			x.level, x.clusters, x.controls, x.floor, array(select jsonb_array_elements_text(x."keyControls")), x."byDay", x.reason, x.lowers,
			x."loweringReason", ${by}, ${at}, case when x.signed then 'in-force' else 'proposed' end, s.at, s.at, s.at
		from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as x (institution uuid, framework uuid, level numeric, clusters jsonb, controls jsonb,
			floor int, "keyControls" jsonb, "byDay" date, reason text, lowers boolean, "loweringReason" text, signed boolean)
		cross join lateral (select case when x.signed then ${at}::timestamptz end as at) s
		returning ${columns}`.execute(tx);
	return made.rows;
}

/** Locks the agreement until the end of the transaction; false when it is not there for the asker. */
export async function lockTarget(tx: Tx, id: string): Promise<boolean> {
	return (await sql`select from assessments.target_agreements where id = ${id} for update`.execute(tx)).rows.length > 0;
}

/** Ends the agreement that holds now, if any, so that a next one can take its place. */
export async function supersede(tx: Tx, institution: string, framework: string, at: Date): Promise<void> {
	await sql`update assessments.target_agreements set state = 'superseded', ended_at = ${at}
		where institution_id = ${institution} and framework_id = ${framework} and state = 'in-force'`.execute(tx);
}

export type Signatures = Pick<
	TargetRow,
	'id' | 'state' | 'boardPerson' | 'boardAt' | 'coordinatorPerson' | 'coordinatorAt' | 'inForceAt' | 'endedAt'
>;

export async function saveTarget(tx: Tx, next: Signatures): Promise<TargetRow | undefined> {
	const saved =
		await sql<TargetRow>`update assessments.target_agreements set state = ${next.state}, board_person = ${next.boardPerson},
			board_at = ${next.boardAt}, coordinator_person = ${next.coordinatorPerson}, coordinator_at = ${next.coordinatorAt},
			in_force_at = ${next.inForceAt}, ended_at = ${next.endedAt} where id = ${next.id} returning ${columns}`.execute(tx);
	return saved.rows[0];
}
