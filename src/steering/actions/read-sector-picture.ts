import { clusterMean, latestScores, overallMean, type Ratio, toNumber } from '#assessments';
import type { Output } from '#kernel/contract';
import { anonymityFloor } from '#institutions';
import { frameworkHeads, frameworks } from '#norms';
import type { Ctx } from '#platform';
import type { readSectorPicture } from '../contract.ts';
import { readFigures } from './read-figures.ts';

type Picture = Output<typeof readSectorPicture>;

async function ownScore(ctx: Ctx): Promise<Picture['own']> {
	if (ctx.who.organisationKind !== 'institution') return null;
	const own = (await latestScores(ctx.tx)).find(({ institution }) => institution === ctx.who.organisation);
	if (own === undefined) return null;
	const shown = (mean: Ratio | null) => (mean === null ? null : toNumber(mean));
	const clusters = own.score.tallies.map((tally) => ({ cluster: tally.cluster, mean: shown(clusterMean(tally, 'now')) }));
	return { framework: `${own.framework} ${own.version}`, overall: shown(overallMean(own.score, 'now')), clusters };
}

async function clustersOf(ctx: Ctx, name: string | undefined): Promise<Picture['clusters']> {
	const head = (await frameworkHeads(ctx.tx)).find(({ framework, version }) => `${framework} ${version}` === name);
	if (head === undefined) return [];
	const [whole] = await frameworks(ctx.tx, [head.id]);
	return whole?.clusters.map(({ id, title }) => ({ id, title })) ?? [];
}

/** The released figures and, beside them, the viewer's own institution where it has one. */
export async function sectorPicture(ctx: Ctx): Promise<Picture> {
	const figures = await readFigures(ctx, 'maturity');
	const newest = figures.filter(({ figure }) => figure === 'overall').at(-1);
	return { floor: anonymityFloor, figures, clusters: await clustersOf(ctx, newest?.framework), own: await ownScore(ctx) };
}
