import { record } from '#institutions';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { type Skeleton, skeletons } from '#norms';
import type { Ctx, Tx } from '#platform';
import type { closeRound, createRound, listRounds, RoundView } from '../contract.ts';
import { addRounds, close as closeRow, type RoundRow, rounds } from '../store/rounds.ts';

export function frameworkRefOf({ id, framework, version, name }: Skeleton) {
	return { id, framework, version, name };
}

/** Skeletons by id; one that the asker may not see is absent. */
export async function frameworksById(tx: Tx, ids: readonly string[]): Promise<Map<string, Skeleton>> {
	return new Map((await skeletons(tx, [...new Set(ids)])).map((one) => [one.id, one]));
}

export function roundRefOf({ id, title, fromDay, untilDay }: RoundRow) {
	return { id, title, fromDay, untilDay };
}

function view(row: RoundRow, frameworks: ReadonlyMap<string, Skeleton>): RoundView[] {
	const framework = frameworks.get(row.frameworkId);
	if (framework === undefined) return [];
	const closedAt = row.closedAt?.toISOString() ?? null;
	return [{ ...roundRefOf(row), sector: row.sector, framework: frameworkRefOf(framework), closedAt }];
}

export async function list({ tx }: Ctx): Promise<Output<typeof listRounds>> {
	const rows = await rounds(tx);
	const frameworks = await frameworksById(
		tx,
		rows.map((row) => row.frameworkId),
	);
	return { items: rows.flatMap((row) => view(row, frameworks)) };
}

/** SURFaudit begins a round for the sector, on a framework of the sector; an institution begins one for itself. */
export async function create(ctx: Ctx, { body }: Input<typeof createRound>): Promise<RoundView> {
	const sector = ctx.who.organisationKind === 'surf-audit';
	const frameworks = await frameworksById(ctx.tx, [body.framework]);
	const framework = frameworks.get(body.framework);
	if (framework === undefined) throw new Refusal('not-found', 'there is no such framework');
	if (sector && !framework.sector) throw new Refusal('state-refused', 'a round of the sector is on a framework of the sector');
	if (body.untilDay < body.fromDay) {
		throw new Refusal('input-invalid', '', [
			{ code: 'date-order', where: '/body/untilDay', detail: 'a round ends after it begins' },
		]);
	}
	const [row] = await addRounds(ctx.tx, ctx.who.organisation, sector, [body], ctx.who.person, ctx.now);
	const made = row && view(row, frameworks)[0];
	if (made === undefined) throw new Refusal('not-found');
	await record(ctx, 'round.begun', made.id, { title: made.title, framework: body.framework });
	return made;
}

export async function close(ctx: Ctx, { params }: Input<typeof closeRound>): Promise<RoundView> {
	const row = await closeRow(ctx.tx, params.id, ctx.now);
	if (row === undefined) throw new Refusal('not-found');
	await record(ctx, 'round.closed', row.id);
	const [made] = view(row, await frameworksById(ctx.tx, [row.frameworkId]));
	if (made === undefined) throw new Refusal('not-found');
	return made;
}
