import { noteLook, record } from '#institutions';
import { collect, fail, finding, type Finding, ok, Refusal, type Result } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import type { changeHandling, changeManyHandling, handlingGrid } from '../contract.ts';
import { decide, type HandlingChange } from '../model/handling.ts';
import { handlingByIds, handlingOf, type HandlingRow, othersHandling, saveHandling } from '../store/handling.ts';
import { linesOf } from '../store/read-advisories.ts';
import { visible } from './advisories.ts';
import { showHandling } from './shape.ts';

type Grid = Output<typeof handlingGrid>;

/** Institutions by lines: those the asker may see by name, and counts of the rest. */
export async function grid(ctx: Ctx, { params, query }: Input<typeof handlingGrid>): Promise<Grid> {
	const advisory = await visible(ctx, params.id);
	if (query.institution !== undefined) await noteLook(ctx, query.institution, 'handling');
	const institutions = new Map<string, Grid['institutions'][number]>();
	for (const row of await handlingOf(ctx.tx, advisory.id, query.institution)) {
		const known = institutions.get(row.institutionId) ?? { id: row.institutionId, name: row.name, kind: row.kind, cells: [] };
		known.cells.push(showHandling(row));
		institutions.set(row.institutionId, known);
	}
	const told = await othersHandling(ctx.tx, advisory.id);
	return { lines: await linesOf(ctx.tx, advisory.id), institutions: [...institutions.values()], ...told };
}

export async function change(ctx: Ctx, { params, body }: Input<typeof changeHandling>): Promise<Output<typeof changeHandling>> {
	const [row] = await moveAll(ctx, [params.id], body.change, body.version);
	return showHandling(row!);
}

export async function changeMany(
	ctx: Ctx,
	{ body }: Input<typeof changeManyHandling>,
): Promise<Output<typeof changeManyHandling>> {
	return { items: (await moveAll(ctx, body.ids, body.change)).map(showHandling) };
}

/** All or none; every refusal is told at once. */
async function moveAll(ctx: Ctx, ids: readonly string[], change: HandlingChange, version?: number): Promise<HandlingRow[]> {
	const wanted = [...new Set(ids)];
	const found = await handlingByIds(ctx.tx, wanted);
	if (found.length < wanted.length) throw new Refusal('not-found');
	if (version !== undefined && found[0]?.version !== version) throw new Refusal('version-conflict');
	const decided = collect(found.map((row) => next(ctx, row, change)));
	if (!decided.ok) throw new Refusal('state-refused', decided.findings[0]?.detail, decided.findings);
	const saved = await saveHandling(ctx.tx, decided.value, ctx.now);
	if (saved.length < wanted.length) throw new Refusal('version-conflict');
	const owners = [...new Set(saved.map(({ institutionId }) => institutionId))];
	const detail = { state: change.state, rows: wanted.length, ...(owners.length === 1 ? { institution: owners[0] } : {}) };
	await record(ctx, 'handling.moved', wanted[0]!, detail);
	// Screens ask anew for what they may see; the event itself tells nobody whose handling it was.
	await ctx.live('handling', { change: 'moved' }, null);
	return saved;
}

function next(ctx: Ctx, row: HandlingRow, change: HandlingChange): Result<HandlingRow> {
	const { person, organisation } = ctx.who;
	const decided = decide(row, change, { person, organisation, own: row.institutionId === organisation, at: ctx.now });
	if (decided.ok) return ok({ ...row, ...decided.value });
	const placed = decided.findings.map((one): Finding => finding(one.code, `/handling/${row.id}`, one.detail));
	return fail(...placed);
}
