import { clusterMean, latestScores, overallMean, type Ratio, sectorScores, type SectorScore, toNumber } from '#assessments';
import { milestoneKinds, milestones } from '#improvement';
import { asSystem, type Platform, sql, type Work } from '#platform';
import type { Contribution } from '../model/anonymity.ts';
import type { Member } from '../model/groups.ts';
import { type Figure, releaseFigure } from './release.ts';

async function members(work: Work): Promise<Map<string, Member>> {
	const found = await sql<Member>`select id as institution, kind, province from institutions.institutions
		where merged_into is null and (valid_until is null or valid_until >= ${work.now}::date)`.execute(work.tx);
	return new Map(found.rows.map((member) => [member.institution, member]));
}

/** Year and half in which a round began, for example `2026-2`. */
export function periodOf(fromDay: string): string {
	return `${fromDay.slice(0, 4)}-${Number(fromDay.slice(5, 7)) <= 6 ? 1 : 2}`;
}

/** The figures of one round on one framework: overall, each cluster, and the share that meets its agreement. */
export function figuresOfRound(scores: readonly SectorScore[]): Figure[] {
	const first = scores[0];
	if (first === undefined) return [];
	const framework = `${first.framework} ${first.version}`;
	const period = periodOf(first.round.fromDay);
	const give = (value: (row: SectorScore) => Ratio | null): Contribution[] =>
		scores.flatMap((row) => {
			const given = value(row);
			return given === null ? [] : [{ institution: row.institution, version: row.assessment, value: toNumber(given) }];
		});
	const clusters = first.score.tallies.map(({ cluster }) => ({
		...{ figure: `cluster:${cluster}`, framework, period },
		contributions: give(({ score }) => {
			const tally = score.tallies.find((one) => one.cluster === cluster);
			return tally === undefined ? null : clusterMean(tally, 'now');
		}),
	}));
	const overall = give(({ score }) => overallMean(score, 'now'));
	return [{ figure: 'overall', framework, period, contributions: overall }, ...clusters];
}

async function milestoneFigures(work: Work): Promise<Figure[]> {
	const rows = await milestones(work.tx);
	const period = periodOf(work.now.toISOString());
	return milestoneKinds.map((kind) => ({
		...{ figure: `milestone:${kind}`, framework: '', period },
		contributions: rows
			.filter((row) => row.kind === kind && (row.planned !== null || row.actual !== null))
			.map(({ institution, actual }) => ({ institution, version: actual ?? 'open', value: actual === null ? 0 : 1 })),
	}));
}

function byRound(scores: readonly SectorScore[]): SectorScore[][] {
	const rounds = new Map<string, SectorScore[]>();
	for (const row of scores) {
		const key = `${row.round.id} ${row.frameworkId}`;
		rounds.set(key, [...(rounds.get(key) ?? []), row]);
	}
	return [...rounds.values()];
}

/** Makes every release that the rules allow now. @param everyRound also of rounds past, for a first start */
export async function releaseSector(platform: Platform, everyRound = false): Promise<number> {
	return asSystem(platform, async (work) => {
		// One maker at a time: two at once would not see each other's ledger.
		await sql`select pg_advisory_xact_lock(hashtext('steering.release'))`.execute(work.tx);
		const known = await members(work);
		const scores = everyRound ? await sectorScores(work.tx) : await latestScores(work.tx);
		const figures = [...byRound(scores).flatMap(figuresOfRound), ...(await milestoneFigures(work))];
		let made = 0;
		for (const figure of figures) if (await releaseFigure(work, figure, known)) made += 1;
		if (made > 0) await work.live('sector', { made }, null);
		return made;
	});
}
