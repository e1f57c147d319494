import type { z } from 'zod';
import { Refusal } from '#kernel';
import type { Ctx } from '#platform';
import type { alertRow } from '../contract/alerts.ts';
import type { Handling } from '../model/alert-state.ts';
import { type AlertFacts, findAlert } from '../store/alerts.ts';

/** An alert as it goes out. */
export function shown(facts: AlertFacts): z.input<typeof alertRow> {
	return {
		...facts,
		eventTime: facts.eventTime.toISOString(),
		lastTime: facts.lastTime.toISOString(),
		takenAt: facts.takenAt?.toISOString() ?? null,
		decidedAt: facts.decidedAt?.toISOString() ?? null,
		createdAt: facts.createdAt.toISOString(),
	};
}

export function handlingOf({ state, takenBy, decision, decidedBy, reason }: AlertFacts): Handling {
	if (state === 'new') return { state };
	if (state === 'taken') return { state, by: takenBy ?? '' };
	return { state, by: decidedBy ?? '', decision: decision ?? 'benign', reason: reason ?? '' };
}

/** An alert that the asker may change, locked. */
export async function loadAlert(ctx: Ctx, id: string): Promise<AlertFacts> {
	const facts = await findAlert(ctx.tx, id, true);
	if (facts === undefined) throw new Refusal('not-found');
	return facts;
}

/** The person who asks; machines do not handle alerts. */
export function personOf(ctx: Ctx): string {
	if (ctx.who.person === null) throw new Refusal('not-allowed');
	return ctx.who.person;
}
