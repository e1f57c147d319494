import type { Job } from '#platform';
import { jobs as mailJobs } from './mail.ts';

export const jobs: readonly Job[] = [...mailJobs];
