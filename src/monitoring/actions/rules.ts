import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { record } from '#institutions';
import type { Ctx } from '#platform';
import type { listRules, switchRule } from '../contract/sensors.ts';
import { silentRules } from '../detect/correlate.ts';
import { startDetection } from '../detect/detection.ts';
import { ruleFacts, switchRule as save } from '../store/rules.ts';
import { syntheticRuleId } from '../watch/synthetic-rule.ts';

export async function readRules(ctx: Ctx): Promise<Output<typeof listRules>> {
	const { loaded } = await startDetection(ctx.platform);
	const facts = new Map((await ruleFacts(ctx.tx, ctx.now)).map((row) => [row.rule, row]));
	const silent = silentRules(loaded.correlations);
	const items = [...loaded.rules, ...loaded.correlations]
		.filter(({ id }) => id !== syntheticRuleId)
		.map(({ id, kind, name, title, level, status, author, description, tags, references, falsepositives, where }) => ({
			...{ id, kind, title, status, author, description, where, severity: level },
			...{ tags: [...tags], references: [...references], falsePositives: [...falsepositives] },
			silent: silent.has(id) || silent.has(name ?? ''),
			enabled: facts.get(id)?.enabled ?? true,
			reason: facts.get(id)?.reason ?? null,
			alerts30Days: facts.get(id)?.alerts ?? 0,
		}));
	return { items, faults: [...loaded.findings] };
}

export async function switchOne(ctx: Ctx, { params, body }: Input<typeof switchRule>): Promise<Output<typeof switchRule>> {
	const { loaded } = await startDetection(ctx.platform);
	if (params.id === syntheticRuleId || ![...loaded.rules, ...loaded.correlations].some(({ id }) => id === params.id))
		throw new Refusal('not-found');
	const change = { ...body, institution: ctx.who.organisation, rule: params.id, by: ctx.who.person, now: ctx.now };
	await save(ctx.tx, change);
	await record(ctx, body.enabled ? 'rule.enabled' : 'rule.disabled', params.id, { reason: body.reason });
	return { id: params.id, enabled: body.enabled };
}
