import type { Skeleton } from '#norms';
import { type Answer, forecastDay, takingPart } from '../model/answers.ts';
import { type Score, type ScoreMethod, score } from '../model/score.ts';
import { termsInForce } from '../model/target.ts';
import type { NewScore } from '../store/scores.ts';
import type { TargetRow } from '../store/targets.ts';

/** The score of answers on a framework against the agreement in force (null: the sector's 3). */
export function judge(answers: readonly Answer[], framework: Skeleton, agreement: TargetRow | null, method: ScoreMethod): Score {
	const clusters = framework.clusters.map((one) => one.id);
	return score(clusters, takingPart(answers, framework), termsInForce(agreement, framework), method);
}

type Subject = Pick<NewScore, 'assessment' | 'institution' | 'author' | 'round' | 'opinion' | 'submittedAt'>;

/** What is stored at submit. */
export function scoreRow(
	subject: Subject,
	answers: readonly Answer[],
	framework: Skeleton,
	agreement: TargetRow | null,
	method: ScoreMethod,
): NewScore {
	const { assessment, institution, author, round, opinion, submittedAt } = subject;
	return {
		...{ assessment, institution, author, round, opinion, submittedAt, framework: framework.id },
		...{
			expectedOn: forecastDay(answers),
			agreement: agreement?.id ?? null,
			score: judge(answers, framework, agreement, method),
		},
	};
}
