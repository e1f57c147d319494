import { sql, type Tx } from '#platform';
import type { AssessmentState, Opinion } from '../model/assessment.ts';
import type { ScoreMethod } from '../model/score.ts';

export interface AssessmentRow {
	readonly id: string;
	readonly round: { readonly id: string; readonly title: string; readonly fromDay: string; readonly untilDay: string };
	readonly roundClosed: boolean;
	readonly frameworkId: string;
	readonly institution: string;
	readonly author: string;
	readonly opinion: Opinion;
	readonly state: AssessmentState;
	readonly method: ScoreMethod;
	readonly createdAt: Date;
	readonly submittedAt: Date | null;
	/** Null once submitted. */
	readonly answered: number | null;
}

const columns = sql`a.id, jsonb_build_object('id', r.id, 'title', r.title, 'fromDay', r.from_day, 'untilDay', r.until_day) as round,
	r.closed_at is not null as "roundClosed", a.framework_id as "frameworkId", a.institution_id as institution, a.author_id as author,
	a.opinion, a.state, a.method, a.created_at as "createdAt", a.submitted_at as "submittedAt"`;
/** Counted for drafts only: what was submitted has an answer on every active control. */
const answered = sql`case when a.state = 'draft' then (select count(*)::int from assessments.answers n
	join norms.controls k on k.framework_id = a.framework_id and k.control = n.control
	where n.assessment_id = a.id and k.active and (n.now is not null or n.not_applicable)) end as answered`;

export interface AssessmentWish {
	readonly id?: string;
	readonly institution?: string;
	readonly round?: string;
}

/** What the asker may see, newest first, at most 200; an assessment in a round that the asker cannot see stays out. */
export async function assessments(tx: Tx, wish: AssessmentWish): Promise<AssessmentRow[]> {
	const { id = null, institution = null, round = null } = wish;
	const found =
		await sql<AssessmentRow>`select ${columns}, ${answered} from assessments.assessments a join assessments.rounds r on r.id = a.round_id
		where (${id}::uuid is null or a.id = ${id}) and (${institution}::uuid is null or a.institution_id = ${institution})
			and (${round}::uuid is null or a.round_id = ${round})
		order by a.created_at desc, a.id limit 200`.execute(tx);
	return found.rows;
}

export interface NewAssessment {
	readonly round: string;
	readonly framework: string;
	readonly institution: string;
	readonly author: string;
	readonly opinion: Opinion;
	readonly method: ScoreMethod;
	/** ISO moment; null for a draft. */
	readonly submittedAt: string | null;
}

/** Adds assessments in one statement. @returns ids in the order given */
export async function addAssessments(tx: Tx, list: readonly NewAssessment[], by: string | null, at: Date): Promise<string[]> {
	const made = await sql<{ id: string }>`with x as (
			select uuidv7() as id, x.* from jsonb_to_recordset(${JSON.stringify(list.map((one, place) => ({ ...one, place })))}::jsonb)
			as x (place int, round uuid, framework uuid, institution uuid, author uuid, opinion text, method text, "submittedAt" timestamptz)
		), made as (
			insert into assessments.assessments (id, round_id, framework_id, institution_id, author_id, opinion, method, created_by, created_at,
				submitted_by, submitted_at, state)
			select id, round, framework, institution, author, opinion, method, ${by}, ${at},
				case when "submittedAt" is not null then ${by}::uuid end, "submittedAt",
				case when "submittedAt" is null then 'draft' else 'submitted' end from x returning id
		) select made.id from made join x using (id) order by x.place`.execute(tx);
	return made.rows.map((row) => row.id);
}

/** Locks a draft of the asker until the end of the transaction; false when it is none (any more). */
export async function lockDraft(tx: Tx, id: string): Promise<boolean> {
	return (
		(await sql`select from assessments.assessments where id = ${id} and state = 'draft' for update`.execute(tx)).rows.length > 0
	);
}

export async function lockForever(tx: Tx, id: string, by: string | null, at: Date): Promise<void> {
	await sql`update assessments.assessments set state = 'submitted', submitted_by = ${by}, submitted_at = ${at} where id = ${id}`.execute(
		tx,
	);
}

/** May the asker read a subject of this institution at all? Absence of rows would not tell. */
export async function mayRead(tx: Tx, institution: string, subject: 'evidence'): Promise<boolean> {
	const found = await sql`select from institutions.institutions
		where id = ${institution} and id in (select institutions.readable(${subject}))`.execute(tx);
	return found.rows.length > 0;
}
