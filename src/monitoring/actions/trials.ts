import type { z } from 'zod';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { noteLooks, record } from '#institutions';
import { type Ctx, openProgress } from '#platform';
import type * as c from '../contract/trials.ts';
import { startDetection } from '../detect/detection.ts';
import {
	addTrial,
	askTrialToStop,
	findTrial,
	listTrials,
	openTrials,
	type TrialFacts,
	trialHosts,
} from '../store/rule-trials.ts';
import { readableInstitutions } from '../store/searches.ts';
import { readRuleToTry } from '../trial/read-rule.ts';

const day = 86_400_000;
/** Of one organisation: each reads months of events. */
const mostAtOnce = 2;
const hostsShown = 200;

function shown(facts: TrialFacts): z.input<typeof c.listTrials.response>['items'][number] {
	const { id, rule, title, days, institutions, state, progress, result } = facts;
	return {
		...{ id, rule, title, days, institutions: institutions.length, state, progress },
		...{ from: facts.from.toISOString(), to: facts.to.toISOString(), createdAt: facts.createdAt.toISOString() },
		...{ finishedAt: facts.finishedAt?.toISOString() ?? null, verdict: result?.verdict ?? null },
		...{ hits: result?.hits ?? null, alertsPerDay: result?.alertsPerDay ?? null },
	};
}

export async function startTrial(ctx: Ctx, { body }: Input<typeof c.tryRule>): Promise<Output<typeof c.tryRule>> {
	const text = body.rule ?? (await textInForce(ctx, body.ruleId ?? ''));
	if (text === undefined) throw new Refusal('not-found');
	const read = readRuleToTry(text, 'rule');
	if (!read.ok) throw new Refusal('content-refused', 'the rule cannot be tried', read.findings);
	const readable = await readableInstitutions(ctx.tx);
	const institutions = body.institutions ?? readable;
	if (institutions.some((one) => !readable.includes(one))) throw new Refusal('not-found');
	const { organisation, person } = ctx.who;
	if ((await openTrials(ctx.tx, organisation)) >= mostAtOnce) {
		throw new Refusal('rate-limited', `${mostAtOnce} rules are being tried already; wait for one or stop one`);
	}
	const progress = await openProgress(ctx, organisation, 'monitoring.rule-trial');
	const span = { from: new Date(ctx.now.getTime() - body.days * day), to: ctx.now };
	const { id: rule, title } = read.value;
	const facts = { organisation, person, rule, title, text, days: body.days, institutions, ...span, progress, now: ctx.now };
	const id = await addTrial(ctx.tx, facts);
	await noteLooks(ctx, institutions, 'telemetry');
	await record(ctx, 'rule.tried', rule, { trial: id, days: body.days, institutions: institutions.length });
	await ctx.job('monitoring.rule-trial', { id });
	return shown(await load(ctx, id));
}

/** The file of a rule in force, as its author wrote it. */
async function textInForce({ platform }: Ctx, id: string): Promise<string | undefined> {
	const { loaded, texts } = await startDetection(platform);
	const where = [...loaded.rules, ...loaded.correlations].find((rule) => rule.id === id)?.where;
	return where === undefined ? undefined : texts.sources.get(where.slice(0, where.lastIndexOf(':')));
}

async function load(ctx: Ctx, id: string): Promise<TrialFacts> {
	const facts = await findTrial(ctx.tx, id);
	if (facts === undefined) throw new Refusal('not-found');
	return facts;
}

export async function readTrials(ctx: Ctx, { query }: Input<typeof c.listTrials>): Promise<Output<typeof c.listTrials>> {
	const { cursor, limit } = query;
	if (cursor !== undefined && !/^[0-9a-f-]{36}$/.test(cursor))
		throw new Refusal('input-invalid', 'the cursor is not one of ours');
	const rows = await listTrials(ctx.tx, cursor, limit + 1);
	const items = rows.slice(0, limit).map(shown);
	return { items, ...(rows.length > limit ? { next: items.at(-1)?.id } : {}) };
}

/** What an institution no longer lets be read is left out of the answers and hosts. */
export async function showTrial(ctx: Ctx, { params }: Input<typeof c.readTrial>): Promise<Output<typeof c.readTrial>> {
	const facts = await load(ctx, params.id);
	const readable = new Set(await readableInstitutions(ctx.tx));
	const hosts = await trialHosts(ctx.tx, params.id, hostsShown);
	const { result } = facts;
	return {
		...{ ...shown(facts), text: facts.text },
		result: result && {
			...result,
			answers: result.answers.filter(({ institution }) => readable.has(institution)),
			perDay: [...result.perDay],
		},
		hosts: hosts.map((row) => ({ ...row, firstSeen: row.firstSeen.toISOString(), lastSeen: row.lastSeen.toISOString() })),
	};
}

export async function stopOneTrial(ctx: Ctx, { params }: Input<typeof c.stopTrial>): Promise<Output<typeof c.stopTrial>> {
	if (!(await askTrialToStop(ctx.tx, params.id))) throw new Refusal('not-found');
	await record(ctx, 'rule.trial-stopped', params.id);
	return {};
}
