import { z } from 'zod';
import { news, uuid } from '#kernel/contract';
import { opinion } from './scores.ts';

export const assessmentSubmitted = news(
	'assessments.submitted',
	z.object({ assessment: uuid, institution: uuid, round: uuid, framework: uuid, opinion, meetsAgreement: z.boolean() }),
);
export const targetInForce = news(
	'assessments.target-in-force',
	z.object({ agreement: uuid, institution: uuid, framework: uuid }),
);
