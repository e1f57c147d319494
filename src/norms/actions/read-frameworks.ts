import { Refusal } from '#kernel';
import type { Input } from '#kernel/contract';
import type { Ctx, Tx } from '#platform';
import type { listCrosswalks, readFrameworkDetail } from '../contract.ts';
import { crosswalksOf, type FrameworkRow, heads, wholes } from '../store.ts';

export async function list({ tx }: Ctx) {
	return { items: (await heads(tx)).map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })) };
}

export async function detail({ tx }: Ctx, { params }: Input<typeof readFrameworkDetail>) {
	const row = await framework(tx, params.id);
	return { ...row, createdAt: row.createdAt.toISOString() };
}

export async function crosswalks({ tx }: Ctx, { params }: Input<typeof listCrosswalks>) {
	const row = await framework(tx, params.id);
	return { items: await crosswalksOf(tx, row.framework, row.version) };
}

/** One framework with scale, clusters and controls. Refuses `not-found`, also for one that another organisation imported. */
export async function framework(tx: Tx, id: string): Promise<FrameworkRow> {
	const [row] = await wholes(tx, [id]);
	if (row === undefined) throw new Refusal('not-found');
	return row;
}
