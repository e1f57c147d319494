import { noteLook } from '#institutions';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Skeleton } from '#norms';
import type { Ctx } from '#platform';
import type { AssessmentDetail, listAssessments, readAssessment } from '../contract.ts';
import { scoreView } from '../model/figure.ts';
import type { Score } from '../model/score.ts';
import { type AnswerRow, answersOf } from '../store/answers.ts';
import { type AssessmentRow, assessments } from '../store/assessments.ts';
import { evidenceOf } from '../store/evidence.ts';
import { storedScore } from '../store/scores.ts';
import { type TargetRow, targets } from '../store/targets.ts';
import { judge } from './judge.ts';
import { frameworkRefOf, frameworksById } from './rounds.ts';

/** Everything around one assessment that judging and showing needs. */
export interface Opened {
	readonly row: AssessmentRow;
	readonly framework: Skeleton;
	/** In force now; null while nothing is agreed or the asker may not see it. */
	readonly agreement: TargetRow | null;
}

/** Refuses `not-found` for what the asker may not see, be it the assessment, its round or its framework. */
export async function open(ctx: Ctx, id: string): Promise<Opened> {
	const [row] = await assessments(ctx.tx, { id });
	if (row === undefined) throw new Refusal('not-found');
	const framework = (await frameworksById(ctx.tx, [row.frameworkId])).get(row.frameworkId);
	if (framework === undefined) throw new Refusal('not-found');
	const wish = { institutions: [row.institution], framework: row.frameworkId, state: 'in-force' as const };
	const [agreement = null] = await targets(ctx.tx, wish);
	return { row, framework, agreement };
}

function head(row: AssessmentRow, framework: Skeleton) {
	const active = framework.controls.filter((control) => control.active).length;
	return {
		...row,
		framework: frameworkRefOf(framework),
		createdAt: row.createdAt.toISOString(),
		submittedAt: row.submittedAt?.toISOString() ?? null,
		active,
		answered: row.answered ?? active,
	};
}

export async function list(ctx: Ctx, { query }: Input<typeof listAssessments>): Promise<Output<typeof listAssessments>> {
	const rows = await assessments(ctx.tx, query);
	const frameworks = await frameworksById(
		ctx.tx,
		rows.map((row) => row.frameworkId),
	);
	const items = rows.flatMap((row) => {
		const framework = frameworks.get(row.frameworkId);
		return framework ? [head(row, framework)] : [];
	});
	return { items };
}

export async function read(ctx: Ctx, { params }: Input<typeof readAssessment>): Promise<AssessmentDetail> {
	const opened = await open(ctx, params.id);
	const seen = await detail(ctx, opened);
	await noteLook(ctx, opened.row.institution, seen.answers.length > 0 ? 'evidence' : 'scores');
	return seen;
}

/** What is locked shows the score that was stored; a draft shows what it would be. */
async function detail(ctx: Ctx, opened: Opened): Promise<AssessmentDetail> {
	const { row, framework, agreement } = opened;
	const answers = await answersOf(ctx.tx, [row.id]);
	const stored = row.state === 'submitted' ? await storedScore(ctx.tx, row.id) : undefined;
	return detailOf(ctx, opened, answers, stored ?? judge(answers, framework, agreement, row.method));
}

/** The same when answers and score are at hand. */
export async function detailOf(
	ctx: Ctx,
	{ row, framework }: Opened,
	answers: readonly AnswerRow[],
	score: Score,
): Promise<AssessmentDetail> {
	const evidence = await evidenceOf(ctx.tx, row.id);
	return {
		...head(row, framework),
		answers: answers.map((one) => ({ ...one, answeredAt: one.answeredAt.toISOString() })),
		evidence: evidence.map((one) => ({ ...one, addedAt: one.addedAt.toISOString() })),
		score: scoreView(score, framework.clusters),
	};
}
