import type { z } from 'zod';
import type { Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import type { readWatchBoard, watchRow } from '../contract/watch.ts';
import { judgeWatch, type Proof, type WatchFacts } from '../model/watch.ts';
import { type WatchedInstitution, watchFacts } from '../store/watch.ts';
import { dutyFacts } from '../watch/duty-facts.ts';

const shown = ({ at, ...proof }: Proof) => ({ ...proof, at: at?.toISOString() ?? null });

function factsOf(row: WatchedInstitution, duty: Pick<WatchFacts, 'deskStaffed' | 'contactReachable'>): WatchFacts {
	const { sensorsDisclosed, sensors, syntheticPassed } = row;
	const reports = (sensors ?? []).map(({ lastReport, rhythmSeconds }) => ({
		rhythmSeconds,
		lastReport: lastReport === null ? null : new Date(lastReport),
	}));
	return {
		...duty,
		sensors: sensorsDisclosed ? reports : null,
		syntheticPassed: sensorsDisclosed ? syntheticPassed : undefined,
	};
}

/** Per institution the four proofs, as far as the asker may know them. */
export async function readBoard(ctx: Ctx): Promise<Output<typeof readWatchBoard>> {
	const rows = await watchFacts(ctx.tx, ctx.now);
	const duty = await dutyFacts(
		ctx,
		rows.map(({ institution }) => institution),
	);
	const items = rows.map((row): z.input<typeof watchRow> => {
		const judged = judgeWatch(factsOf(row, duty(row.institution)), ctx.now);
		return {
			...{ institution: row.institution, name: row.name, watched: judged.watched, openAlerts: row.openAlerts },
			...{ sensors: shown(judged.sensors), desk: shown(judged.desk) },
			...{ contact: shown(judged.contact), synthetic: shown(judged.synthetic) },
		};
	});
	const count = (watched: 'yes' | 'no' | 'unknown') => items.filter((row) => row.watched === watched).length;
	return { at: ctx.now.toISOString(), items, watched: count('yes'), notWatched: count('no'), unknown: count('unknown') };
}
