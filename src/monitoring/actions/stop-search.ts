import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import type { listSearches, stopSearch } from '../contract/events.ts';
import { askToStop, listSearches as list } from '../store/searches.ts';

export async function readSearches(ctx: Ctx): Promise<Output<typeof listSearches>> {
	const items = (await list(ctx.tx)).map((row) => ({ ...row, startedAt: row.startedAt.toISOString() }));
	return { items };
}

/** The search notices it within half a second, in whichever process it runs. */
export async function stopOne(ctx: Ctx, { params }: Input<typeof stopSearch>): Promise<Output<typeof stopSearch>> {
	if (!(await askToStop(ctx.tx, params.id))) throw new Refusal('not-found');
	return {};
}
