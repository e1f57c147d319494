import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import { alertDecided, type decideBundle } from '../contract/alerts.ts';
import { decideBundle as decide } from '../store/bundles.ts';
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
