import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { noteLook } from '#institutions';
import type { Ctx } from '#platform';
import { type listAlerts, type readAlert, severities } from '../contract/alerts.ts';
import { isPseudonym } from '../persons/pseudonym.ts';
import { namesIn } from '../search/names-asked.ts';
import {
	type AlertFilter,
	alertsHolding,
	countAlerts,
	findAlert,
	listAlerts as list,
	notesOf,
	readableAlerts,
} from '../store/alerts.ts';
import { bundleSize } from '../store/bundles.ts';
import { shown } from './shown-alert.ts';

const cursorForm = /^[0-9a-f-]{36}$/;

export async function readQueue(ctx: Ctx, { query }: Input<typeof listAlerts>): Promise<Output<typeof listAlerts>> {
	const { cursor, limit, state, severity, institution, rule, bundle, search, mine } = query;
	if (cursor !== undefined && !cursorForm.test(cursor)) throw new Refusal('input-invalid', 'the cursor is not one of ours');
	const cause = bundle ?? (rule === undefined ? undefined : `rule:${rule}`);
	const takenBy = mine === 'true' ? (ctx.who.person ?? undefined) : undefined;
	const readable = await readableAlerts(ctx.tx);
	// An institution that went on as another has shown it its history; the queue holds that only when asked for by name.
	const own = ctx.who.organisationKind === 'institution' ? [ctx.who.organisation] : undefined;
	const ids = search === undefined ? undefined : await idsHolding(ctx, search);
	const filter: AlertFilter = { readable, state, severity, institution: institution ?? own, cause, ids, takenBy };
	const rows = await list(ctx.tx, filter, cursor, limit + 1);
	const counted = await countAlerts(ctx.tx, filter, ctx.now);
	const sum = (wanted: (row: (typeof counted)[number]) => boolean) =>
		counted.filter(wanted).reduce((total, { count }) => total + count, 0);
	const open = Object.fromEntries(
		severities.map((level) => [level, sum((row) => row.state !== 'decided' && row.severity === level)]),
	);
	const items = rows.slice(0, limit).map(shown);
	return {
		items,
		...(rows.length > limit ? { next: items.at(-1)?.id } : {}),
		counts: {
			new: sum((row) => row.state === 'new'),
			taken: sum((row) => row.state === 'taken'),
			decided: sum((row) => row.state === 'decided'),
			open: open as Record<(typeof severities)[number], number>,
		},
	};
}

/** The asker's own alerts hold a pseudonym where a name stood. */
async function idsHolding(ctx: Ctx, search: string): Promise<string[]> {
	const stored = isPseudonym(search) ? undefined : (await namesIn(ctx, [search])).stored(search);
	const found = await alertsHolding(ctx.tx, search);
	return stored === undefined ? found : [...new Set([...found, ...(await alertsHolding(ctx.tx, stored))])];
}

export async function readOne(ctx: Ctx, { params }: Input<typeof readAlert>): Promise<Output<typeof readAlert>> {
	const facts = await findAlert(ctx.tx, params.id);
	if (facts === undefined) throw new Refusal('not-found');
	await noteLook(ctx, facts.institution, 'alerts');
	const notes = await notesOf(ctx.tx, params.id);
	const { institution, eventTime, batch, line } = facts;
	return {
		...shown(facts),
		excerpt: facts.excerpt,
		reason: facts.reason,
		context: [...facts.context],
		pointer: { institution, time: eventTime.toISOString(), batch, line },
		notes: notes.map((note) => ({ ...note, at: note.at.toISOString() })),
		bundleSize: await bundleSize(ctx.tx, facts.cause),
	};
}
