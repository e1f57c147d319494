import { desksAt } from '#duty';
import { noteLook } from '#institutions';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import type { readWatchHistory } from '../contract/watch.ts';
import { watchDesks, watchHours } from '../store/watch.ts';

const hour = 3_600_000;
const hoursShown = 24;

/** What the watch board would have shown in each of the last hours; a desk is judged in the middle of the hour. */
export async function readHistory(
	ctx: Ctx,
	{ params }: Input<typeof readWatchHistory>,
): Promise<Output<typeof readWatchHistory>> {
	const last = new Date(Math.floor(ctx.now.getTime() / hour) * hour);
	const first = new Date(last.getTime() - (hoursShown - 1) * hour);
	const hours = await watchHours(ctx.tx, params.id, first, last);
	if (hours.length === 0) throw new Refusal('not-found');
	await noteLook(ctx, params.id, 'sensors');
	const watching = (await watchDesks(ctx.tx)).filter(({ institution }) => institution === params.id);
	const middle = (start: Date) => new Date(Math.min(start.getTime() + hour / 2, ctx.now.getTime()));
	const desks = await desksAt(
		ctx.tx,
		[params.id, ...watching.map(({ desk }) => desk)],
		hours.map((row) => middle(row.hour)),
	);
	return { hours: hours.map((row, at) => ({ ...row, hour: row.hour.toISOString(), desk: desks[at] ?? null })) };
}
