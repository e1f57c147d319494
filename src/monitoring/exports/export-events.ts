import { Readable } from 'node:stream';
import { Refusal } from '#kernel';
import type { Input } from '#kernel/contract';
import { type Exchange, TelemetryRefusal } from '#platform';
import type { exportEvents } from '../contract/events.ts';
import { conditionAsked, spanOf } from '../search/asked.ts';
import type { Condition } from '../search/condition.ts';
import { namesAsked } from '../search/names-asked.ts';
import { type OpenedSearch, runSearch } from '../search/run-search.ts';
import type { Span } from '../telemetry/look-back.ts';
import { histogram, type Place, searchEvents } from '../telemetry/search-events.ts';
import { type EventRows, eventRows } from './event-rows.ts';
import { spansOf, stepOf } from './spans-of.ts';

const most = 200_000;
const seconds = 180;
/** Lines are up to 1 MiB: a page that is too much for the store is asked for in smaller ones. */
const page = 1000;
const smallestPage = 10;

/**
 * Streams the events of a search. Too many are refused before the first byte; a file that was begun and cannot be ended
 * breaks off with its connection, so that a part never looks like the whole.
 */
export async function exportFound(exchange: Exchange, { query }: Input<typeof exportEvents>): Promise<unknown> {
	const { platform, reply } = exchange;
	const now = platform.clock.now();
	const span = spanOf(query, now);
	const names = await namesAsked(exchange, query.q);
	const wanted = conditionAsked(query.q, names.stored);
	const asked = {
		kind: 'export',
		query: names.shown(query.q),
		institutions: query.institution,
		id: query.search,
		seconds,
	} as const;
	return runSearch(exchange, asked, async (search) => {
		const condition = search.counted(wanted);
		const step = stepOf(span);
		const bars = await histogram(platform.telemetry, search.institutions, span, condition, step, search);
		const count = bars.reduce((sum, bar) => sum + bar.count, 0);
		if (count > most) {
			throw new Refusal('content-refused', `${count} events; a file holds at most ${most}: shorten the time or search closer`);
		}
		const form = eventRows[query.format];
		const name = `events-${now.toISOString().slice(0, 16).replace(':', '')}.${query.format}`;
		const body = Readable.from(textOf(exchange, search, spansOf(bars, step, span, page), condition, form), { objectMode: false });
		search.signal.addEventListener('abort', () => body.destroy(), { once: true });
		reply.header('content-disposition', `attachment; filename="${name}"`).type(form.type).send(body);
		await ended(body);
		return reply;
	});
}

async function* textOf(
	{ platform }: Exchange,
	{ institutions, signal }: OpenedSearch,
	spans: readonly Span[],
	condition: Condition,
	form: EventRows,
): AsyncGenerator<string> {
	if (form.head !== '') yield form.head;
	for (const span of spans) {
		let size = page;
		for (let after: Place | undefined, full = true; full; ) {
			const options = { limit: size, after, ascending: true, signal };
			const events = await searchEvents(platform.telemetry, institutions, span, condition, options).catch((fault: unknown) => {
				if (!(fault instanceof TelemetryRefusal && fault.limit && size > smallestPage)) throw fault;
			});
			if (events === undefined) {
				size = Math.ceil(size / 4);
				continue;
			}
			if (events.length > 0) yield form.write(events);
			after = events.at(-1);
			full = events.length === size;
		}
	}
}

function ended(body: Readable): Promise<void> {
	return new Promise((resolve) => body.once('close', resolve));
}
