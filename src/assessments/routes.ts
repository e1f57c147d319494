import { del, get, post, put, type Route, raw } from '#platform';
import * as evidence from './actions/evidence.ts';
import * as reading from './actions/read-assessments.ts';
import * as rounds from './actions/rounds.ts';
import * as scores from './actions/scores.ts';
import * as targets from './actions/targets.ts';
import * as writing from './actions/write-assessments.ts';
import * as contract from './contract.ts';
import { evidenceLimit } from './model/evidence-type.ts';

const proposers = ['board', 'ciso'] as const;
const signers = ['board', 'audit-coordinator'] as const;
const holders = ['audit-coordinator', 'ciso'] as const;
const assessors = ['ciso', 'security-officer', 'faculty-contact', 'auditor', 'audit-coordinator'] as const;
/** Room for the form around the file. */
const bodyLimit = evidenceLimit + 65_536;

// biome-ignore format: the reader sees the gap in an aligned table
export const routes: readonly Route[] = [
	get('/v1/targets',                  'signed-in', contract.listTargets,      targets.list),
	post('/v1/targets',                 proposers,   contract.proposeTarget,    targets.propose),
	post('/v1/targets/{id}/signatures', signers,     contract.signTarget,       targets.sign),
	post('/v1/targets/{id}/withdrawal', proposers,   contract.withdrawTarget,   targets.withdraw),
	get('/v1/rounds',                   'signed-in', contract.listRounds,       rounds.list),
	post('/v1/rounds',                  holders,     contract.createRound,      rounds.create),
	post('/v1/rounds/{id}/closure',     holders,     contract.closeRound,       rounds.close),
	get('/v1/assessments',              'signed-in', contract.listAssessments,  reading.list),
	post('/v1/assessments',             assessors,   contract.createAssessment, writing.create),
	get('/v1/assessments/{id}',         'signed-in', contract.readAssessment,   reading.read),
	put('/v1/assessments/{id}/answers', assessors,   contract.saveAnswers,      writing.save),
	post('/v1/assessments/{id}/submit', assessors,   contract.submitAssessment, writing.submit),
	raw('POST', '/v1/assessments/{id}/evidence', assessors, contract.addEvidence, evidence.add, bodyLimit),
	raw('GET', '/v1/assessments/{id}/evidence/{evidenceId}', 'signed-in', contract.readEvidence, evidence.download),
	del('/v1/assessments/{id}/evidence/{evidenceId}', assessors, contract.removeEvidence, evidence.remove),
	get('/v1/institutions/{id}/scores', 'signed-in', contract.readScores,       scores.read),
];
