import type { z } from 'zod';
import type { Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import type { readWatchBoard, watchRow } from '../contract/watch.ts';
import { judgeWatch, type Proof, type WatchFacts } from '../model/watch.ts';
import { type WatchedInstitution, watchFacts } from '../store/watch.ts';
import { dutyFacts } from '../watch/duty-facts.ts';

const shown = ({ at, ...proof }: Proof) => ({ ...proof, at: at?.toISOString() ?? null });

function factsOf(row: WatchedInstitution, duty: Pick<WatchFacts, 'desk' | 'contactReachable'>): WatchFacts {
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

async function judge(ctx: Ctx, rows: readonly WatchedInstitution[]): Promise<z.input<typeof watchRow>[]> {
	const duty = await dutyFacts(ctx, rows);
	return rows.map((row) => {
		const { watched, ...proofs } = judgeWatch(factsOf(row, duty(row)), ctx.now);
		return {
			...{ institution: row.institution, name: row.name, watched, openAlerts: row.openAlerts },
			...{ sensors: shown(proofs.sensors), desk: shown(proofs.desk) },
			...{ contact: shown(proofs.contact), synthetic: shown(proofs.synthetic) },
		};
	});
}

/** The four proofs of one institution; null when the asker may not know of it. Two statements. */
export async function watchOf(ctx: Ctx, institution: string): Promise<z.input<typeof watchRow> | null> {
	return (await judge(ctx, await watchFacts(ctx.tx, ctx.now, institution)))[0] ?? null;
}

/** Per institution the four proofs, as far as the asker may know them. */
export async function readBoard(ctx: Ctx): Promise<Output<typeof readWatchBoard>> {
	const items = await judge(ctx, await watchFacts(ctx.tx, ctx.now));
	const count = (watched: 'yes' | 'no' | 'unknown') => items.filter((row) => row.watched === watched).length;
	return { at: ctx.now.toISOString(), items, watched: count('yes'), notWatched: count('no'), unknown: count('unknown') };
}
