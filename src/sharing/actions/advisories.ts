import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import type { listAdvisories, readAdvisory } from '../contract.ts';
import { handlingOf } from '../store/handling.ts';
import { pageIndicators } from '../store/indicators.ts';
import { type AdvisoryRow, findAdvisory, linesOf, pageAdvisories } from '../store/read-advisories.ts';
import { paged, showAdvisory, showHandling, showIndicator } from './shape.ts';

const indicatorsShown = 500;

export async function list(ctx: Ctx, { query }: Input<typeof listAdvisories>): Promise<Output<typeof listAdvisories>> {
	const { cursor, limit, ...filter } = query;
	const rows = await pageAdvisories(ctx.tx, { ...filter, before: cursor, limit: limit + 1 });
	return paged(rows, limit, showAdvisory);
}

/** The advisory if the asker may see it. */
export async function visible(ctx: Ctx, id: string): Promise<AdvisoryRow> {
	const found = await findAdvisory(ctx.tx, id);
	if (found === undefined) throw new Refusal('not-found');
	return found;
}

export async function read(ctx: Ctx, { params }: Input<typeof readAdvisory>): Promise<Output<typeof readAdvisory>> {
	const found = await visible(ctx, params.id);
	const filter = { advisory: found.id, now: ctx.now, limit: indicatorsShown };
	return {
		...showAdvisory(found),
		summary: { nl: found.summaryNl, en: found.summaryEn },
		because: found.because,
		closedAt: found.closedAt?.toISOString() ?? null,
		closeReason: found.closeReason,
		lines: await linesOf(ctx.tx, found.id),
		indicators: (await pageIndicators(ctx.tx, filter)).map(showIndicator),
		handling: (await handlingOf(ctx.tx, found.id, ctx.who.organisation)).map(showHandling),
	};
}
