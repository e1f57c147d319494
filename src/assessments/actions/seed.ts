import { type Finding, Refusal } from '#kernel';
import { localDay } from '#improvement';
import type { Skeleton } from '#norms';
import type { Work } from '#platform';
import { type Answer, answerFindings, missingFindings } from '../model/answers.ts';
import type { Opinion } from '../model/assessment.ts';
import { proposalFindings, termsOf, type Terms } from '../model/target.ts';
import { writeAnswers } from '../store/answers.ts';
import { addAssessments } from '../store/assessments.ts';
import { rounds } from '../store/rounds.ts';
import { addScores } from '../store/scores.ts';
import { addTargets, type TargetRow, targets } from '../store/targets.ts';
import { scoreRow } from './judge.ts';
import { frameworksById } from './rounds.ts';

/** A whole submitted assessment. */
export interface SubmittedAssessment {
	readonly round: string;
	readonly institution: string;
	/** Who gives the opinion; the institution itself for self and internal-audit. */
	readonly author: string;
	readonly opinion: Opinion;
	readonly submittedAt: Date;
	readonly answers: readonly Answer[];
}

/** Answers in one statement; more would make one statement's parameters very long. */
const batch = 20_000;

/**
 * Brings in submitted assessments, judged by the same rules as those of people, in a handful of statements whatever their number.
 * For imports and the demo, as Dijkwacht itself. Refuses with every fault of every assessment, its place as `/<index>/answers/...`.
 * @returns ids in the order given
 */
export async function seedAssessments(work: Work, list: readonly SubmittedAssessment[]): Promise<string[]> {
	const { tx, now } = work;
	const known = new Map((await rounds(tx, [...new Set(list.map((one) => one.round))])).map((round) => [round.id, round]));
	const frameworks = await frameworksById(
		tx,
		[...known.values()].map((round) => round.frameworkId),
	);
	const institutions = [...new Set(list.map((one) => one.institution))];
	const inForce = new Map<string, TargetRow>();
	for (const one of await agreementsOf(work, institutions)) inForce.set(`${one.institution} ${one.frameworkId}`, one);
	const frameworkOf = (round: string): Skeleton => {
		const framework = frameworks.get(known.get(round)?.frameworkId ?? '');
		if (framework === undefined) throw new Refusal('not-found', `there is no round ${round}`);
		return framework;
	};
	const findings = list.flatMap((one, index): Finding[] => {
		const framework = frameworkOf(one.round);
		const missing = missingFindings(one.answers, framework).map((fault) => ({ ...fault, where: `/${index}${fault.where}` }));
		return [...answerFindings(one.answers, framework, `/${index}/answers`), ...missing];
	});
	if (findings.length > 0) throw new Refusal('content-refused', 'the assessments have faults; nothing was written', findings);
	const heads = list.map(({ answers: _answers, submittedAt, ...one }) => ({
		...one,
		...{ framework: frameworkOf(one.round).id, method: 'mean-of-clusters' as const, submittedAt: submittedAt.toISOString() },
	}));
	const ids = await addAssessments(tx, heads, null, now);
	const answers = list.flatMap((one, index) =>
		one.answers.map((answer) => ({ ...answer, assessment: ids[index] ?? '', institution: one.institution })),
	);
	for (let from = 0; from < answers.length; from += batch) await writeAnswers(tx, answers.slice(from, from + batch), null, now);
	const scores = list.map((one, index) => {
		const framework = frameworkOf(one.round);
		const agreement = inForce.get(`${one.institution} ${framework.id}`) ?? null;
		const subject = { ...one, assessment: ids[index] ?? '', submittedAt: one.submittedAt.toISOString() };
		return scoreRow(subject, one.answers, framework, agreement, 'mean-of-clusters');
	});
	await addScores(tx, scores);
	return ids;
}

async function agreementsOf({ tx }: Work, institutions: readonly string[]): Promise<TargetRow[]> {
	const found: TargetRow[] = [];
	for (let from = 0; from < institutions.length; from += 500)
		found.push(...(await targets(tx, { institutions: institutions.slice(from, from + 500), state: 'in-force' })));
	return found;
}

/** A target that both sides had signed before Dijkwacht was there. */
export type SignedTarget = Terms & { readonly institution: string; readonly framework: string };

/** Brings in agreements that hold already, checked as a proposal is. For imports and the demo, as Dijkwacht itself. */
export async function seedTargets(work: Work, list: readonly SignedTarget[]): Promise<string[]> {
	const frameworks = await frameworksById(
		work.tx,
		list.map((one) => one.framework),
	);
	const findings = list.flatMap((one, index): Finding[] => {
		const framework = frameworks.get(one.framework);
		if (framework === undefined) throw new Refusal('not-found', `there is no framework ${one.framework}`);
		const today = one.byDay < localDay(work.now) ? one.byDay : localDay(work.now);
		const faults = proposalFindings(
			one,
			framework,
			termsOf({ level: framework.min, clusters: [], controls: [], floor: null, keyControls: [] }),
			today,
		);
		return faults.map((fault) => ({ ...fault, where: `/${index}${fault.where}` }));
	});
	if (findings.length > 0) throw new Refusal('content-refused', 'the targets have faults; nothing was written', findings);
	const rows = await addTargets(
		work.tx,
		list.map((one) => ({ ...one, lowers: false, signed: true })),
		null,
		work.now,
	);
	return rows.map((row) => row.id);
}
