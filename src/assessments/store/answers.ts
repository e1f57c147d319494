import { sql, type Tx } from '#platform';
import type { Answer, VersionedAnswer } from '../model/answers.ts';

export interface AnswerRow extends VersionedAnswer {
	readonly assessment: string;
	readonly answeredAt: Date;
}

/** Answers of assessments, as far as the asker may open them. */
export async function answersOf(tx: Tx, assessments: readonly string[]): Promise<AnswerRow[]> {
	const found =
		await sql<AnswerRow>`select assessment_id as assessment, control, now, expected, expected_on as "expectedOn", wanted,
			not_applicable as "notApplicable", reason, version, answered_at as "answeredAt"
		from assessments.answers where assessment_id = any (${assessments}::uuid[]) order by control`.execute(tx);
	return found.rows;
}

export type NewAnswer = Answer & { readonly assessment: string; readonly institution: string };

/** Writes any number of answers in one statement; an answer that is there gets the next version. */
export async function writeAnswers(
	tx: Tx,
	answers: readonly NewAnswer[],
	by: string | null,
	at: Date,
): Promise<{ control: string; version: number }[]> {
	const rows = answers.map((one) => [
		...[
			one.assessment,
			one.institution,
			one.control,
			one.now,
			one.expected,
			one.expectedOn,
			one.wanted,
			one.notApplicable,
			one.reason,
		],
	]);
	const column = (place: number) => rows.map((row) => row[place]);
	const saved = await sql<{
		control: string;
		version: number;
	}>`insert into assessments.answers as a (assessment_id, institution_id, control, now,
			expected, expected_on, wanted, not_applicable, reason, version, answered_by, answered_at)
		select x.*, 1, ${by}::uuid, ${at}::timestamptz from unnest(${column(0)}::uuid[], ${column(1)}::uuid[], ${column(2)}::text[], ${column(3)}::smallint[],
			${column(4)}::smallint[], ${column(5)}::date[], ${column(6)}::smallint[], ${column(7)}::boolean[], ${column(8)}::text[]) as x
		on conflict (assessment_id, control) do update set now = excluded.now, expected = excluded.expected, expected_on = excluded.expected_on,
			wanted = excluded.wanted, not_applicable = excluded.not_applicable, reason = excluded.reason, version = a.version + 1,
			answered_by = excluded.answered_by, answered_at = excluded.answered_at
		returning control, version`.execute(tx);
	return saved.rows;
}
