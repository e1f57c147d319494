import { recordSystem } from '#institutions';
import { institutionMerged, institutionsJoined } from '#institutions/contract';
import { asSystem, type Job, on, type Platform } from '#platform';
import { indicatorsShared } from './contract.ts';
import { deliverLate } from './store/late.ts';

/** What is still open reaches who came later, with the same search of the past; each institution reads it in its trail. */
async function catchUp(platform: Platform, institutions: readonly string[], after?: string): Promise<void> {
	await asSystem(platform, async (work) => {
		const delivered = await deliverLate(work.tx, institutions, after);
		for (const { advisory, institutions: late, indicators } of delivered) {
			for (const institution of late) await recordSystem(work, institution, 'advisory.delivered-later', advisory);
			if (indicators.length > 0)
				await work.publish(indicatorsShared, { advisoryId: advisory, indicatorIds: indicators, institutions: late });
		}
		if (delivered.length > 0) await work.live('advisories', { change: 'published' }, null);
	});
}

export const jobs: readonly Job[] = [
	on(institutionsJoined, 'sharing.catch-up-joined', (platform, { institutions }) => catchUp(platform, institutions)),
	on(institutionMerged, 'sharing.catch-up-merged', (platform, { gone, target }) => catchUp(platform, [target], gone)),
];
