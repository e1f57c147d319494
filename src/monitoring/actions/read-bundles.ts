import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import type { listBundlePlaces, listBundles } from '../contract/alerts.ts';
import { readableAlerts } from '../store/alerts.ts';
import { type BundleScope, listBundles as list, placesOf } from '../store/bundles.ts';

const afterBundle = /^(\d{1,9})\.(-?\d{1,17})\.(.{6,300})$/s;
const afterPlace = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The parts of a cursor; undefined without one. */
function parts(cursor: string | undefined, form: RegExp): string[] | undefined {
	if (cursor === undefined) return undefined;
	const found = form.exec(cursor);
	if (found === null) throw new Refusal('input-invalid', 'the cursor is not one of ours');
	return found.slice(1);
}

/**
 * Institutions whose alerts are told: an institution sees itself only, as in its queue, and not whom it took over from; so its
 * counts say nothing of others.
 */
async function scopeOf({ tx, who, now }: Ctx, open: 'true' | 'false'): Promise<BundleScope> {
	const readable = who.organisationKind === 'institution' ? [who.organisation] : await readableAlerts(tx);
	return { readable, onlyOpen: open === 'true', now };
}

const times = (row: { readonly firstTime: Date; readonly lastTime: Date }) => ({
	firstTime: row.firstTime.toISOString(),
	lastTime: row.lastTime.toISOString(),
});

export async function readBundles(ctx: Ctx, { query }: Input<typeof listBundles>): Promise<Output<typeof listBundles>> {
	const [institutions, seen = '', bundle = ''] = parts(query.cursor, afterBundle) ?? [];
	const after = institutions === undefined ? undefined : { institutions: Number(institutions), seen, bundle };
	const rows = await list(ctx.tx, await scopeOf(ctx, query.open), after, query.limit + 1);
	const page = rows.slice(0, query.limit);
	const last = page.at(-1);
	const items = page.map(({ seen: _seen, ...row }) => ({ ...row, ...times(row) }));
	if (rows.length <= query.limit || last === undefined) return { items };
	return { items, next: `${last.institutions}.${last.seen}.${last.bundle}` };
}

export async function readPlaces(
	ctx: Ctx,
	{ params, query }: Input<typeof listBundlePlaces>,
): Promise<Output<typeof listBundlePlaces>> {
	const [open, institution = ''] = parts(query.cursor, afterPlace) ?? [];
	const after = open === undefined ? undefined : { open: Number(open), institution };
	const rows = await placesOf(ctx.tx, params.bundle, await scopeOf(ctx, query.open), after, query.limit + 1);
	const page = rows.slice(0, query.limit);
	const last = page.at(-1);
	const items = page.map((row) => ({ ...row, ...times(row) }));
	if (rows.length <= query.limit || last === undefined) return { items };
	return { items, next: `${last.open}.${last.institution}` };
}
