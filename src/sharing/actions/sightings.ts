import { noteLook } from '#institutions';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx, Work } from '#platform';
import type { advisorySightings } from '../contract.ts';
import { type AfterSighting, countSightings, indicatorsOf, listSightings } from '../store/read-sightings.ts';
import { othersSightings, type SightingAnswer, upsertSightings } from '../store/sightings.ts';
import { visible } from './advisories.ts';

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const cursorForm = new RegExp(`^(seen|checked-not-seen|could-not-check)\\.(${uuid})\\.(${uuid})$`);

function readCursor(cursor: string | undefined): AfterSighting | undefined {
	if (cursor === undefined) return undefined;
	const [, answer, institutionId = '', indicatorId = ''] = cursorForm.exec(cursor) ?? [];
	if (answer === undefined) throw new Refusal('input-invalid', 'the cursor is not one of ours');
	return { answer: answer as AfterSighting['answer'], institutionId, indicatorId };
}

export async function sightings(
	ctx: Ctx,
	{ params, query }: Input<typeof advisorySightings>,
): Promise<Output<typeof advisorySightings>> {
	const { cursor, limit, answer, ...asked } = query;
	const after = readCursor(cursor);
	const advisory = await visible(ctx, params.id);
	if (query.institution !== undefined) await noteLook(ctx, query.institution, 'sightings');
	const filter = { ...asked, indicators: await indicatorsOf(ctx.tx, advisory.id) };
	const rows = await listSightings(ctx.tx, filter, answer, after, limit + 1);
	const items = rows.slice(0, limit).map((row) => ({
		...row,
		firstSeen: row.firstSeen?.toISOString() ?? null,
		lastSeen: row.lastSeen?.toISOString() ?? null,
		answeredAt: row.answeredAt.toISOString(),
	}));
	const last = items.at(-1);
	const more = rows.length > limit && last !== undefined;
	return {
		items,
		...(more ? { next: `${last.answer}.${last.institutionId}.${last.indicatorId}` } : {}),
		...(await countSightings(ctx.tx, filter)),
		...(await othersSightings(ctx.tx, advisory.id)),
	};
}

/** Writes what institutions saw, for look-backs and live matches; as Dijkwacht itself, or as the institution. */
export function answerSightings(work: Work, rows: readonly SightingAnswer[]): Promise<number> {
	return upsertSightings(work.tx, rows, work.now);
}
