import type * as nl from '../nl/assessments.ts';
import type { Same } from '../types.ts';

export const assessment: Same<typeof nl.assessment> = {
	title: 'Assessments and targets',
	lead: 'An assessment gives a level for each control. The agreement says where you want to be and when.',
	one: 'Assessment',
	list: 'Assessments',
	rounds: 'Rounds',
	answers: 'Answers',
	answered: 'answered',
	autosave: 'answers save themselves',
	submit: 'Submit and lock',
	submitted: 'The assessment has been submitted.',
	submittedAt: 'submitted on {day}',
	onlyScores: 'You may see the scores of this assessment, not its answers.',
	on: 'On',
	wanted: 'Wanted',
	evidence: 'Evidence',
	addEvidence: 'Add evidence',
	removeEvidence: 'Remove',
	evidenceHint: 'At most 25 MB.',
	reasonNeeded: 'Tell why this control is not applicable.',
	empty: 'There are no assessments that you may see yet. Begin one under Rounds.',
	noRounds: 'There are no rounds yet.',
	begin: 'Begin self-assessment',
	visit: 'To the self-assessment',
	open: 'open',
	closed: 'closed',
};
export const assessmentState: Same<typeof nl.assessmentState> = { draft: 'draft', submitted: 'submitted' };
export const saveState: Same<typeof nl.saveState> = {
	saved: 'saved',
	typing: 'not saved yet',
	saving: 'saving…',
	refused: 'not saved',
};

export const targets: Same<typeof nl.targets> = {
	title: 'Target agreements',
	propose: 'Propose a target',
	sign: 'Sign',
	signed: 'Your signature has been added.',
	floor: 'Floor',
	floorHint: 'No control under this level. Empty: no floor.',
	by: 'Due',
	why: 'Reason of deviation',
	whyHint: 'Needed when the target differs from the 3 of the sector.',
	lowering: 'Reason of lowering',
	loweringHint: 'Needed when the target is lower than what holds now.',
	levelHint: 'The sector agrees on 3.',
	choose: 'Choose a framework',
	empty: 'There are no target agreements that you may see yet.',
};
export const targetState: Same<typeof nl.targetState> = {
	proposed: 'proposed',
	'half-signed': 'half signed',
	'in-force': 'in force',
	superseded: 'superseded',
	withdrawn: 'withdrawn',
};
