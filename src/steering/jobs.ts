import { z } from 'zod';
import { assessmentSubmitted } from '#assessments/contract';
import { asSystem, every, type Job, job, on, type Platform } from '#platform';
import { releaseSector } from './actions/release-sector.ts';

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
	every('17 * * * *', 'steering.release-hourly', async (platform) => void (await releaseSector(platform))),
];
