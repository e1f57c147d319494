import { localDay, promiseMilestone, reachMilestone } from '#improvement';
import { asSystem, type Job, on } from '#platform';
import { judge } from './actions/judge.ts';
import { frameworksById } from './actions/rounds.ts';
import { assessmentSubmitted, targetInForce } from './contract.ts';
import { answersOf } from './store/answers.ts';
import { assessments } from './store/assessments.ts';
import { judgeAgain } from './store/scores.ts';
import { targets } from './store/targets.ts';

/** An opinion moves the calendar: the target is reached by the institution's own word, the audit is held by an outsider's. */
const moveMilestones = on(assessmentSubmitted, 'assessments.move-milestones', (platform, news) =>
	asSystem(platform, async ({ tx, now }) => {
		const [row] = await assessments(tx, { id: news.assessment });
		const day = localDay(row?.submittedAt ?? now);
		if (news.opinion === 'external-audit') await reachMilestone(tx, news.institution, 'external-audit', day, now);
		if (news.opinion === 'self' && news.meetsAgreement) await reachMilestone(tx, news.institution, 'target-reached', day, now);
	}),
);

/** A new agreement is the new promise, and what was submitted in the newest round is held against it. */
const applyTarget = on(targetInForce, 'assessments.apply-target', (platform, news) =>
	asSystem(platform, async ({ tx, now }) => {
		const [agreement] = await targets(tx, { id: news.agreement });
		if (agreement?.state !== 'in-force') return;
		const reason = agreement.loweringReason || agreement.reason || `target agreement ${agreement.number}`;
		await promiseMilestone(tx, news.institution, 'target-reached', agreement.byDay, reason, now);
		const framework = (await frameworksById(tx, [news.framework])).get(news.framework);
		const submitted = (await assessments(tx, { institution: news.institution })).filter(
			(one) => one.state === 'submitted' && one.frameworkId === news.framework,
		);
		const newest = submitted.filter((one) => one.roundId === submitted[0]?.roundId);
		if (framework === undefined || newest.length === 0) return;
		const ids = newest.map((one) => one.id);
		const answers = Map.groupBy(await answersOf(tx, ids), (answer) => answer.assessment);
		const judged = newest.map((one) => ({
			...{ assessment: one.id, agreement: agreement.id },
			score: judge(answers.get(one.id) ?? [], framework, agreement, one.method),
		}));
		await judgeAgain(tx, judged);
	}),
);

export const jobs: readonly Job[] = [moveMilestones, applyTarget];
