import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import { record } from '../audit.ts';
import type * as c from '../contract/register.ts';
import { type NewInstitution, registerInstitutions, registerOrganisation } from '../store/organisations.ts';
import { institutionsJoined } from '../contract/news.ts';
import { carryOver } from '../store/merge.ts';
import * as store from '../store/register.ts';

type Done = Record<string, never>;

function readCursor(cursor: string | undefined): readonly [string, string] | undefined {
	if (cursor === undefined) return undefined;
	try {
		const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
		if (Array.isArray(parsed) && parsed.length === 2 && parsed.every((part) => typeof part === 'string'))
			return parsed as [string, string];
	} catch {
		// Falls through to the refusal below.
	}
	throw new Refusal('input-invalid', 'the cursor was not made by us');
}

export async function listInstitutions(
	ctx: Ctx,
	{ query }: Input<typeof c.institutionsEndpoint>,
): Promise<Output<typeof c.institutionsEndpoint>> {
	const { cursor, limit, ended, ...filter } = query;
	const after = readCursor(cursor);
	const wanted = { ...filter, ended: ended === 'true', limit: limit + 1, ...(after ? { after } : {}) };
	const rows = await store.findInstitutions(ctx, wanted);
	const items = rows.slice(0, limit);
	const last = items.at(-1);
	if (rows.length <= limit || last === undefined) return { items };
	return { items, next: Buffer.from(JSON.stringify([last.name, last.id])).toString('base64url') };
}

export async function readInstitution(
	ctx: Ctx,
	{ params }: Input<typeof c.institutionEndpoint>,
): Promise<Output<typeof c.institutionEndpoint>> {
	const found = await store.findInstitution(ctx, params.id);
	if (found === undefined) throw new Refusal('not-found');
	return found;
}

export async function addInstitution(ctx: Ctx, { body }: Input<typeof c.registerInstitutionEndpoint>): Promise<{ id: string }> {
	const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
	const [id] = await registerInstitutions(ctx, [given as unknown as NewInstitution]);
	await record(ctx, 'institution.registered', id!, { name: body.name, kind: body.kind });
	await ctx.publish(institutionsJoined, { institutions: [id!] });
	return { id: id! };
}

/** What changes is told to the institution too: it stands in its own trail. */
async function recordBoth(ctx: Ctx, verb: string, institution: string, detail: object): Promise<void> {
	await record(ctx, verb, institution, detail);
	if (institution !== ctx.who.organisation) await record(ctx, verb, institution, detail, institution);
}

export async function changeInstitution(ctx: Ctx, { params, body }: Input<typeof c.changeInstitutionEndpoint>): Promise<Done> {
	if (!(await store.changeInstitution(ctx, params.id, body))) throw new Refusal('not-found');
	await recordBoth(ctx, 'institution.changed', params.id, body);
	if (body.kind !== undefined) await ctx.publish(institutionsJoined, { institutions: [params.id] });
	return {};
}

export async function renameInstitution(ctx: Ctx, { params, body }: Input<typeof c.renameInstitutionEndpoint>): Promise<Done> {
	if ((await store.findInstitution(ctx, params.id)) === undefined) throw new Refusal('not-found');
	if (!(await store.renameInstitution(ctx, params.id, body.name, body.from))) {
		throw new Refusal('state-refused', 'the new name must begin after the present one');
	}
	await recordBoth(ctx, 'institution.renamed', params.id, body);
	return {};
}

export async function mergeInstitution(ctx: Ctx, { params, body }: Input<typeof c.mergeInstitutionEndpoint>): Promise<Done> {
	if ((await store.findInstitution(ctx, params.id)) === undefined) throw new Refusal('not-found');
	if (!(await store.mergeInstitution(ctx, params.id, body.into, body.from))) {
		throw new Refusal('state-refused', 'both must exist on that day, differ, and not be merged already');
	}
	await recordBoth(ctx, 'institution.merged', params.id, body);
	await carryOver(ctx);
	return {};
}

export async function listUnits(ctx: Ctx): Promise<Output<typeof c.unitsEndpoint>> {
	return { items: await store.listUnits(ctx) };
}

export async function addUnit(ctx: Ctx, { body }: Input<typeof c.addUnitEndpoint>): Promise<{ id: string }> {
	const id = await store.addUnit(ctx, body.name, body.kind);
	await record(ctx, 'unit.added', id, body);
	return { id };
}

export async function changeUnit(ctx: Ctx, { params, body }: Input<typeof c.changeUnitEndpoint>): Promise<Done> {
	if (!(await store.changeUnit(ctx, params.id, body.name, body.kind))) throw new Refusal('not-found');
	await record(ctx, 'unit.changed', params.id, body);
	return {};
}

export async function removeUnit(ctx: Ctx, { params }: Input<typeof c.removeUnitEndpoint>): Promise<Done> {
	if (!(await store.removeUnit(ctx, params.id))) throw new Refusal('not-found');
	await record(ctx, 'unit.removed', params.id);
	return {};
}

export async function listOrganisations(ctx: Ctx): Promise<Output<typeof c.organisationsEndpoint>> {
	return { items: await store.listOrganisations(ctx) };
}

export async function addOrganisation(ctx: Ctx, { body }: Input<typeof c.registerOrganisationEndpoint>): Promise<{ id: string }> {
	const id = await registerOrganisation(ctx, body);
	await record(ctx, 'organisation.registered', id, { kind: body.kind, name: body.name });
	return { id };
}
