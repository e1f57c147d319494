import { record } from '#institutions';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import type { z } from 'zod';
import type * as contract from '../contract.ts';
import { gapsIn, planShifts } from '../model/rota.ts';
import * as store from '../store/rotas.ts';

const day = 86_400_000;
const daysAhead = 14;

export function showShift(row: store.ShiftRow): z.input<typeof contract.shiftRow> {
	return {
		...row,
		startsAt: row.startsAt.toISOString(),
		endsAt: row.endsAt.toISOString(),
		presentAt: row.presentAt?.toISOString() ?? null,
	};
}

export async function list(ctx: Ctx): Promise<Output<typeof contract.listRotas>> {
	const until = new Date(ctx.now.getTime() + daysAhead * day);
	const shifts = await store.shiftsBetween(ctx.tx, ctx.now, until);
	const rotas = await store.rotasOf(ctx.tx);
	return {
		items: rotas.map((rota) => {
			const own = shifts.filter(({ rotaId }) => rotaId === rota.id);
			const next = own.find(({ startsAt }) => startsAt > ctx.now);
			const gaps = gapsIn({ from: ctx.now, to: until }, own).slice(0, 100);
			return {
				...rota,
				now: own.filter(({ startsAt }) => startsAt <= ctx.now).map(showShift),
				next: next === undefined ? null : showShift(next),
				gaps: gaps.map(({ from, to }) => ({ from: from.toISOString(), to: to.toISOString() })),
			};
		}),
	};
}

export async function create(ctx: Ctx, { body }: Input<typeof contract.createRota>): Promise<Output<typeof contract.createRota>> {
	const id = await store.insertRota(ctx.tx, body.name, body.phone);
	await record(ctx, 'rota.opened', id, { name: body.name });
	return { id };
}

export async function end(ctx: Ctx, { params }: Input<typeof contract.endRota>): Promise<Record<string, never>> {
	if (!(await store.endRotaRow(ctx.tx, params.id, ctx.now))) throw new Refusal('not-found');
	await record(ctx, 'rota.ended', params.id);
	return {};
}

export async function shifts(
	ctx: Ctx,
	{ query }: Input<typeof contract.listShifts>,
): Promise<Output<typeof contract.listShifts>> {
	const [from, to] = [new Date(query.from), new Date(query.to)];
	if (to <= from || to.getTime() - from.getTime() > 100 * day) throw new Refusal('input-invalid', 'a span of at most 100 days');
	return { items: (await store.shiftsBetween(ctx.tx, from, to, query.rota)).map(showShift) };
}

export async function plan(
	ctx: Ctx,
	{ body }: Input<typeof contract.createShifts>,
): Promise<Output<typeof contract.createShifts>> {
	const planned = planShifts(
		body.shifts.map((one) => ({ ...one, personId: one.personId ?? null })),
		body.weeks,
	);
	if (!planned.ok) throw new Refusal('input-invalid', '', planned.findings);
	const added = await store.insertShifts(ctx.tx, body.rotaId, planned.value);
	if (added === null) throw new Refusal('not-found');
	await record(ctx, 'shifts.planned', body.rotaId, { added });
	await ctx.live('duty', { rota: body.rotaId }, ctx.who.organisation);
	return { added, known: planned.value.length - added };
}

export async function removeShift(ctx: Ctx, { params }: Input<typeof contract.deleteShift>): Promise<Record<string, never>> {
	if (!(await store.deleteShiftRow(ctx.tx, params.id))) throw new Refusal('not-found');
	await record(ctx, 'shift.removed', params.id);
	return {};
}

export async function present(
	ctx: Ctx,
	{ params }: Input<typeof contract.takeUpShift>,
): Promise<z.input<typeof contract.shiftRow>> {
	const shift = await store.takeUp(ctx.tx, params.id, ctx.now);
	if (shift === undefined) throw new Refusal('not-found', 'no shift of yours that runs now');
	await record(ctx, 'shift.taken-up', params.id);
	await ctx.live('duty', { rota: shift.rotaId }, ctx.who.organisation);
	return showShift(shift);
}

export async function now(ctx: Ctx): Promise<Output<typeof contract.whoIsOnDuty>> {
	const desks = await store.desksAt(ctx.tx, ctx.now);
	return {
		at: ctx.now.toISOString(),
		items: desks.map((desk) => ({
			organisation: { id: desk.organisationId, name: desk.organisationName },
			rota: { id: desk.rotaId, name: desk.rotaName },
			...{ phone: desk.phone, planned: desk.people, present: desk.present, until: desk.until?.toISOString() ?? null },
		})),
	};
}
