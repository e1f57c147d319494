import { readScores, targets } from '#assessments';
import { countActions, localDay, type MilestoneRow, milestones } from '#improvement';
import { type InstitutionKind, Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { readWatchBoard } from '#monitoring';
import { type Ctx, sql } from '#platform';
import type { readBoardPage } from '../contract.ts';
import { newestReleases } from '../store.ts';

type Page = Output<typeof readBoardPage>;

interface Facts {
	readonly id: string;
	readonly name: string;
	readonly kind: InstitutionKind;
	readonly scores: boolean;
	readonly sensors: boolean;
	readonly milestones: boolean;
}

async function facts(ctx: Ctx, id: string): Promise<Facts> {
	const found = await sql<Facts>`select i.id, o.name, i.kind, i.id in (select institutions.readable('scores')) as scores,
		i.id in (select institutions.readable('sensors')) as sensors, i.id in (select institutions.readable('milestones')) as milestones
		from institutions.institutions i join institutions.organisations o on o.id = i.id where i.id = ${id}`.execute(ctx.tx);
	const row = found.rows[0];
	// A board page without anything on it would only tell that the institution exists.
	if (row === undefined || !(row.scores || row.sensors || row.milestones)) throw new Refusal('not-found');
	return row;
}

async function sectorCell(ctx: Ctx, framework: string | undefined): Promise<Page['sector']> {
	const cells = await newestReleases(ctx.tx, 'maturity');
	const cell = cells.filter((one) => one.figure === 'overall' && one.cell === 'all' && one.framework === framework).at(-1);
	return cell === undefined ? null : { overall: cell, period: cell.period };
}

function late(rows: readonly MilestoneRow[], today: string): Page['decisions'] {
	return rows
		.filter(({ planned, actual }) => actual === null && planned !== null && planned < today)
		.map(({ kind, planned }) => ({ kind: 'late-milestone', subject: kind, title: kind, due: planned }));
}

/** Everything a board needs on one page, of what the institution shows to the asker. */
export async function boardPage(ctx: Ctx, { params }: Input<typeof readBoardPage>): Promise<Page> {
	const { id, name, kind, ...may } = await facts(ctx, params.id);
	const today = localDay(ctx.now);
	const scores = may.scores ? await readScores(ctx, { params, query: {}, body: undefined }) : null;
	const dates = await milestones(ctx.tx, id);
	const actions = await countActions(ctx.tx, id, today);
	const toSign = (await targets(ctx.tx, { institutions: [id] })).filter(
		({ state, boardAt }) => (state === 'proposed' || state === 'half-signed') && boardAt === null,
	);
	const framework = scores?.framework ?? null;
	return {
		...{ institution: { id, name, kind }, asOf: ctx.now.toISOString(), scores },
		sector: await sectorCell(ctx, framework === null ? undefined : `${framework.framework} ${framework.version}`),
		milestones: dates.map(({ kind: milestone, planned, forecast, actual }) => ({ kind: milestone, planned, forecast, actual })),
		watched: may.sensors ? ((await readWatchBoard(ctx)).items.find((row) => row.institution === id) ?? null) : null,
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
