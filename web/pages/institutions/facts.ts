import type { Institution } from './types.ts';

/** What stands in the fields, as text; empty means absent. */
export interface Facts {
	readonly kind: string;
	readonly brin: string;
	readonly boardNumber: string;
	readonly kvk: string;
	readonly ror: string;
	/** Domains, apart by spaces or commas. */
	readonly homeOrganisations: string;
	readonly umbrella: string;
	readonly city: string;
	readonly province: string;
	readonly size: string;
	readonly riskProfile: string;
	readonly requiredAcr: string;
	readonly theme: string;
}

export function factsOf(one: Institution | undefined): Facts {
	return {
		...{ kind: one?.kind ?? 'hbo', brin: one?.brin ?? '', boardNumber: one?.boardNumber ?? '', kvk: one?.kvk ?? '' },
		...{ ror: one?.ror ?? '', homeOrganisations: one?.homeOrganisations.join(', ') ?? '', umbrella: one?.umbrella ?? '' },
		...{ city: one?.city ?? '', province: one?.province ?? '', size: one?.size == null ? '' : String(one.size) },
		...{ riskProfile: one?.riskProfile ?? 'normal', requiredAcr: one?.requiredAcr ?? '', theme: one?.theme ?? '' },
	};
}

/** The body of the request: numbers as numbers, domains as a list, empty as null. Sign-in and colours only of an institution that is there. */
export function toSend(
	{ homeOrganisations, size, requiredAcr, theme, kind, riskProfile, ...keys }: Facts,
	known: boolean,
): Record<string, unknown> {
	const filled = Object.fromEntries(Object.entries(keys).map(([key, text]) => [key, text.trim() === '' ? null : text.trim()]));
	return {
		...filled,
		...{ kind, riskProfile },
		homeOrganisations: homeOrganisations
			.toLowerCase()
			.split(/[\s,;]+/)
			.filter(Boolean),
		size: size === '' ? null : Number(size),
		...(known ? { requiredAcr: requiredAcr.trim() || null, theme: theme.trim() || null } : {}),
	};
}
