import { noteLook } from '#institutions';
import type { Input, Output } from '#kernel/contract';
import type { Ctx, Work } from '#platform';
import type { advisorySightings } from '../contract.ts';
import { othersSightings, type SightingAnswer, sightingsOf, upsertSightings } from '../store/sightings.ts';
import { visible } from './advisories.ts';

export async function sightings(
	ctx: Ctx,
	{ params, query }: Input<typeof advisorySightings>,
): Promise<Output<typeof advisorySightings>> {
	const advisory = await visible(ctx, params.id);
	if (query.institution !== undefined) await noteLook(ctx, query.institution, 'sightings');
	const { rows, total } = await sightingsOf(ctx.tx, advisory.id, query.institution, query.answer);
	const items = rows.map((row) => ({
		...row,
		firstSeen: row.firstSeen?.toISOString() ?? null,
		lastSeen: row.lastSeen?.toISOString() ?? null,
		answeredAt: row.answeredAt.toISOString(),
	}));
	return { items, notShown: total - items.length, ...(await othersSightings(ctx.tx, advisory.id)) };
}

/** Writes what institutions saw, for look-backs and live matches; as Dijkwacht itself, or as the institution. */
export function answerSightings(work: Work, rows: readonly SightingAnswer[]): Promise<number> {
	return upsertSightings(work.tx, rows, work.now);
}
