import type * as assessments from '#assessments/contract';
import type { Output } from '#kernel/contract';
import type { Tone } from '../../parts/State.tsx';

export type Rounds = Output<typeof assessments.listRounds>;
export type Round = Rounds['items'][number];
export type Assessments = Output<typeof assessments.listAssessments>;
export type AssessmentHead = Assessments['items'][number];
export type Assessment = Output<typeof assessments.readAssessment>;
export type Answer = Assessment['answers'][number];
export type Saved = Output<typeof assessments.saveAnswers>;
export type Targets = Output<typeof assessments.listTargets>;
export type Target = Targets['items'][number];

export const targetTone: Record<Target['state'], Tone> = {
	proposed: 'info',
	'half-signed': 'warn',
	'in-force': 'good',
	superseded: 'idle',
	withdrawn: 'idle',
};
