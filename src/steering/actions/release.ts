import type { Work } from '#platform';
import { cellsOf, type Member } from '../model/groups.ts';
import { judgeRelease } from '../model/release.ts';
import { type Head, pictureBefore, savePicture } from '../store.ts';

/** What institutions gave to one round, or to one milestone. */
export interface Line extends Head {
	readonly given: readonly { readonly institution: string; readonly values: readonly number[] }[];
	/** Whether cells beside the whole may be shown: a round that still runs would have to hold back whoever comes later. */
	readonly breakDown: boolean;
}

/** Makes a release of a line when the rules allow it. @returns whether it was made */
export async function releaseLine(work: Work, line: Line, members: ReadonlyMap<string, Member>): Promise<boolean> {
	const wanted = line.given.flatMap(({ institution, values }) => {
		const member = members.get(institution);
		return member === undefined ? [] : [{ institution, values, cells: cellsOf(member) }];
	});
	const judged = judgeRelease(wanted, await pictureBefore(work.tx, line), line.breakDown);
	if (judged === undefined) return false;
	await savePicture(work.tx, line, judged);
	return true;
}
