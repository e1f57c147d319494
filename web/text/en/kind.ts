import type { kind as nl } from '../nl/kind.ts';
import type { Same } from '../types.ts';

export const kind: Same<typeof nl> = {
	hbo: 'UAS (hbo)',
	wo: 'university (wo)',
	mbo: 'vocational (mbo)',
	research: 'research',
	nrto: 'private (nrto)',
};
