import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Exchange } from '#platform';
import type { pivotObservable } from '../contract/events.ts';
import { tellOthers } from '../model/others-floor.ts';
import { type ObservableKind, observableKinds } from '../observables.ts';
import { normaliseObservable } from '../observables-normalise.ts';
import { spanOf } from '../search/asked.ts';
import { anything } from '../search/condition.ts';
import { runSearch } from '../search/run-search.ts';
import { countOthers, ownSightings } from '../telemetry/count-seen-by.ts';
import type { Span } from '../telemetry/look-back.ts';
import { shownSpan } from './search-events.ts';

const day = 86_400_000;
const days = 30;

/**
 * The same days for whoever asks today. Were the span the asker's to choose, two that differ by an hour would give away
 * who came in that hour.
 */
function wholeDays(now: Date): Span {
	const to = new Date(Math.floor(now.getTime() / day) * day);
	return { from: new Date(to.getTime() - days * day), to };
}

export async function pivot(
	exchange: Exchange,
	{ query }: Input<typeof pivotObservable>,
): Promise<Output<typeof pivotObservable>> {
	const { kind, value, institution, search } = query;
	const known = observableKinds.includes(kind as ObservableKind);
	const observable = known ? normaliseObservable(kind as ObservableKind, value) : undefined;
	if (observable === undefined) {
		const detail = known ? `"${value}" cannot be a value of ${kind}` : `one of ${observableKinds.join(', ')}`;
		throw new Refusal('input-invalid', '', [{ code: 'observable', where: known ? '/query/value' : '/query/kind', detail }]);
	}
	const { telemetry, clock } = exchange.platform;
	const span = spanOf(query, clock.now());
	const common = wholeDays(clock.now());
	const asked = { kind: 'pivot', query: `${kind}:${value}`, institutions: institution, id: search, seconds: 20 } as const;
	return runSearch(exchange, asked, async ({ institutions, readable, signal, counted }) => {
		const [sightings, count] = await Promise.all([
			ownSightings(telemetry, institutions, observable, span, counted(anything), { signal }),
			countOthers(telemetry, readable, observable, common, { signal }),
		]);
		return {
			...{ ...shownSpan(span), observable: { ...observable } },
			sightings: sightings.map((row) => ({
				...{ ...row, firstSeen: row.firstSeen.toISOString(), lastSeen: row.lastSeen.toISOString() },
			})),
			others: { ...tellOthers(count), ...shownSpan(common) },
		};
	});
}
