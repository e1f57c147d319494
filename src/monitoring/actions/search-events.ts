import type { Input, Output } from '#kernel/contract';
import type { Exchange } from '#platform';
import type * as c from '../contract/events.ts';
import { conditionAsked, eventId, readCursor, spanOf, writeCursor } from '../search/asked.ts';
import { namesAsked } from '../search/names-asked.ts';
import { runSearch } from '../search/run-search.ts';
import { facetsOf } from '../telemetry/facets.ts';
import type { Span } from '../telemetry/look-back.ts';
import { type FoundEvent, histogram, searchEvents } from '../telemetry/search-events.ts';

const seconds = 20;
/** Characters of a line that a list shows. */
export const shownLength = 4000;
/** Seconds of a bar, as people count; the first that makes no more than a hundred bars. */
const steps = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800] as const;

export function shownEvent(event: FoundEvent) {
	const { institution, sensor, time, format, source, raw, length } = event;
	return { id: eventId(event), institution, sensor, time: time.toISOString(), format, source, raw, length };
}

export function shownSpan({ from, to }: Span) {
	return { from: from.toISOString(), to: to.toISOString() };
}

async function prepare({ q, from, to, institution, search }: Input<typeof c.readHistogram>['query'], exchange: Exchange) {
	const span = spanOf({ from, to }, exchange.platform.clock.now());
	const names = await namesAsked(exchange, q);
	return {
		condition: conditionAsked(q, names.stored),
		span,
		asked: { query: names.shown(q), institutions: institution, id: search, seconds },
	};
}

export async function listEvents(
	exchange: Exchange,
	{ query }: Input<typeof c.searchEvents>,
): Promise<Output<typeof c.searchEvents>> {
	const { condition, span, asked } = await prepare(query, exchange);
	const after = readCursor(query.cursor);
	return runSearch(exchange, { ...asked, kind: 'search' }, async ({ institutions, signal, counted }) => {
		const wanted = { limit: query.limit + 1, after, rawLength: shownLength, signal };
		const found = await searchEvents(exchange.platform.telemetry, institutions, span, counted(condition), wanted);
		const items = found.slice(0, query.limit);
		const last = items.at(-1);
		const more = found.length > query.limit && last !== undefined ? { next: writeCursor(last) } : {};
		return { ...shownSpan(span), items: items.map(shownEvent), ...more };
	});
}

export async function showHistogram(
	exchange: Exchange,
	{ query }: Input<typeof c.readHistogram>,
): Promise<Output<typeof c.readHistogram>> {
	const { condition, span, asked } = await prepare(query, exchange);
	const length = (span.to.getTime() - span.from.getTime()) / 1000;
	// More than 2,000 bars are no picture any more.
	const step = Math.max(query.step ?? steps.find((one) => length / one <= 100) ?? 604_800, Math.ceil(length / 2000));
	return runSearch(exchange, { ...asked, kind: 'histogram' }, async ({ institutions, signal, counted }) => {
		const bars = await histogram(exchange.platform.telemetry, institutions, span, counted(condition), step, { signal });
		const total = bars.reduce((sum, { count }) => sum + count, 0);
		return { ...shownSpan(span), step, total, bars: bars.map(({ from, count }) => ({ from: from.toISOString(), count })) };
	});
}

export async function showFacets(
	exchange: Exchange,
	{ query }: Input<typeof c.readFacets>,
): Promise<Output<typeof c.readFacets>> {
	const { condition, span, asked } = await prepare(query, exchange);
	const { field, limit } = query;
	return runSearch(exchange, { ...asked, kind: 'facets' }, async ({ institutions, signal, counted }) => {
		const { items, distinct } = await facetsOf(exchange.platform.telemetry, institutions, span, counted(condition), field, {
			...{ limit, signal },
		});
		return { ...shownSpan(span), field, distinct, items: [...items] };
	});
}
