import { look } from '#institutions';
import { Refusal } from '#kernel';
import type { Input } from '#kernel/contract';
import type { Ctx } from '#platform';
import type { InstitutionScores, readScores } from '../contract.ts';
import { opinions } from '../model/assessment.ts';
import { optimism, overallFigure, scoreView, stretches } from '../model/figure.ts';
import { meetsAgreement } from '../model/score.ts';
import { type ScoreRow, scoresOf } from '../store/scores.ts';
import { type TargetRow, targets } from '../store/targets.ts';
import { frameworkRefOf, frameworksById } from './rounds.ts';

function head(row: ScoreRow) {
	return { assessment: row.assessment, author: row.author, round: row.round, submittedAt: row.submittedAt.toISOString() };
}

/** Where an institution stands, from scores stored at submit; the look of another organisation is noted there. */
export async function read(ctx: Ctx, { params, query }: Input<typeof readScores>): Promise<InstitutionScores> {
	if ((await look(ctx, params.id, ['scores'])) === undefined) throw new Refusal('not-found');
	const scores = await standing(ctx, params.id, query.framework);
	if (scores === undefined) throw new Refusal('not-found', 'nothing was submitted on this framework');
	return scores;
}

/**
 * The same for a page that has asked already what it may show. @param framework id; else that of the newest self assessment
 * @param agreed agreements of the institution where they are at hand
 */
export async function standing(
	ctx: Ctx,
	institution: string,
	framework?: string,
	agreed?: readonly TargetRow[],
): Promise<InstitutionScores | undefined> {
	const rows = await scoresOf(ctx.tx, institution);
	const frameworks = await frameworksById(
		ctx.tx,
		rows.map((row) => row.frameworkId),
	);
	const known = rows.filter((row) => frameworks.has(row.frameworkId));
	const newest = known.findLast((row) => row.opinion === 'self') ?? known.at(-1);
	const chosen = frameworks.get(framework ?? newest?.frameworkId ?? '');
	if (chosen === undefined) {
		if (framework !== undefined) return undefined;
		return { institution, framework: null, agreement: null, opinions: [], optimism: [], trend: [] };
	}
	const agreements = agreed ?? (await targets(ctx.tx, { institutions: [institution], framework: chosen.id, state: 'in-force' }));
	const agreement = agreements.find(({ frameworkId, state }) => frameworkId === chosen.id && state === 'in-force');
	const onIt = known.filter((row) => row.frameworkId === chosen.id);
	const latest = opinions.flatMap((opinion) => newestRound(onIt.filter((row) => row.opinion === opinion)));
	const self = latest.find((row) => row.opinion === 'self');
	return {
		institution,
		framework: frameworkRefOf(chosen),
		agreement: agreement ? { id: agreement.id, number: agreement.number, level: agreement.level, byDay: agreement.byDay } : null,
		opinions: latest.map((row) => ({
			...head(row),
			opinion: row.opinion,
			expectedOn: row.expectedOn,
			score: scoreView(row.score, chosen.clusters),
		})),
		optimism: latest.flatMap((row) => {
			const difference = self && row !== self ? optimism(self.score, row.score) : null;
			return difference ? [{ opinion: row.opinion, author: row.author, difference }] : [];
		}),
		trend: trendOf(
			known.filter((row) => row.opinion === 'self'),
			frameworks,
		),
	};
}

/** Two peers of one round both stand; an opinion of a former round gives way to a newer one of the same kind. */
function newestRound(rows: readonly ScoreRow[]): ScoreRow[] {
	return rows.filter((row) => row.round.id === rows.at(-1)?.round.id);
}

function trendOf(rows: readonly ScoreRow[], frameworks: Awaited<ReturnType<typeof frameworksById>>): InstitutionScores['trend'] {
	return stretches(rows).flatMap((points) => {
		const framework = frameworks.get(points[0]?.frameworkId ?? '');
		if (framework === undefined) return [];
		const seen = points.map((row) => {
			const now = overallFigure(row.score, 'now');
			const { target, underTarget } = row.score;
			return {
				...head(row),
				now,
				target,
				meets: meetsAgreement(row.score),
				underTarget,
			};
		});
		return [{ framework: frameworkRefOf(framework), points: seen }];
	});
}
