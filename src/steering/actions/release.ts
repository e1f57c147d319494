import type { Work } from '#platform';
import type { Contribution } from '../model/anonymity.ts';
import { cellsOf, type Member } from '../model/groups.ts';
import { judgeRelease } from '../model/release.ts';
import { saveRelease, shownBefore } from '../store.ts';

export interface Figure {
	readonly figure: string;
	/** Framework id and version, empty where no framework is at play. Scores of different frameworks never mix. */
	readonly framework: string;
	readonly period: string;
	readonly contributions: readonly Contribution[];
}

/** Makes a release of one figure when the rules allow it. @returns whether it was made */
export async function releaseFigure(work: Work, figure: Figure, members: ReadonlyMap<string, Member>): Promise<boolean> {
	const { total, parts } = cellsOf(figure.contributions, members);
	const shown = await shownBefore(work.tx, figure.figure, figure.framework);
	const judged = judgeRelease(total, parts, shown);
	if (judged.every(({ reason }) => reason !== null)) return false;
	await saveRelease(work.tx, figure.figure, figure.framework, figure.period, judged);
	return true;
}
