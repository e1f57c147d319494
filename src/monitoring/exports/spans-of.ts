import type { Span } from '../telemetry/look-back.ts';
import type { Bar } from '../telemetry/search-events.ts';

/** Seconds of a bar, so that a span has a thousand of them at most. */
export function stepOf({ from, to }: Span): number {
	return Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 1_000_000));
}

/**
 * Spans that hold all events of these bars, oldest first, each of them no more than a page unless one bar is: for each page
 * the store goes through one of them and not through everything.
 */
export function spansOf(bars: readonly Bar[], step: number, { from, to }: Span, page: number): Span[] {
	const spans: { from: Date; to: Date }[] = [];
	let events = page;
	for (const bar of bars) {
		const end = new Date(Math.min(bar.from.getTime() + step * 1000, to.getTime()));
		if (events + bar.count > page) {
			spans.push({ from: bar.from < from ? from : bar.from, to: end });
			events = 0;
		} else spans.at(-1)!.to = end;
		events += bar.count;
	}
	return spans;
}
