import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import { alertDecided, type decideBundle, type takeBundle } from '../contract/alerts.ts';
import { decideBundle as decide, takeBundle as take } from '../store/bundles.ts';
import { personOf } from './shown-alert.ts';
import { tellAlerts } from './tell-alerts.ts';

/** One decision on all open alerts of a cause, at all institutions the asker may handle. */
export async function decideWhole(ctx: Ctx, { body }: Input<typeof decideBundle>): Promise<Output<typeof decideBundle>> {
	const { bundle, institutions, decision, reason } = body;
	const asker = { person: personOf(ctx), organisation: ctx.who.organisation, now: ctx.now };
	const { decided, held } = await decide(ctx.tx, { bundle, institutions, decision, reason, ...asker });
	await tellAlerts(ctx, 'changed', decided);
	if (decided.length > 0) await ctx.publish(alertDecided, { cause: bundle, decision, reason, alerts: decided });
	return { decided: decided.length, held };
}

/** All alerts of a cause that nobody has taken, into the hands of the asker. */
export async function takeWhole(ctx: Ctx, { body }: Input<typeof takeBundle>): Promise<Output<typeof takeBundle>> {
	const asker = { person: personOf(ctx), organisation: ctx.who.organisation, now: ctx.now };
	const { taken, held } = await take(ctx.tx, { bundle: body.bundle, ...asker });
	await tellAlerts(ctx, 'changed', taken);
	return { taken: taken.length, held };
}
