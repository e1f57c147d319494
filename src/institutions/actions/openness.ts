import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import { record } from '../audit.ts';
import type * as c from '../contract/openness.ts';
import { readTrail, verifyAudit } from '../store/audit.ts';
import * as store from '../store/disclosures.ts';

export async function listDisclosures(ctx: Ctx): Promise<Output<typeof c.disclosuresEndpoint>> {
	const own = await store.ownDisclosures(ctx);
	const items = own.map((row) => ({
		...row,
		endedAt: row.endedAt?.toISOString() ?? null,
		lastLookAt: row.lastLookAt?.toISOString() ?? null,
	}));
	return { items, received: await store.receivedDisclosures(ctx) };
}

export async function openDisclosure(ctx: Ctx, { body }: Input<typeof c.openDisclosureEndpoint>): Promise<{ ids: string[] }> {
	const { subjects, ...terms } = body;
	if (body.audience === ctx.who.organisation) throw new Refusal('state-refused', 'you see your own rows already');
	if (body.until !== undefined && body.until < ctx.now.toISOString().slice(0, 10))
		throw new Refusal('state-refused', 'that day has passed');
	const present = (await store.ownDisclosures(ctx)).filter(
		({ state, audience }) => state !== 'ended' && audience.id === body.audience,
	);
	const twice = subjects.filter((subject) => present.some((row) => row.subject === subject));
	// Two of the same would leave one open when the other is ended.
	if (twice.length > 0) throw new Refusal('already-exists', `that organisation sees this already: ${twice.join(', ')}`);
	const institution = ctx.who.organisation;
	const ids = await store.setDisclosures(
		ctx,
		[...new Set(subjects)].map((subject) => ({ ...terms, institution, subject })),
		ctx.who.person,
	);
	for (const [place, subject] of [...new Set(subjects)].entries()) {
		await record(ctx, 'disclosure.opened', ids[place]!, { ...terms, subject });
	}
	return { ids };
}

export async function endDisclosure(ctx: Ctx, { params }: Input<typeof c.endDisclosureEndpoint>): Promise<Record<string, never>> {
	if (!(await store.endDisclosure(ctx, params.id))) throw new Refusal('not-found');
	await record(ctx, 'disclosure.ended', params.id);
	return {};
}

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function listLooks(ctx: Ctx, { query }: Input<typeof c.looksEndpoint>): Promise<Output<typeof c.looksEndpoint>> {
	if (query.cursor !== undefined && !uuidShape.test(query.cursor))
		throw new Refusal('input-invalid', 'the cursor was not made by us');
	const rows = await store.ownLooks(ctx, query.cursor ?? null, query.limit + 1);
	const items = rows.slice(0, query.limit).map((row) => ({ ...row, at: row.at.toISOString() }));
	return rows.length > query.limit ? { items, next: items.at(-1)!.id } : { items };
}

export async function listTrail(
	ctx: Ctx,
	{ query }: Input<typeof c.auditTrailEndpoint>,
): Promise<Output<typeof c.auditTrailEndpoint>> {
	if (query.cursor !== undefined && !/^\d{1,15}$/.test(query.cursor))
		throw new Refusal('input-invalid', 'the cursor was not made by us');
	const before = query.cursor === undefined ? null : Number(query.cursor);
	const rows = await readTrail(ctx, query.search, before, query.limit + 1);
	const items = rows.slice(0, query.limit).map((row) => ({ ...row, at: row.at.toISOString() }));
	return rows.length > query.limit ? { items, next: String(items.at(-1)!.number) } : { items };
}

export async function verifyTrail(ctx: Ctx): Promise<Output<typeof c.verifyTrailEndpoint>> {
	const { links, faults } = await verifyAudit(ctx);
	const first = faults[0];
	return {
		links,
		sound: first === undefined,
		firstFault: first === undefined ? null : { number: first.number, what: first.what },
	};
}
