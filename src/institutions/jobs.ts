import { asSystem, every, type Job } from '#platform';
import { anchorHeads } from './anchors.ts';
import { jobs as mailJobs } from './mail.ts';
import { forgetStale } from './store/challenges.ts';
import { carryOver } from './store/merge.ts';
import { turnNames } from './store/register.ts';

export const jobs: readonly Job[] = [
	every('*/10 * * * *', 'institutions.anchor-audit', anchorHeads),
	...mailJobs,
	every('17 * * * *', 'institutions.forget', (platform) => asSystem(platform, forgetStale)),
	every('2 * * * *', 'institutions.turn-names', (platform) => asSystem(platform, turnNames)),
	every('3 * * * *', 'institutions.carry-over', (platform) => asSystem(platform, carryOver)),
];
