import { atLeastOthers } from '#institutions';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { asSystem, type Exchange } from '#platform';
import type { pivotObservable } from '../contract/events.ts';
import { type Observable, type ObservableKind, observableKinds } from '../observables.ts';
import { normaliseObservable } from '../observables-normalise.ts';
import { personKinds } from '../persons/pseudonym.ts';
import { pseudonymsOf } from '../persons/secret.ts';
import { spanOf } from '../search/asked.ts';
import { anything } from '../search/condition.ts';
import { namesIn } from '../search/names-asked.ts';
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

/** Under what institutions with pseudonyms stored it; only for a number that says nothing of any of them. */
async function storedElsewhere({ platform }: Exchange, { kind, value }: Observable): Promise<string[]> {
	if (!personKinds.has(kind)) return [];
	const all = await asSystem(platform, ({ tx }) => pseudonymsOf(tx, platform.config));
	return [...all.values()].map((one) => one.of(value));
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
	const own = await exchange.within((ctx) => namesIn(ctx, [value]));
	const asked = {
		kind: 'pivot',
		query: own.shown(`${kind}:${value}`),
		institutions: institution,
		id: search,
		seconds: 20,
	} as const;
	const pseudonyms = await storedElsewhere(exchange, observable);
	return runSearch(exchange, asked, async ({ institutions, readable, signal, counted }) => {
		const stored = own.stored(value);
		const seen = { kind: observable.kind, values: [observable.value, ...(stored === undefined ? [] : [stored])] };
		const everywhere = { kind: observable.kind, values: [observable.value, ...pseudonyms] };
		const [sightings, count] = await Promise.all([
			ownSightings(telemetry, institutions, seen, span, counted(anything), { signal }),
			countOthers(telemetry, readable, everywhere, common, { signal }),
		]);
		return {
			...{ ...shownSpan(span), observable: { ...observable } },
			sightings: sightings.map((row) => ({
				...{ ...row, firstSeen: row.firstSeen.toISOString(), lastSeen: row.lastSeen.toISOString() },
			})),
			others: { atLeast: atLeastOthers(count), ...shownSpan(common) },
		};
	});
}
