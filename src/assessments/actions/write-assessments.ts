import { noteLook, record } from '#institutions';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import {
	type AssessmentDetail,
	assessmentSubmitted,
	type createAssessment,
	type saveAnswers,
	type submitAssessment,
} from '../contract.ts';
import { answerFindings, missingFindings, staleFindings } from '../model/answers.ts';
import { mayGive, maySubmit, stepAssessment } from '../model/assessment.ts';
import { scoreView } from '../model/figure.ts';
import { meetsAgreement } from '../model/score.ts';
import { answersOf, writeAnswers } from '../store/answers.ts';
import { addAssessments, lockDraft, lockForever, mayRead } from '../store/assessments.ts';
import { rounds } from '../store/rounds.ts';
import { addScores } from '../store/scores.ts';
import { judge, scoreRow } from './judge.ts';
import { detailOf, type Opened, open } from './read-assessments.ts';

/** Begins a draft. About another institution only as peer or auditor, and only where it disclosed its evidence to the asker. */
export async function create(ctx: Ctx, { body }: Input<typeof createAssessment>): Promise<AssessmentDetail> {
	const institution = body.institution ?? ctx.who.organisation;
	const [round] = await rounds(ctx.tx, [body.round]);
	if (round === undefined) throw new Refusal('not-found', 'there is no such round');
	if (!(await mayRead(ctx.tx, institution, 'evidence'))) throw new Refusal('not-found');
	if (!mayGive(body.opinion, ctx.who, institution))
		throw new Refusal('not-allowed', `your organisation does not give the opinion ${body.opinion} about this institution`);
	if (round.closedAt !== null) throw new Refusal('state-refused', 'the round is closed');
	const { opinion, method } = body;
	const draft = { round: round.id, framework: round.frameworkId, institution, author: ctx.who.organisation, opinion, method };
	const [id] = await addAssessments(ctx.tx, [{ ...draft, submittedAt: null }], ctx.who.person, ctx.now);
	if (id === undefined) throw new Refusal('not-found');
	await record(ctx, 'assessment.begun', id, { round: round.id, opinion, institution });
	await noteLook(ctx, institution, 'evidence');
	const opened = await open(ctx, id);
	return detailOf(ctx, opened, [], judge([], opened.framework, opened.agreement, method));
}

/** Opens a draft of the asker and locks it for this transaction. An outsider's room closes when the disclosure ends. */
export async function openDraft(ctx: Ctx, id: string, verb: 'answer' | 'submit'): Promise<Opened> {
	const opened = await open(ctx, id);
	const { author, institution } = opened.row;
	if (author !== ctx.who.organisation) throw new Refusal('not-allowed', 'only its author changes an assessment');
	if (author !== institution && !(await mayRead(ctx.tx, institution, 'evidence'))) throw new Refusal('not-found');
	const step = stepAssessment(opened.row.state, verb);
	if (!step.ok || !(await lockDraft(ctx.tx, id))) throw new Refusal('state-refused', 'a submitted assessment is locked');
	return opened;
}

/** Autosave: all or nothing, every fault at once. A control that somebody else answered meanwhile is a `version-conflict`. */
export async function save(ctx: Ctx, { params, body }: Input<typeof saveAnswers>): Promise<Output<typeof saveAnswers>> {
	const { row, framework, agreement } = await openDraft(ctx, params.id, 'answer');
	const faults = answerFindings(body.answers, framework, '/body/answers');
	if (faults.length > 0) throw new Refusal('input-invalid', `${faults.length} faults; nothing was saved`, faults);
	const before = await answersOf(ctx.tx, [row.id]);
	const versions = new Map(before.map((one) => [one.control, one.version]));
	const stale = staleFindings(body.answers, versions, '/body/answers');
	if (stale.length > 0)
		throw new Refusal('version-conflict', `${stale.length} answers changed meanwhile; nothing was saved`, stale);
	const answers = body.answers.map((one) => ({ ...one, assessment: row.id, institution: row.institution }));
	const saved = await writeAnswers(ctx.tx, answers, ctx.who.person, ctx.now);
	const given = new Set(saved.map((one) => one.control));
	const after = [...before.filter((one) => !given.has(one.control)), ...answers];
	const score = judge(after, framework, agreement, row.method);
	await record(ctx, 'assessment.answered', row.id, { controls: body.answers.map((one) => one.control) });
	await ctx.live('assessment', { assessment: row.id, saved }, ctx.who.organisation);
	return { saved, score: scoreView(score, framework.clusters) };
}

/** Locks the assessment for ever and stores its score. Refuses `content-refused` with every control that has no answer. */
export async function submit(ctx: Ctx, { params }: Input<typeof submitAssessment>): Promise<AssessmentDetail> {
	if (!maySubmit(ctx.who.role))
		throw new Refusal('not-allowed', 'a faculty contact answers; another submits for the institution');
	const opened = await openDraft(ctx, params.id, 'submit');
	const { row, framework, agreement } = opened;
	if (row.roundClosed) throw new Refusal('state-refused', 'the round is closed');
	const answers = await answersOf(ctx.tx, [row.id]);
	const missing = missingFindings(answers, framework);
	if (missing.length > 0) throw new Refusal('content-refused', `${missing.length} controls are not answered yet`, missing);
	const subject = { ...row, assessment: row.id, round: row.round.id, submittedAt: ctx.now.toISOString() };
	const stored = scoreRow(subject, answers, framework, agreement, row.method);
	await addScores(ctx.tx, [stored]);
	await lockForever(ctx.tx, row.id, ctx.who.person, ctx.now);
	const facts = { opinion: row.opinion, round: row.round.id, framework: framework.id };
	await record(ctx, 'assessment.submitted', row.id, facts);
	if (row.author !== row.institution) await record(ctx, 'assessment.submitted', row.id, facts, row.institution);
	const meets = meetsAgreement(stored.score);
	await ctx.publish(assessmentSubmitted, { ...facts, assessment: row.id, institution: row.institution, meetsAgreement: meets });
	await ctx.live('assessment', { assessment: row.id, state: 'submitted' }, row.institution);
	return detailOf(
		ctx,
		{ ...opened, row: { ...row, state: 'submitted', submittedAt: ctx.now, answered: null } },
		answers,
		stored.score,
	);
}
