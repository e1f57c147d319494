import type { Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import type { readSectorPicture } from '../contract.ts';
import { newestReleases } from '../store.ts';

export type ReleasedFigureOut = Output<typeof readSectorPicture>['figures'][number];

/** Releases as the contracts give them: cells gathered per figure, framework and period. */
export async function readFigures(ctx: Ctx, about: 'milestones' | 'maturity'): Promise<ReleasedFigureOut[]> {
	const figures = new Map<string, ReleasedFigureOut>();
	for (const { figure, framework, period, madeAt, ...cell } of await newestReleases(ctx.tx, about)) {
		const key = JSON.stringify([figure, framework, period]);
		const known = figures.get(key) ?? { figure, framework, period, madeAt: madeAt.toISOString(), cells: [] };
		figures.set(key, { ...known, cells: [...known.cells, cell] });
	}
	return [...figures.values()].sort((a, b) => a.period.localeCompare(b.period));
}
