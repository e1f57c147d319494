import type * as assessments from '#assessments/contract';
import type { Output } from '#kernel/contract';

export type Rounds = Output<typeof assessments.listRounds>;
export type Round = Rounds['items'][number];
export type Assessments = Output<typeof assessments.listAssessments>;
export type AssessmentHead = Assessments['items'][number];
export type Assessment = Output<typeof assessments.readAssessment>;
export type Answer = Assessment['answers'][number];
export type Saved = Output<typeof assessments.saveAnswers>;
