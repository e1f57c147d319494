import { record } from '#institutions';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import { type createIndicators, indicatorsWithdrawn, type listIndicators, type withdrawIndicator } from '../contract.ts';
import { insertOwn, pageIndicators, withdraw as withdrawRow } from '../store/indicators.ts';
import { readIndicators } from './read-indicators.ts';
import { paged, showIndicator } from './shape.ts';

export async function list(ctx: Ctx, { query }: Input<typeof listIndicators>): Promise<Output<typeof listIndicators>> {
	const { cursor, limit, ...filter } = query;
	const rows = await pageIndicators(ctx.tx, { ...filter, before: cursor, now: ctx.now, limit: limit + 1 });
	return paged(rows, limit, showIndicator);
}

/** Nothing leaves the institution: the strictest marking allows any marking below it. */
export async function create(ctx: Ctx, { body }: Input<typeof createIndicators>): Promise<Output<typeof createIndicators>> {
	const given = body.indicators.map((one) => ({ ...one, tlp: one.tlp ?? ('amber' as const) }));
	const read = readIndicators(given, 'red', ctx.now);
	if (!read.ok) throw new Refusal('input-invalid', '', read.findings);
	const ids = await insertOwn(ctx.tx, read.value);
	await record(ctx, 'indicators.kept', ids[0] ?? '', { added: ids.length });
	return { ids, known: body.indicators.length - ids.length };
}

export async function withdraw(ctx: Ctx, { params, query }: Input<typeof withdrawIndicator>): Promise<Record<string, never>> {
	const gone = await withdrawRow(ctx.tx, params.id, query.reason, ctx.now);
	if (gone === undefined) throw new Refusal('not-found');
	await ctx.publish(indicatorsWithdrawn, { advisoryId: gone.advisoryId, indicatorIds: [params.id] });
	await record(ctx, 'indicator.withdrawn', params.id, { reason: query.reason });
	return {};
}
