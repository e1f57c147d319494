import { Refusal, type Result } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { record } from '#institutions';
import type { Ctx } from '#platform';
import { alertDecided, type decideAlert, type releaseAlert, type reopenAlert, type takeAlert } from '../contract/alerts.ts';
import { decide, type Handling, release, reopen, take } from '../model/alert-state.ts';
import { changeAlert } from '../store/alerts.ts';
import { handlingOf, loadAlert, personOf, shown } from './shown-alert.ts';
import { tellAlerts } from './tell-alerts.ts';

/** Load, check, decide, save, record, tell: the same for each verb. */
async function move(ctx: Ctx, id: string, verb: string, judge: (now: Handling, by: string) => Result<Handling>) {
	const person = personOf(ctx);
	const before = await loadAlert(ctx, id);
	const next = judge(handlingOf(before), person);
	if (!next.ok) throw new Refusal('state-refused', next.findings[0]?.detail ?? '', next.findings);
	const { organisation } = ctx.who;
	const after = await changeAlert(ctx.tx, id, { by: person, organisation, now: ctx.now, ...next.value });
	if (after === undefined) throw new Refusal('not-found');
	const detail = { cause: after.cause, decision: after.decision, reason: after.reason, by: organisation };
	await record(ctx, verb, id, detail, after.institution);
	await tellAlerts(ctx, 'changed', [after]);
	return after;
}

export async function takeOne(ctx: Ctx, { params, body }: Input<typeof takeAlert>): Promise<Output<typeof takeAlert>> {
	return shown(await move(ctx, params.id, 'alert.taken', (now, by) => take(now, by, body?.takeOver)));
}

export async function releaseOne(ctx: Ctx, { params }: Input<typeof releaseAlert>): Promise<Output<typeof releaseAlert>> {
	return shown(await move(ctx, params.id, 'alert.released', release));
}

export async function reopenOne(ctx: Ctx, { params }: Input<typeof reopenAlert>): Promise<Output<typeof reopenAlert>> {
	return shown(await move(ctx, params.id, 'alert.reopened', reopen));
}

export async function decideOne(ctx: Ctx, { params, body }: Input<typeof decideAlert>): Promise<Output<typeof decideAlert>> {
	const after = await move(ctx, params.id, 'alert.decided', (now, by) => decide(now, by, body.decision, body.reason));
	await ctx.publish(alertDecided, { cause: after.cause, alerts: [after], ...body });
	return shown(after);
}
