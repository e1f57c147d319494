import { sql, type Tx } from '#platform';
import type { Opinion } from '../model/assessment.ts';
import { toNumber } from '../model/ratio.ts';
import { meetsAgreement, overallMean, type Score } from '../model/score.ts';

export interface ScoreRow {
	readonly assessment: string;
	readonly institution: string;
	readonly author: string;
	readonly round: { id: string; title: string; fromDay: string; untilDay: string };
	readonly frameworkId: string;
	readonly opinion: Opinion;
	readonly submittedAt: Date;
	readonly expectedOn: string | null;
	readonly agreementId: string | null;
	readonly score: Score;
}

const columns = sql`s.assessment_id as assessment, s.institution_id as institution, s.author_id as author, s.framework_id as "frameworkId", s.opinion,
	s.submitted_at as "submittedAt", s.expected_on as "expectedOn", s.agreement_id as "agreementId", s.score,
	jsonb_build_object('id', r.id, 'title', r.title, 'fromDay', r.from_day, 'untilDay', r.until_day) as round`;

/** All scores of an institution through the rounds, oldest round first. Scores in a round the asker cannot see stay out. */
export async function scoresOf(tx: Tx, institution: string): Promise<ScoreRow[]> {
	const found = await sql<ScoreRow>`select ${columns} from assessments.scores s join assessments.rounds r on r.id = s.round_id
		where s.institution_id = ${institution} order by r.from_day, s.submitted_at`.execute(tx);
	return found.rows;
}

/** The score of one submitted assessment; undefined when the asker may not see it. */
export async function storedScore(tx: Tx, assessment: string): Promise<Score | undefined> {
	const found = await sql<{ score: Score }>`select score from assessments.scores where assessment_id = ${assessment}`.execute(tx);
	return found.rows[0]?.score;
}

export interface SectorScore extends ScoreRow {
	readonly framework: string;
	readonly version: string;
}

/** The newest submitted self assessment in a sector round of every institution the asker may read; one row each. */
export async function latestScores(tx: Tx): Promise<SectorScore[]> {
	const found = await sql<SectorScore>`select distinct on (s.institution_id) ${columns}, f.framework, f.version
		from assessments.scores s join assessments.rounds r on r.id = s.round_id join norms.frameworks f on f.id = s.framework_id
		where s.opinion = 'self' and r.sector order by s.institution_id, r.from_day desc, s.submitted_at desc`.execute(tx);
	return found.rows;
}

/** Self assessments in sector rounds, oldest round first: for a trend of the sector. One round when named. */
export async function sectorScores(tx: Tx, round?: string): Promise<SectorScore[]> {
	const found = await sql<SectorScore>`select ${columns}, f.framework, f.version
		from assessments.scores s join assessments.rounds r on r.id = s.round_id join norms.frameworks f on f.id = s.framework_id
		where s.opinion = 'self' and r.sector and (${round ?? null}::uuid is null or r.id = ${round ?? null})
		order by r.from_day, s.submitted_at, s.institution_id`.execute(tx);
	return found.rows;
}

export interface NewScore {
	readonly assessment: string;
	readonly institution: string;
	readonly author: string;
	readonly round: string;
	readonly framework: string;
	readonly opinion: Opinion;
	readonly submittedAt: string;
	readonly expectedOn: string | null;
	readonly agreement: string | null;
	readonly score: Score;
}

function derived(score: Score) {
	const mean = overallMean(score, 'now');
	return { overall: mean === null ? null : toNumber(mean), meets: meetsAgreement(score), under: score.underTarget };
}

/** Stores scores of any number of assessments in one statement. */
export async function addScores(tx: Tx, list: readonly NewScore[]): Promise<void> {
	const rows = list.map((one) => ({ ...one, ...derived(one.score) }));
	await sql`insert into assessments.scores (assessment_id, institution_id, author_id, round_id, framework_id, opinion, submitted_at, expected_on,
			overall, meets, under_target, agreement_id, score)
		select x.assessment, x.institution, x.author, x.round, x.framework, x.opinion, x."submittedAt", x."expectedOn", x.overall, x.meets, x.under,
			x.agreement, x.score
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (assessment uuid, institution uuid, author uuid, round uuid, framework uuid,
			opinion text, "submittedAt" timestamptz, "expectedOn" date, overall double precision, meets boolean, under int, agreement uuid, score jsonb)`.execute(
		tx,
	);
}

/** Puts newly judged scores in place of the stored ones; for Dijkwacht itself, when another agreement holds. */
export async function judgeAgain(
	tx: Tx,
	list: readonly { assessment: string; agreement: string; score: Score }[],
): Promise<void> {
	const rows = list.map((one) => ({ ...one, ...derived(one.score) }));
	await sql`update assessments.scores s set score = x.score, overall = x.overall, meets = x.meets, under_target = x.under, agreement_id = x.agreement
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
			as x (assessment uuid, agreement uuid, score jsonb, overall double precision, meets boolean, under int)
		where s.assessment_id = x.assessment`.execute(tx);
}
