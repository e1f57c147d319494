import { clusterMean, overallMean, sectorScores, type SectorScore, toNumber } from '#assessments';
import { localDay, milestoneKinds, milestones } from '#improvement';
import { asSystem, type Platform, sql, type Work } from '#platform';
import type { Member } from '../model/groups.ts';
import { oneMaker } from '../told.ts';
import { type Line, releaseLine } from './release.ts';
import { tellAudiences } from './tell-audiences.ts';

async function members(work: Work): Promise<Map<string, Member>> {
	const found = await sql<Member>`select id as institution, kind, province from institutions.institutions
		where merged_into is null and (valid_until is null or valid_until >= ${work.now}::date)`.execute(work.tx);
	return new Map(found.rows.map((member) => [member.institution, member]));
}

/** Year and half in which a round began, for example `2026-2`. */
export function periodOf(fromDay: string): string {
	return `${fromDay.slice(0, 4)}-${Number(fromDay.slice(5, 7)) <= 6 ? 1 : 2}`;
}

/** Overall and each cluster of one round. Who lacks one of them is in none: subtraction would leave exactly that one. */
export function lineOfRound(scores: readonly SectorScore[], today: string): Line | undefined {
	const first = scores[0];
	if (first === undefined) return undefined;
	const clusters = first.score.tallies.map(({ cluster }) => cluster);
	const framework = `${first.framework} ${first.version}`;
	return {
		...{ line: framework, framework, round: first.round.id, period: periodOf(first.round.fromDay) },
		figures: ['overall', ...clusters.map((cluster) => `cluster:${cluster}`)],
		breakDown: first.round.untilDay < today,
		given: scores.flatMap(({ institution, score }) => {
			const tallies = clusters.map((cluster) => score.tallies.find((one) => one.cluster === cluster));
			const means = [overallMean(score, 'now'), ...tallies.map((tally) => tally && clusterMean(tally, 'now'))];
			const values = means.flatMap((mean) => (mean === null || mean === undefined ? [] : [toNumber(mean)]));
			return values.length < means.length ? [] : [{ institution, values }];
		}),
	};
}

async function milestoneLines(work: Work): Promise<Line[]> {
	const rows = await milestones(work.tx);
	return milestoneKinds.map((kind) => ({
		...{ line: `milestone:${kind}`, framework: '', round: '', period: periodOf(work.now.toISOString()) },
		figures: [`milestone:${kind}`],
		breakDown: true,
		given: rows
			.filter((row) => row.kind === kind && (row.planned !== null || row.actual !== null))
			.map(({ institution, actual }) => ({ institution, values: [actual === null ? 0 : 1] })),
	}));
}

/** Makes every release that the rules allow now, oldest round first. @returns how many */
export async function releaseSector(platform: Platform): Promise<number> {
	return asSystem(platform, async (work) => {
		await oneMaker(work.tx);
		const known = await members(work);
		const today = localDay(work.now);
		const rounds = Map.groupBy(await sectorScores(work.tx), ({ round, frameworkId }) => `${round.id} ${frameworkId}`);
		const lines = [...rounds.values()].flatMap((scores) => lineOfRound(scores, today) ?? []);
		let made = 0;
		for (const line of [...lines, ...(await milestoneLines(work))]) if (await releaseLine(work, line, known)) made += 1;
		const told = await tellAudiences(work.tx);
		if (made + told > 0) await work.live('sector', { made }, null);
		return made;
	});
}
