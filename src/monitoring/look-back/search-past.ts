import { IndicatorIndex } from '#engine';
import { asSystem, type Platform } from '#platform';
import { type ActiveIndicator, advisoryOf, answerSightings, indicatorsByIds } from '#sharing';
import { readExclusions } from '../detect/exclusions.ts';
import { indexForm } from '../detect/index-form.ts';
import { causeOf } from '../detect/indicators.ts';
import { tellRaised } from '../ingest/accept-batch.ts';
import { limits } from '../ingest/limits.ts';
import { hostOf, windowOf } from '../model/candidate.ts';
import { recognise } from '../formats/recognise.ts';
import { type PastForm, pastForms } from '../persons/past.ts';
import { personKinds } from '../persons/pseudonym.ts';
import { withTelemetry } from '../store/coverage.ts';
import { type PointedEvent, pointedEvents } from '../store/pointed-events.ts';
import { type Placed, raiseAlerts } from '../store/raise.ts';
import { type UnfinishedBatch, unfinishedBatches } from '../telemetry/unfinished-batches.ts';
import type { Sighting } from '../telemetry/look-back.ts';
import { type Asked, answersOf } from './answers.ts';
import { lookBackUnder } from './look-back-under.ts';

/** A clock may be years off, and old recordings come in late: what is kept is searched, whatever time it carries. */
const everything = { from: new Date(Date.UTC(1900, 0, 1)), to: new Date(Date.UTC(2199, 0, 1)) };
const answersPerCommit = 20_000;

/**
 * Has anybody of the audience seen these before? One telemetry statement for all institutions, an answer of each, and an
 * alert where it was seen. Safe to repeat. `only` names those who have not answered yet.
 * @returns batches under way, which did not count: to be asked again
 */
export async function searchPast(
	platform: Platform,
	advisoryId: string,
	indicatorIds: readonly string[],
	only?: readonly string[],
): Promise<readonly UnfinishedBatch[]> {
	const asked = await asSystem(platform, async ({ tx }): Promise<Asked | undefined> => {
		const advisory = await advisoryOf(tx, advisoryId);
		if (advisory === undefined) return undefined;
		const indicators = (await indicatorsByIds(tx, indicatorIds)).filter(({ active }) => active);
		const institutions = only === undefined ? advisory.recipients : advisory.recipients.filter((id) => only.includes(id));
		return { indicators, institutions, covered: await withTelemetry(tx, institutions) };
	});
	if (asked === undefined || asked.indicators.length === 0) return [];
	const now = platform.clock.now();
	const audience = new Set(asked.institutions);
	const { forms, unsure } = await pastForms(platform, asked.indicators, asked.institutions);
	const unfinished = await unfinishedBatches(platform, asked.institutions);
	const left = unfinished.map(({ batch }) => batch);
	const found = await lookBackUnder(platform.telemetry, asked.indicators, forms, everything, left);
	const sightings = found.filter(({ institution }) => audience.has(institution));
	const answers = answersOf({ ...asked, unsure }, sightings);
	for (let at = 0; at < answers.length; at += answersPerCommit) {
		await asSystem(platform, (work) => answerSightings(work, answers.slice(at, at + answersPerCommit)));
	}
	await asSystem(platform, (work) => work.live('sightings', { advisory: advisoryId }, null));
	await raiseSeen(platform, asked.indicators, sightings, forms, now);
	return unfinished;
}

/** Alerts for what was seen; they fall together with those that came in live, and what everybody uses raises none here either. */
async function raiseSeen(
	platform: Platform,
	indicators: readonly ActiveIndicator[],
	sightings: readonly Sighting[],
	forms: readonly PastForm[],
	now: Date,
): Promise<void> {
	if (sightings.length === 0) return;
	const events = await pointedEvents(
		platform.telemetry,
		sightings.map(({ pointer }) => pointer),
	);
	const byPointer = new Map(events.map((event) => [`${event.institution} ${event.batch} ${event.line}`, event]));
	const index = new IndicatorIndex(await readExclusions());
	index.add(indicators.map(indexForm));
	const storedAs = new Map(forms.map((form) => [`${form.indicator} ${form.institution}`, form.value]));
	const placed = sightings.flatMap((sighting) => {
		const { institution, batch, line } = sighting.pointer;
		const stored = personKinds.has(indicators[sighting.indicator]!.kind)
			? storedAs.get(`${sighting.indicator} ${institution}`)
			: undefined;
		const indicator = indicators[sighting.indicator]!;
		const candidate = placedOf(
			indicator,
			stored ?? indicator.value,
			sighting,
			byPointer.get(`${institution} ${batch} ${line}`),
			now,
		);
		const { id } = indicator;
		const named = stored === undefined ? [] : [{ kind: indicator.kind, value: indicator.value }];
		const hits = index.match([...candidate.observables, ...named]).filter((hit) => hit.id === id);
		return hits.length > 0 && hits.every(({ stands }) => !stands) ? [] : candidate;
	});
	for (let at = 0; at < placed.length; at += limits.alertsPerBatch) {
		await asSystem(platform, async (work) => {
			await tellRaised(work, await raiseAlerts(work.tx, placed.slice(at, at + limits.alertsPerBatch), true));
		});
	}
}

/** @param named the value as it may be stored there */
function placedOf(
	indicator: ActiveIndicator,
	named: string,
	sighting: Sighting,
	event: PointedEvent | undefined,
	now: Date,
): Placed {
	const { institution, firstSeen, lastSeen, count, pointer } = sighting;
	const read = event === undefined ? undefined : recognise(event.raw, now);
	const observables = read === undefined || 'fault' in read ? [] : read.observables;
	return {
		...causeOf({ ...indicator, value: named }),
		...{ institution, sensor: event?.sensor ?? null, batch: pointer.batch, line: pointer.line, synthetic: false },
		...{ host: hostOf(observables), windowStart: windowOf(firstSeen, now), count },
		...{ firstTime: firstSeen, lastTime: lastSeen, eventTime: firstSeen },
		observables: observables.slice(0, 40),
		excerpt: event?.raw.slice(0, 4000) ?? '',
		...{ context: [], known: [] },
	};
}
