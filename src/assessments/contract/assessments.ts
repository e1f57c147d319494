import { z } from 'zod';
import { planningDay } from '#improvement/contract';
import { endpoint, moment, nothing, uuid } from '#kernel/contract';
import { frameworkRef, roundRef } from './rounds.ts';
import { opinion, scoreMethod, scoreView } from './scores.ts';

// Levels are checked against the scale of the framework, so that all wrong answers are told at once.
const level = z.number().nullable().default(null);
const answer = z.object({
	control: z.string().min(1).max(200),
	now: level.describe('Level as it is; null: not answered'),
	expected: level.describe('Level expected at expectedOn'),
	expectedOn: planningDay.nullable().default(null),
	wanted: level.describe('Level finally wanted'),
	notApplicable: z.boolean().default(false),
	reason: z.string().max(8000).default('').describe('Why this level, or why not applicable'),
});
export const versionedAnswer = answer.extend({
	version: z.int().min(0).describe('Version you saw; 0 when there was no answer yet'),
});
export const answerView = versionedAnswer.extend({ answeredAt: moment });
export type AnswerView = z.output<typeof answerView>;

export const evidenceView = z.object({
	id: uuid,
	control: z.string().nullable(),
	name: z.string(),
	mediaType: z.string(),
	bytes: z.number().int(),
	hash: z.string().describe('SHA-256, hexadecimal'),
	addedAt: moment,
});

export const assessmentHead = z.object({
	...{ id: uuid, institution: uuid, author: uuid, round: roundRef, framework: frameworkRef },
	...{ opinion, method: scoreMethod, state: z.enum(['draft', 'submitted']) },
	...{ createdAt: moment, submittedAt: moment.nullable() },
	answered: z.number().int().describe('Active controls with a level or not applicable'),
	active: z.number().int().describe('Controls that submit asks'),
});
export const assessmentDetail = assessmentHead.extend({
	answers: z.array(answerView).describe('Empty when only the scores were disclosed to you'),
	evidence: z.array(evidenceView),
	score: scoreView,
});
export type AssessmentDetail = z.output<typeof assessmentDetail>;

const params = z.object({ id: uuid });
const evidenceParams = z.object({ id: uuid, evidenceId: uuid });

export const listAssessments = endpoint({
	summary: 'Assessments that you may see, newest first',
	query: z.object({ institution: uuid.optional(), round: uuid.optional() }),
	response: z.object({ items: z.array(assessmentHead) }),
});
export const createAssessment = endpoint({
	summary: 'Begin an assessment: of your own institution, or as peer or auditor of one that disclosed its evidence to you',
	body: z.object({
		round: uuid,
		opinion: opinion.default('self'),
		institution: uuid.optional().describe('Absent: your own'),
		method: scoreMethod.default('mean-of-clusters'),
	}),
	response: assessmentDetail,
	status: 201,
});
export const readAssessment = endpoint({
	summary: 'An assessment with answers, evidence and score',
	params,
	response: assessmentDetail,
});
export const saveAnswers = endpoint({
	summary: 'Save a batch of answers; each replaces the former answer on its control',
	params,
	body: z.object({ answers: z.array(versionedAnswer).min(1).max(5000) }),
	response: z.object({
		saved: z.array(z.object({ control: z.string(), version: z.number().int() })),
		score: scoreView,
	}),
});
export const submitAssessment = endpoint({
	summary: 'Submit and lock an assessment',
	params,
	body: nothing.optional(),
	response: assessmentDetail,
});
export const addEvidence = endpoint({
	summary: 'Add an evidence file of at most 25 MiB, as multipart form or as the body itself',
	params,
	query: z.object({
		control: z.string().max(200).optional(),
		fileName: z.string().max(200).optional().describe('Needed when the body is the file itself'),
	}),
	response: evidenceView,
	status: 201,
});
export const readEvidence = endpoint({ summary: 'Download an evidence file', params: evidenceParams, response: z.string() });
export const removeEvidence = endpoint({
	summary: 'Remove an evidence file from a draft',
	params: evidenceParams,
	response: nothing,
	status: 204,
});
