import { localDay, promiseMilestone, reachMilestone } from '#improvement';
import { asSystem, type Job, on, type Work } from '#platform';
import { judge } from './actions/judge.ts';
import { frameworksById } from './actions/rounds.ts';
import { assessmentSubmitted, targetInForce } from './contract.ts';
import { answersOf } from './store/answers.ts';
import { type AssessmentRow, assessments } from './store/assessments.ts';
import { judgeAgain } from './store/scores.ts';
import { type TargetRow, targets } from './store/targets.ts';

/** Holds submitted assessments against an agreement, in place of what they were held against before. */
async function holdAgainst({ tx }: Work, agreement: TargetRow, submitted: readonly AssessmentRow[]): Promise<void> {
	const framework = (await frameworksById(tx, [agreement.frameworkId])).get(agreement.frameworkId);
	if (framework === undefined || submitted.length === 0) return;
	const ids = submitted.map((one) => one.id);
	const answers = Map.groupBy(await answersOf(tx, ids), (answer) => answer.assessment);
	const judged = submitted.map((one) => ({
		...{ assessment: one.id, agreement: agreement.id },
		score: judge(answers.get(one.id) ?? [], framework, agreement, one.method),
	}));
	await judgeAgain(tx, judged);
}

/**
 * An opinion moves the calendar: the target is reached by the institution's own word, the audit is held by an outsider's. An
 * outsider may not have seen the agreement, so its opinion is held against it here.
 */
const heard = on(assessmentSubmitted, 'assessments.move-milestones', (platform, news) =>
	asSystem(platform, async (work) => {
		const { tx, now } = work;
		const [row] = await assessments(tx, { id: news.assessment });
		if (row === undefined) return;
		const day = localDay(row.submittedAt ?? now);
		if (news.opinion === 'external-audit') await reachMilestone(tx, news.institution, 'external-audit', day, now);
		if (news.opinion === 'self' && news.meetsAgreement) await reachMilestone(tx, news.institution, 'target-reached', day, now);
		if (row.author === row.institution) return;
		const wish = { institutions: [row.institution], framework: row.frameworkId, state: 'in-force' as const };
		const [agreement] = await targets(tx, wish);
		if (agreement !== undefined) await holdAgainst(work, agreement, [row]);
	}),
);

/** A new agreement is the new promise, and what was submitted in the newest round is held against it. */
const agreed = on(targetInForce, 'assessments.apply-target', (platform, news) =>
	asSystem(platform, async (work) => {
		const { tx, now } = work;
		const [agreement] = await targets(tx, { id: news.agreement });
		if (agreement?.state !== 'in-force') return;
		const reason = agreement.loweringReason || agreement.reason || `target agreement ${agreement.number}`;
		await promiseMilestone(tx, news.institution, 'target-reached', agreement.byDay, reason, now);
		const submitted = (await assessments(tx, { institution: news.institution })).filter(
			(one) => one.state === 'submitted' && one.frameworkId === news.framework,
		);
		const newest = submitted.filter((one) => one.round.id === submitted[0]?.round.id);
		await holdAgainst(work, agreement, newest);
	}),
);

export const jobs: readonly Job[] = [heard, agreed];
