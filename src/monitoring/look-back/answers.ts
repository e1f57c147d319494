import type { ActiveIndicator, SightingAnswer } from '#sharing';
import { cannotLookBack, type Sighting } from '../telemetry/look-back.ts';

/** What one search has to answer for. */
export interface Asked {
	readonly indicators: readonly ActiveIndicator[];
	readonly institutions: readonly string[];
	/** Institutions whose sensors have ever reported. */
	readonly covered: ReadonlySet<string>;
	/** `number institution`: stored there under pseudonyms in more ways than were looked for. */
	readonly unsure?: ReadonlySet<string>;
}

/** One answer for every institution and indicator: seen, checked and not seen, or why it could not be checked. */
export function answersOf(
	{ indicators, institutions, covered, unsure }: Asked,
	sightings: readonly Sighting[],
): SightingAnswer[] {
	const seen = new Map(sightings.map((sighting) => [`${sighting.indicator} ${sighting.institution}`, sighting]));
	return indicators.flatMap((indicator, number) => {
		const impossible = cannotLookBack(indicator);
		return institutions.map((institutionId): SightingAnswer => {
			const key = { indicatorId: indicator.id, institutionId, from: 'past' as const };
			const found = seen.get(`${number} ${institutionId}`);
			if (found !== undefined) {
				const { firstSeen, lastSeen, count, pointer } = found;
				return { ...key, answer: 'seen', firstSeen, lastSeen, count, pointer };
			}
			const hidden = unsure?.has(`${number} ${institutionId}`) === true ? 'names-are-pseudonyms' : undefined;
			const reason = impossible ?? (covered.has(institutionId) ? hidden : 'no-sensor-has-reported');
			return reason === undefined ? { ...key, answer: 'checked-not-seen' } : { ...key, answer: 'could-not-check', reason };
		});
	});
}
