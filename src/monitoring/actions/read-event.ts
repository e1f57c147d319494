import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Exchange } from '#platform';
import type * as c from '../contract/events.ts';
import { recognise } from '../formats/recognise.ts';
import { aboutOf } from '../model/candidate.ts';
import { eventId, readEventId } from '../search/asked.ts';
import type { Condition } from '../search/condition.ts';
import { type OpenedSearch, runSearch } from '../search/run-search.ts';
import { anchorOf } from '../telemetry/anchor.ts';
import { type FoundEvent, searchEvents } from '../telemetry/search-events.ts';
import { shownEvent, shownLength, shownSpan } from './search-events.ts';

const around = 600_000;
const neighbours = 100;

/** The event at a pointer, or `not-found`: also when its term of keeping is over. */
async function load({ platform }: Exchange, id: string, { institutions, signal }: OpenedSearch): Promise<FoundEvent> {
	const { time, batch, line } = readEventId(id);
	const span = { from: time, to: new Date(time.getTime() + 1) };
	const condition = { sql: 'batch = {batch:UInt64} AND line = {line:UInt32}', parameters: { batch, line } };
	const [event] = await searchEvents(platform.telemetry, institutions, span, condition, { limit: 1, signal });
	if (event === undefined) throw new Refusal('not-found');
	return event;
}

function read({ raw }: FoundEvent, now: Date) {
	const reading = recognise(raw, now);
	return 'fault' in reading ? { event: {}, observables: [] } : reading;
}

const asked = (id: string) => ({ query: id, institutions: [readEventId(id).institution], seconds: 20 });

export async function showEvent(exchange: Exchange, { params }: Input<typeof c.readEvent>): Promise<Output<typeof c.readEvent>> {
	return runSearch(exchange, { ...asked(params.id), kind: 'search' }, async (search) => {
		const found = await load(exchange, params.id, search);
		const { event, observables } = read(found, exchange.platform.clock.now());
		return { ...shownEvent(found), observables: [...observables], fields: { ...event } };
	});
}

export async function showContext(
	exchange: Exchange,
	{ params }: Input<typeof c.readContext>,
): Promise<Output<typeof c.readContext>> {
	const { platform } = exchange;
	return runSearch(exchange, { ...asked(params.id), kind: 'context' }, async (search) => {
		const found = await load(exchange, params.id, search);
		const about = aboutOf(read(found, platform.clock.now()).observables);
		const moment = found.time.getTime();
		const span = { from: new Date(moment - around), to: new Date(moment + around) };
		if (about === undefined) return { ...shownSpan(span), about: null, before: [], after: [] };
		const condition = search.counted(seenOf(about));
		const wanted = { limit: neighbours + 1, rawLength: shownLength, signal: search.signal };
		const halves = { before: { from: span.from, to: new Date(moment + 1) }, after: { from: found.time, to: span.to } };
		const reach = (half: 'before' | 'after') =>
			searchEvents(platform.telemetry, search.institutions, halves[half], condition, {
				...{ ...wanted, after: found, ascending: half === 'after' },
			});
		const [before, after] = await Promise.all([reach('before'), reach('after')]);
		const itself = eventId(found);
		const shown = (events: FoundEvent[]) =>
			events
				.map(shownEvent)
				.filter(({ id }) => id !== itself)
				.slice(0, neighbours);
		return { ...shownSpan(span), about: { ...about }, before: shown(before), after: shown(after) };
	});
}

function seenOf({ kind, value }: NonNullable<ReturnType<typeof aboutOf>>): Condition {
	return {
		sql: `(batch, line) IN (SELECT batch, line FROM dijkwacht.observables WHERE kind = {kind:String} AND anchor = {anchor:String}
			AND value = {value:String} AND institution IN {institutions:Array(UUID)}
			AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')})`,
		parameters: { kind, anchor: anchorOf(kind, value), value },
	};
}
