import type { Tx } from '#platform';
import { type Picture, tellable } from '../model/tellable.ts';
import { audiences, newestPictures, oneMaker, pictureOf, saveTold, toldBefore } from '../told.ts';

/** Finds for every organisation that sees some by name which of the newest pictures it may be shown. @returns how many more that are */
export async function tellAudiences(tx: Tx): Promise<number> {
	await oneMaker(tx);
	const newest = await newestPictures(tx);
	const held = new Map<string, Picture>();
	const load = async (id: string) => {
		const picture = held.get(id) ?? (await pictureOf(tx, id));
		held.set(id, picture);
		return picture;
	};
	let told = 0;
	for (const audience of await audiences(tx)) {
		const known = new Set(audience.known);
		for (const picture of newest) {
			if (picture.line.startsWith('milestone:') !== (audience.subject === 'milestones')) continue;
			const last = await toldBefore(tx, audience, picture);
			if (last?.id === picture.id) continue;
			const before = last && { ...last, given: (await load(last.id)).given };
			const shown = tellable(await load(picture.id), before, known);
			if (shown === undefined) continue;
			await saveTold(tx, audience.id, picture.id, shown);
			told += 1;
		}
	}
	return told;
}
