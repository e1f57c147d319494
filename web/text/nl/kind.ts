import type { InstitutionKind } from '#kernel';

export const kind = {
	hbo: 'hbo',
	wo: 'wo',
	mbo: 'mbo',
	research: 'onderzoek',
	nrto: 'nrto',
} as const satisfies Record<InstitutionKind, string>;
