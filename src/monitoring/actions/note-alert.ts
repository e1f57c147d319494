import type { Input, Output } from '#kernel/contract';
import { record } from '#institutions';
import type { Ctx } from '#platform';
import type { noteAlert } from '../contract/alerts.ts';
import { addNote } from '../store/alerts.ts';
import { loadAlert, personOf } from './shown-alert.ts';
import { tellAlerts } from './tell-alerts.ts';

export async function noteOne(ctx: Ctx, { params, body }: Input<typeof noteAlert>): Promise<Output<typeof noteAlert>> {
	const author = personOf(ctx);
	const { institution } = await loadAlert(ctx, params.id);
	const { organisation } = ctx.who;
	const note = await addNote(ctx.tx, { alert: params.id, institution, author, organisation, text: body.text, now: ctx.now });
	await record(ctx, 'alert.noted', params.id, { note: note.id, by: organisation }, institution);
	await tellAlerts(ctx, 'changed', [{ id: params.id, institution }]);
	return { ...note, at: note.at.toISOString() };
}
