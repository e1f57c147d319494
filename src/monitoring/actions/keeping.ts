import { record } from '#institutions';
import { finding, Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { type Ctx, sql } from '#platform';
import type * as c from '../contract/keeping.ts';
import { observableKinds } from '../observables.ts';
import { normaliseObservable } from '../observables-normalise.ts';
import { addErasure, type ErasureRow, erasuresOf } from '../store/erasures.ts';
import { addHold, closeHold, type HoldRow, holdsOf, saveTerms, type TermsRow, termsOf } from '../store/keeping.ts';

type Keeping = Output<typeof c.readKeeping>;

/** Each hold is a condition in every statement that removes something. */
const mostHolds = 50;
const longestHold = 3660 * 86_400_000;

const shownTerms = ({ changedAt, ...rest }: TermsRow): Keeping['terms'] => ({
	...rest,
	changedAt: changedAt?.toISOString() ?? null,
});
const shownHold = ({ from, to, madeAt, endedAt, ...rest }: HoldRow): Keeping['holds'][number] => ({
	...{ ...rest, from: from.toISOString(), to: to.toISOString() },
	...{ madeAt: madeAt.toISOString(), endedAt: endedAt?.toISOString() ?? null },
});
const shownErasure = (row: ErasureRow): Keeping['erasures'][number] => {
	const { id, scope, kind, shown, reason, askedAt, doneAt, events, deadLetters, held } = row;
	return {
		...{ id, scope, kind, shown, reason, events, deadLetters, held },
		...{ askedAt: askedAt.toISOString(), doneAt: doneAt?.toISOString() ?? null },
	};
};

export async function readAll(ctx: Ctx): Promise<Keeping> {
	const { organisation } = ctx.who;
	const [terms, holds, erasures] = [
		await termsOf(ctx.tx, organisation),
		await holdsOf(ctx.tx, organisation, ctx.now),
		await erasuresOf(ctx.tx, organisation),
	];
	return { terms: shownTerms(terms), holds: holds.map(shownHold), erasures: erasures.map(shownErasure) };
}

/** What is stored follows in a job: brought under the terms and holds as they are when it runs. */
async function follow(ctx: Ctx): Promise<void> {
	await ctx.job('monitoring.apply-terms', { institution: ctx.who.organisation });
}

export async function setTerms(ctx: Ctx, { body }: Input<typeof c.changeTerms>): Promise<Output<typeof c.changeTerms>> {
	const { organisation, person } = ctx.who;
	await saveTerms(ctx.tx, organisation, body, person, ctx.now);
	await record(ctx, 'telemetry.terms-changed', organisation, body);
	await follow(ctx);
	return shownTerms(await termsOf(ctx.tx, organisation));
}

export async function hold(ctx: Ctx, { body }: Input<typeof c.makeHold>): Promise<Output<typeof c.makeHold>> {
	const { organisation, person } = ctx.who;
	const until = new Date(`${body.until}T00:00:00Z`).getTime();
	if (until <= ctx.now.getTime() || until > ctx.now.getTime() + longestHold) {
		const detail = 'a hold ends on a day after today and within ten years';
		throw new Refusal('input-invalid', '', [finding('hold-until', '/body/until', detail)]);
	}
	const held = await holdsOf(ctx.tx, organisation, ctx.now);
	if (held.filter(({ active }) => active).length >= mostHolds)
		throw new Refusal('state-refused', `${mostHolds} holds are in force already; end one first`);
	const made = await addHold(ctx.tx, { ...body, institution: organisation, by: person, now: ctx.now });
	await record(ctx, 'telemetry.hold-made', made.id, body);
	await follow(ctx);
	return shownHold(made);
}

export async function releaseHold(ctx: Ctx, { params, body }: Input<typeof c.endHold>): Promise<Output<typeof c.endHold>> {
	const ended = await closeHold(ctx.tx, params.id, body.reason, ctx.who.person, ctx.now);
	if (ended === undefined) throw new Refusal('not-found');
	await record(ctx, 'telemetry.hold-ended', params.id, body);
	await follow(ctx);
	return shownHold(ended);
}

/** The audit trail names the erasure and its reason, never the value: it would outlive what it was erased from. */
export async function erase(ctx: Ctx, { body }: Input<typeof c.askErasure>): Promise<Output<typeof c.askErasure>> {
	const { organisation: institution, person: by } = ctx.who;
	const asked = { institution, by, now: ctx.now, reason: body.reason, scope: body.scope };
	let made: ErasureRow;
	if (body.scope === 'person') {
		const kind = observableKinds.find((one) => one === body.kind);
		const observable = kind && normaliseObservable(kind, body.value);
		if (observable === undefined) {
			const detail = kind ? `this cannot be a value of ${kind}` : `one of ${observableKinds.join(', ')}`;
			throw new Refusal('input-invalid', '', [finding('observable', kind ? '/body/value' : '/body/kind', detail)]);
		}
		const shown = `${[...observable.value][0] ?? ''}…`;
		made = await addErasure(ctx.tx, { ...asked, kind: observable.kind, value: observable.value, shown });
	} else {
		const found = await sql<{ name: string }>`select name from institutions.organisations where id = ${institution}`.execute(
			ctx.tx,
		);
		if (found.rows[0]?.name !== body.confirm.trim()) {
			const detail = 'type the name of the institution as the register has it';
			throw new Refusal('input-invalid', '', [finding('confirm', '/body/confirm', detail)]);
		}
		made = await addErasure(ctx.tx, { ...asked, kind: null, value: null, shown: found.rows[0].name });
	}
	await record(ctx, 'telemetry.erasure-asked', made.id, { scope: body.scope, kind: made.kind, reason: body.reason });
	await ctx.job('monitoring.erase', { id: made.id });
	return shownErasure(made);
}
