import type { Telemetry } from '#platform';
import type { PastForm } from '../persons/past.ts';
import { cannotLookBack, lookBack, type Sighting, type SoughtIndicator, type Span } from '../telemetry/look-back.ts';

/** Looks back for indicators and for the forms in which institutions stored them under pseudonyms; one sighting of both. */
export async function lookBackUnder(
	telemetry: Telemetry,
	indicators: readonly SoughtIndicator[],
	forms: readonly PastForm[],
	span: Span,
	unfinished: readonly string[],
): Promise<Sighting[]> {
	const plain = [...indicators.keys()].filter((number) => cannotLookBack(indicators[number]!) === undefined);
	const possible = new Set(plain);
	const other = forms.filter(({ indicator, value }) => possible.has(indicator) && value !== indicators[indicator]!.value);
	const sought = [
		...plain.map((number) => ({ ...indicators[number]!, number, only: undefined })),
		...other.map(({ indicator: number, institution: only, value }) => ({ ...indicators[number]!, value, number, only })),
	];
	const sightings = new Map<string, Sighting>();
	for (const sighting of await lookBack(telemetry, sought, span, { unfinished })) {
		const { number, only } = sought[sighting.indicator]!;
		if (only !== undefined && only !== sighting.institution) continue;
		const key = `${number} ${sighting.institution}`;
		sightings.set(key, together({ ...sighting, indicator: number }, sightings.get(key)));
	}
	return [...sightings.values()];
}

function together(one: Sighting, other: Sighting | undefined): Sighting {
	if (other === undefined) return one;
	const first = other.firstSeen <= one.firstSeen ? other : one;
	const lastSeen = other.lastSeen >= one.lastSeen ? other.lastSeen : one.lastSeen;
	return { ...first, lastSeen, count: one.count + other.count };
}
