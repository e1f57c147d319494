import { look, record } from '#institutions';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { localDay } from '#improvement';
import type { Skeleton } from '#norms';
import type { Ctx } from '#platform';
import {
	type listTargets,
	type proposeTarget,
	type signTarget,
	targetInForce,
	type TargetView,
	type withdrawTarget,
} from '../contract.ts';
import {
	lowered,
	proposalFindings,
	type Side,
	signTarget as decideSign,
	stepTarget,
	termsInForce,
	termsOf,
} from '../model/target.ts';
import { addTargets, lockTarget, saveTarget, supersede, type TargetRow, targets } from '../store/targets.ts';
import { frameworkRefOf, frameworksById } from './rounds.ts';

function view(row: TargetRow, framework: Skeleton): TargetView {
	const signature = (at: Date | null, person: string | null) => (at === null ? null : { at: at.toISOString(), person });
	return {
		...row,
		clusters: [...row.clusters],
		controls: [...row.controls],
		keyControls: [...row.keyControls],
		framework: frameworkRefOf(framework),
		proposedAt: row.proposedAt.toISOString(),
		board: signature(row.boardAt, row.boardPerson),
		coordinator: signature(row.coordinatorAt, row.coordinatorPerson),
		inForceAt: row.inForceAt?.toISOString() ?? null,
		endedAt: row.endedAt?.toISOString() ?? null,
	};
}

async function views(ctx: Ctx, rows: readonly TargetRow[]): Promise<TargetView[]> {
	const ids = rows.map((row) => row.frameworkId);
	const frameworks = ids.length === 0 ? new Map<string, Skeleton>() : await frameworksById(ctx.tx, ids);
	return rows.flatMap((row) => {
		const framework = frameworks.get(row.frameworkId);
		return framework === undefined ? [] : [view(row, framework)];
	});
}

async function viewOf(ctx: Ctx, row: TargetRow | undefined): Promise<TargetView> {
	const [one] = row === undefined ? [] : await views(ctx, [row]);
	if (one === undefined) throw new Refusal('not-found');
	return one;
}

/** An institution sees its own; others what was disclosed to them. Opening one institution's is noted there. */
export async function list(ctx: Ctx, { query }: Input<typeof listTargets>): Promise<Output<typeof listTargets>> {
	const institution = query.institution ?? (ctx.who.organisationKind === 'institution' ? ctx.who.organisation : undefined);
	if (institution !== undefined && (await look(ctx, institution, ['targets'])) === undefined) throw new Refusal('not-found');
	const wish = { ...(institution && { institutions: [institution] }), ...(query.state && { state: query.state }) };
	return { items: await views(ctx, await targets(ctx.tx, wish)) };
}

/** Proposes for one's own institution. Refuses `input-invalid` with every fault, `state-refused` while a proposal is waiting. */
export async function propose(ctx: Ctx, { body }: Input<typeof proposeTarget>): Promise<TargetView> {
	const { framework: frameworkId, ...terms } = body;
	const institution = ctx.who.organisation;
	const framework = (await frameworksById(ctx.tx, [frameworkId])).get(frameworkId);
	if (framework === undefined) throw new Refusal('not-found', 'there is no such framework');
	const known = await targets(ctx.tx, { institutions: [institution], framework: frameworkId });
	if (known.some((one) => one.state === 'proposed' || one.state === 'half-signed'))
		throw new Refusal('state-refused', 'a proposal is waiting for signatures; withdraw it first');
	const inForce = termsInForce(known.find((one) => one.state === 'in-force') ?? null, framework);
	const findings = proposalFindings(terms, framework, inForce, localDay(ctx.now));
	if (findings.length > 0) throw new Refusal('input-invalid', '', findings);
	const lowers = lowered(inForce, termsOf(terms), framework).length > 0;
	const draft = { ...terms, institution, framework: frameworkId, lowers, signed: false };
	const [row] = await addTargets(ctx.tx, [draft], ctx.who.person, ctx.now);
	const made = await viewOf(ctx, row);
	await record(ctx, 'target.proposed', made.id, { number: made.number, level: made.level, byDay: made.byDay, lowers });
	return made;
}

async function locked(ctx: Ctx, id: string): Promise<TargetRow> {
	if (!(await lockTarget(ctx.tx, id))) throw new Refusal('not-found');
	const [row] = await targets(ctx.tx, { id });
	if (row === undefined) throw new Refusal('not-found');
	return row;
}

/** Signs for the side of the asker: the board of the institution, or SURFaudit. The second signature puts it in force. */
export async function sign(ctx: Ctx, { params }: Input<typeof signTarget>): Promise<TargetView> {
	const before = await locked(ctx, params.id);
	const own = before.institution === ctx.who.organisation;
	const side: Side = ctx.who.role === 'audit-coordinator' ? 'coordinator' : 'board';
	if (side === 'board' && !own) throw new Refusal('not-found');
	const signed: Side[] = [
		...(before.boardAt ? ['board' as const] : []),
		...(before.coordinatorAt ? ['coordinator' as const] : []),
	];
	const decided = decideSign({ ...before, signed }, side, ctx.who.person);
	if (!decided.ok) throw new Refusal('state-refused', decided.findings[0]?.detail, decided.findings);
	const now = { at: ctx.now, person: ctx.who.person };
	const complete = decided.value === 'in-force';
	if (complete) await supersede(ctx.tx, before.institution, before.frameworkId, ctx.now);
	const row = await saveTarget(ctx.tx, {
		...before,
		state: decided.value,
		...(side === 'board'
			? { boardAt: now.at, boardPerson: now.person }
			: { coordinatorAt: now.at, coordinatorPerson: now.person }),
		inForceAt: complete ? ctx.now : null,
	});
	const detail = { side, number: before.number, state: decided.value };
	await record(ctx, 'target.signed', before.id, detail);
	if (!own) await record(ctx, 'target.signed', before.id, detail, before.institution);
	if (complete)
		await ctx.publish(targetInForce, { agreement: before.id, institution: before.institution, framework: before.frameworkId });
	await ctx.live('target', { agreement: before.id, state: decided.value }, before.institution);
	return viewOf(ctx, row);
}

export async function withdraw(ctx: Ctx, { params }: Input<typeof withdrawTarget>): Promise<TargetView> {
	const before = await locked(ctx, params.id);
	if (before.institution !== ctx.who.organisation) throw new Refusal('not-found');
	const decided = stepTarget(before.state, 'withdraw');
	if (!decided.ok) throw new Refusal('state-refused', decided.findings[0]?.detail, decided.findings);
	const row = await saveTarget(ctx.tx, { ...before, state: decided.value, endedAt: ctx.now });
	await record(ctx, 'target.withdrawn', before.id, { number: before.number });
	return viewOf(ctx, row);
}
