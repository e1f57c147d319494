import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { record } from '#institutions';
import type { Ctx } from '#platform';
import type { listRules, readRule, switchRule } from '../contract/sensors.ts';
import { silentRules } from '../detect/correlate.ts';
import { type Detection, startDetection } from '../detect/detection.ts';
import { readableAlerts } from '../store/alerts.ts';
import { ruleFacts, switchRule as save } from '../store/rules.ts';
import { syntheticRuleId } from '../watch/synthetic-rule.ts';

type Shown = Output<typeof listRules>['items'][number];

/** Rules in force with what the asker's own institution and its alerts say of them. */
async function shownRules(ctx: Ctx, { loaded, texts, costOf }: Detection, only?: string): Promise<Shown[]> {
	const facts = new Map((await ruleFacts(ctx.tx, await readableAlerts(ctx.tx), ctx.now, only)).map((row) => [row.rule, row]));
	const silent = silentRules(loaded.correlations);
	return [...loaded.rules, ...loaded.correlations]
		.filter(({ id }) => id !== syntheticRuleId && (only === undefined || id === only))
		.map(({ id, kind, name, title, level, status, author, description, tags, references, falsepositives, where }) => ({
			...{ id, kind, title, status, author, description, where, severity: level },
			titleNl: texts.dutch.get(id)?.title ?? title,
			descriptionNl: texts.dutch.get(id)?.description ?? description,
			...{ tags: [...tags], references: [...references], falsePositives: [...falsepositives] },
			silent: silent.has(id) || silent.has(name ?? ''),
			enabled: facts.get(id)?.enabled ?? true,
			reason: facts.get(id)?.reason ?? null,
			alerts30Days: facts.get(id)?.alerts ?? 0,
			givenUp: facts.get(id)?.givenUp ?? 0,
			cost: shownCost(costOf(id)),
		}));
}

function shownCost({ tries, microsecondsPerTry, asideSince }: ReturnType<Detection['costOf']>): Shown['cost'] {
	return { tries, microsecondsPerTry: Math.round(microsecondsPerTry * 100) / 100, asideSince: asideSince?.toISOString() ?? null };
}

export async function readRules(ctx: Ctx): Promise<Output<typeof listRules>> {
	const detection = await startDetection(ctx.platform);
	return { items: await shownRules(ctx, detection), faults: [...detection.loaded.findings] };
}

export async function readOneRule(ctx: Ctx, { params }: Input<typeof readRule>): Promise<Output<typeof readRule>> {
	const detection = await startDetection(ctx.platform);
	const [found] = await shownRules(ctx, detection, params.id);
	if (found === undefined) throw new Refusal('not-found');
	const file = found.where.slice(0, found.where.lastIndexOf(':'));
	return { ...found, text: detection.texts.sources.get(file) ?? '' };
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
