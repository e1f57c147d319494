import { look, record } from '#institutions';
import { Refusal } from '#kernel';
import type { Input } from '#kernel/contract';
import type { Ctx } from '#platform';
import type { readMilestones, writeMilestones } from '../contract.ts';
import { localDay, milestoneFindings } from '../model/milestone.ts';
import { allKinds, milestones, own, writeMilestones as write } from '../store/milestones.ts';

export async function read(ctx: Ctx, { params }: Input<typeof readMilestones>) {
	if ((await look(ctx, params.id, ['milestones'])) === undefined) throw new Refusal('not-found');
	return { institution: params.id, items: allKinds(await milestones(ctx.tx, params.id)) };
}

/** Only the institution itself plans. All faults at once; a milestone that somebody changed meanwhile is refused. */
export async function plan(ctx: Ctx, { params, body }: Input<typeof writeMilestones>) {
	if (params.id !== ctx.who.organisation || ctx.who.organisationKind !== 'institution') throw new Refusal('not-found');
	const before = await own(ctx.tx, params.id);
	const kinds = body.items.map((item) => item.kind);
	if (new Set(kinds).size < kinds.length) throw new Refusal('input-invalid', 'a milestone stands there twice');
	const findings = body.items.flatMap((item, index) => {
		const was = before.find((row) => row.kind === item.kind);
		if ((was?.version ?? 0) !== item.version)
			throw new Refusal('version-conflict', `${item.kind} is at version ${was?.version ?? 0}`);
		return milestoneFindings(item, was, localDay(ctx.now), `/body/items/${index}`);
	});
	if (findings.length > 0) throw new Refusal('input-invalid', '', findings);
	await write(
		ctx.tx,
		body.items.map((item) => ({ ...item, institution: params.id })),
		ctx.now,
	);
	await record(ctx, 'milestones.planned', params.id, { items: body.items });
	return { institution: params.id, items: allKinds(await milestones(ctx.tx, params.id)) };
}
