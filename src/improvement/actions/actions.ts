import { look, record } from '#institutions';
import { Refusal } from '#kernel';
import type { Input } from '#kernel/contract';
import type { Ctx } from '#platform';
import { actionFinished, type changeAction, type createAction, type listActions } from '../contract.ts';
import { mayEdit, stepAction } from '../model/action.ts';
import { localDay, type MilestoneKind } from '../model/milestone.ts';
import { add, find, type NewAction, save, take, view } from '../store/actions.ts';
import { forecastFromActions } from '../store/milestones.ts';

export async function list(ctx: Ctx, { query }: Input<typeof listActions>) {
	const institution = query.institution ?? ctx.who.organisation;
	const own = institution === ctx.who.organisation;
	if (!own && (await look(ctx, institution, ['actions'])) === undefined) throw new Refusal('not-found');
	return { items: (await find(ctx.tx, institution, query)).map((row) => view(row, localDay(ctx.now))) };
}

export async function create(ctx: Ctx, { body }: Input<typeof createAction>) {
	return openAction(ctx, { ...body, institution: ctx.who.organisation });
}

/** Opens an action of one's own organisation; rooms above give their name and the id of the cause. */
export async function openAction(ctx: Ctx, action: NewAction) {
	const [row] = await add(ctx.tx, [action], ctx.who.person, ctx.now);
	if (row === undefined) throw new Refusal('not-found');
	if (row.milestone !== null) await forecastFromActions(ctx.tx, row.institution, [row.milestone], ctx.now);
	await record(ctx, 'action.opened', row.id, { title: row.title, dueOn: row.dueOn, because: row.because });
	return view(row, localDay(ctx.now));
}

export async function change(ctx: Ctx, { params, body }: Input<typeof changeAction>) {
	const before = await take(ctx.tx, params.id);
	if (before === undefined || before.institution !== ctx.who.organisation) throw new Refusal('not-found');
	if (before.version !== body.version) throw new Refusal('version-conflict', `the action is at version ${before.version}`);
	const { verb, version: _seen, ...changes } = body;
	const { proof: _proof, reason: _reason, ...words } = changes;
	if (!mayEdit(before.state) && (verb === undefined || Object.keys(words).length > 0))
		throw new Refusal('state-refused', `an action that is ${before.state} is not edited`);
	let next = { ...before, ...changes };
	if (verb !== undefined) {
		const step = stepAction(before, { verb, proof: body.proof, reason: body.reason, person: ctx.who.person });
		if (!step.ok) throw new Refusal('state-refused', step.findings[0]?.detail, step.findings);
		next = { ...next, state: step.value };
		if (verb === 'finish') next = { ...next, doneBy: ctx.who.person, doneAt: ctx.now };
		if (verb === 'reject') next = { ...next, doneBy: null, doneAt: null };
	}
	const row = await save(ctx.tx, next, ctx.now);
	if (row === undefined) throw new Refusal('not-found');
	const waiting = [before.milestone, row.milestone].filter((kind): kind is MilestoneKind => kind !== null);
	if (waiting.length > 0) await forecastFromActions(ctx.tx, row.institution, waiting, ctx.now);
	await record(ctx, 'action.changed', row.id, { verb: verb ?? 'edit', state: row.state, fields: Object.keys(changes) });
	if (verb === 'finish')
		await ctx.publish(actionFinished, { action: row.id, institution: row.institution, because: row.because });
	return view(row, localDay(ctx.now));
}
