import { record } from '#institutions';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import type { z } from 'zod';
import { type audience as audienceShape, type createAdvisory, indicatorsShared, type moveAdvisory } from '../contract.ts';
import { close, deliver, indicatorIdsOf, insertDraft, type NewAdvisory, setAudience } from '../store/advisories.ts';
import { findAdvisory } from '../store/read-advisories.ts';
import { readIndicators } from './read-indicators.ts';

/** Tells the rooms above and the open screens, which then ask anew for what they may see: everybody hears it, so it names nothing. */
async function announce(ctx: Ctx, id: string, indicatorIds: string[], recipients: number): Promise<void> {
	await ctx.publish(indicatorsShared, { advisoryId: id, indicatorIds });
	await ctx.live('advisories', { change: 'published' }, null);
	await record(ctx, 'advisory.published', id, { indicators: indicatorIds.length, recipients });
}

function audienceOf(audience: z.output<typeof audienceShape>): Pick<NewAdvisory, 'audience' | 'kinds' | 'listed'> {
	return {
		audience: audience.to,
		kinds: audience.to === 'kinds' ? audience.kinds : [],
		listed: audience.to === 'listed' ? audience.institutions : [],
	};
}

/** Nobody to tell, or somebody who is not there, is a mistake that the author must hear of. */
function checkAudience(recipients: number, listed: readonly string[]): void {
	if (recipients === 0) throw new Refusal('content-refused', 'the audience holds no institution of the register');
	const missing = new Set(listed).size - recipients;
	if (missing > 0) throw new Refusal('content-refused', `${missing} of the institutions named are not in the register today`);
}

/** Makes an advisory and, unless it stays a draft, delivers it to its audience, all in one transaction. */
export async function create(ctx: Ctx, { body }: Input<typeof createAdvisory>): Promise<Output<typeof createAdvisory>> {
	const indicators = readIndicators(body.indicators, body.tlp, ctx.now);
	if (!indicators.ok) throw new Refusal('input-invalid', '', indicators.findings);
	const made = await insertDraft(ctx.tx, ctx.who.person, {
		...{ title: body.title, summary: body.summary, tlp: body.tlp, because: body.because ?? null, lines: body.lines },
		...{ ...audienceOf(body.audience), indicators: indicators.value },
	});
	if (body.state === 'draft') {
		await record(ctx, 'advisory.drafted', made.id, { indicators: made.indicatorIds.length });
		return { ...made, state: 'draft', recipients: 0 };
	}
	const delivered = await deliver(ctx.tx, made.id, ctx.now);
	checkAudience(delivered?.recipients ?? 0, audienceOf(body.audience).listed);
	await announce(ctx, made.id, made.indicatorIds, delivered?.recipients ?? 0);
	return { ...made, state: 'published', recipients: delivered?.recipients ?? 0 };
}

/** Publishes a draft or closes the follow-up; only the author does. */
export async function move(ctx: Ctx, { params, body }: Input<typeof moveAdvisory>): Promise<Output<typeof moveAdvisory>> {
	const found = await findAdvisory(ctx.tx, params.id);
	if (found === undefined || found.organisationId !== ctx.who.organisation) throw new Refusal('not-found');
	if (body.state === 'closed') {
		const closed = await close(ctx.tx, params.id, body.reason, ctx.now);
		if (!closed) throw new Refusal('state-refused', `${found.state} does not go to closed`);
		await record(ctx, 'advisory.closed', params.id);
		await ctx.live('advisories', { change: 'closed' }, null);
		return { id: params.id, state: 'closed', recipients: found.recipientCount ?? 0 };
	}
	if (body.audience !== undefined) {
		if (found.tlp === 'red' && body.audience.to !== 'listed')
			throw new Refusal('input-invalid', 'TLP:RED goes to institutions by name only');
		await setAudience(ctx.tx, params.id, audienceOf(body.audience));
	}
	const delivered = await deliver(ctx.tx, params.id, ctx.now);
	if (delivered === null) throw new Refusal('state-refused', `${found.state} does not go to published`);
	checkAudience(delivered.recipients, body.audience === undefined ? found.listed : audienceOf(body.audience).listed);
	await announce(ctx, params.id, await indicatorIdsOf(ctx.tx, params.id), delivered.recipients);
	return { id: params.id, state: 'published', recipients: delivered.recipients };
}
