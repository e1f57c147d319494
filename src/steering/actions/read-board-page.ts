import { standing, targets } from '#assessments';
import { look } from '#institutions';
import { countActions, localDay, type MilestoneRow, milestones } from '#improvement';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { watchOf } from '#monitoring';
import type { Ctx } from '#platform';
import type { readBoardPage } from '../contract.ts';
import { newestWhole } from '../store.ts';

type Page = Output<typeof readBoardPage>;

async function sectorCell(ctx: Ctx, framework: string | undefined): Promise<Page['sector']> {
	if (framework === undefined) return null;
	const cell = await newestWhole(ctx.tx, 'overall', framework);
	return cell === undefined ? null : { overall: cell, period: cell.period };
}

function late(rows: readonly MilestoneRow[], today: string): Page['decisions'] {
	return rows
		.filter(({ planned, actual }) => actual === null && planned !== null && planned < today)
		.map(({ kind, planned }) => ({ kind: 'late-milestone', subject: kind, title: kind, due: planned }));
}

/** Everything a board needs on one page, of what the institution shows to the asker; at most ten statements. */
export async function boardPage(ctx: Ctx, { params }: Input<typeof readBoardPage>): Promise<Page> {
	const { id } = params;
	const shown = await look(ctx, id, ['scores', 'sensors', 'milestones']);
	// A board page without anything on it would only tell that the institution exists.
	if (shown === undefined) throw new Refusal('not-found');
	const { institution, subjects } = shown;
	const today = localDay(ctx.now);
	const agreed = await targets(ctx.tx, { institutions: [id] });
	const scores = subjects.has('scores') ? ((await standing(ctx, id, undefined, agreed)) ?? null) : null;
	const dates = await milestones(ctx.tx, id);
	const actions = await countActions(ctx.tx, id, today);
	const toSign = agreed.filter(({ state, boardAt }) => (state === 'proposed' || state === 'half-signed') && boardAt === null);
	const framework = scores?.framework ?? null;
	return {
		...{ institution, asOf: ctx.now.toISOString(), scores },
		sector: await sectorCell(ctx, framework === null ? undefined : `${framework.framework} ${framework.version}`),
		milestones: dates.map(({ kind: milestone, planned, forecast, actual }) => ({ kind: milestone, planned, forecast, actual })),
		watched: subjects.has('sensors') ? await watchOf(ctx, id) : null,
		actions,
		decisions: [
			...toSign.map((target) => ({
				kind: 'sign-target' as const,
				subject: target.id,
				title: String(target.level),
				due: target.byDay,
			})),
			...late(dates, today),
			...actions.oldest.map((action) => ({
				kind: 'overdue-action' as const,
				subject: action.id,
				title: action.title,
				due: action.dueOn,
			})),
		],
	};
}
