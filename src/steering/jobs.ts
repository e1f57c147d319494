import { z } from 'zod';
import { assessmentSubmitted } from '#assessments/contract';
import { asSystem, every, type Job, job, on, type Platform } from '#platform';
import { releaseSector } from './actions/release-sector.ts';
import { tellAudiences } from './actions/tell-audiences.ts';

/** A burst of submissions makes one release: each pushes the moment a little further. */
const settleMs = 1500;

async function soon(platform: Platform): Promise<void> {
	await asSystem(platform, (work) =>
		work.job('steering.release', {}, { key: 'steering.release', at: new Date(work.now.getTime() + settleMs) }),
	);
}

export const jobs: readonly Job[] = [
	on(assessmentSubmitted, 'steering.hear-assessment', soon),
	job('steering.release', z.object({}), async (platform) => void (await releaseSector(platform))),
	// Who is shown somebody by name for the first time waits for this: until then it is not known what it could subtract.
	every('*/5 * * * *', 'steering.tell-audiences', async (platform) => {
		const told = await asSystem(platform, ({ tx }) => tellAudiences(tx));
		if (told > 0) await asSystem(platform, (work) => work.live('sector', { told }, null));
	}),
	every('17 * * * *', 'steering.release-hourly', async (platform) => void (await releaseSector(platform))),
];
