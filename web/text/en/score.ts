import type * as nl from '../nl/score.ts';
import type { Same } from '../types.ts';

export const score: Same<typeof nl.score> = {
	title: 'Where the institution stands',
	now: 'Now',
	nowLabel: 'mean level now (target {target})',
	gap: 'Gap',
	gapLabel: 'gap to the target',
	expected: 'Expected',
	expectedLabel: 'expected level',
	expectedOn: 'expected level on {day}',
	byOpinion: 'Opinions by cluster',
	oneOpinion: 'There is one opinion. A peer review or an audit shows whether the self-image is right.',
	under: 'Under target',
	underOf: '{under} of {count}',
	underLabel: 'controls under target',
	lowest: 'lowest cluster',
	unanswered: 'Unanswered',
	notApplicable: 'N/A',
	clusters: 'Clusters',
	trend: 'Through the rounds',
	sectorTarget: 'target of the sector, no agreement of its own',
	agreed: 'agreement {number}, due {day}',
	nothing: 'No assessment that you may see has been submitted yet.',
	opinion: 'Opinion',
	opinions: 'Opinions side by side',
	author: 'Given by',
	round: 'Round',
	submitted: 'Submitted',
	optimism: 'Difference from self image',
	input: '{exact} ({count, plural, one {# control} other {# controls}})',
};
export const opinion: Same<typeof nl.opinion> = {
	self: 'self-assessment',
	'internal-audit': 'internal audit',
	'peer-review': 'peer review',
	'external-audit': 'external audit',
};
export const formula: Same<typeof nl.formula> = {
	'mean-of-levels': 'mean of the levels',
	'mean-of-clusters': 'mean of the clusters',
	'mean-of-controls': 'mean of all controls',
	'target-minus-now': 'target minus now',
	'self-minus-other': 'self-assessment minus other opinion',
};
export const milestones: Same<typeof nl.milestones> = {
	title: 'The three promises',
	promise: 'Promise',
	plan: 'Plan the promises',
	planLead:
		'When do you reach the target, are you connected to a SOC (a team that watches day and night) and has an external audit been held?',
	reason: 'Reason of moving',
	slipHint: 'The planned day becomes later. Tell why.',
	fromActions: 'Follows from the last open action. Type another day to replace that.',
	saved: 'The plan has been saved.',
};
export const milestone: Same<typeof nl.milestone> = {
	'target-reached': 'target reached',
	'soc-connected': 'connected to a SOC',
	'external-audit': 'external audit held',
};
export const milestoneState: Same<typeof nl.milestoneState> = {
	reached: 'reached',
	late: 'late',
	slipping: 'slipping',
	planned: 'planned',
	unplanned: 'not planned',
};

export const institution: Same<typeof nl.institution> = {
	facts: 'Facts',
	domains: 'Domains',
	notDisclosed: 'The institution has not disclosed this to your organisation.',
	since: 'In the register since',
	former: 'Formerly',
	units: 'Units',
};
export const action: Same<typeof nl.action> = {
	title: 'Actions',
	what: 'Action',
	carrier: 'Whose',
	due: 'Due',
	empty: 'There are no actions that you may see.',
	none: 'There are no actions yet. Add one: what, who, when and why.',
	new: 'New action',
	added: 'The action has been added.',
	saved: 'The action has been saved.',
	edit: 'Change',
	moved: 'The action is now: {state}.',
	description: 'Explanation',
	owner: 'Owner',
	ownerHint: 'One name: a person or a function.',
	late: 'overdue',
	because: 'Because',
	cause: 'Reference',
	causeHint: 'For example the code of the control or the name of the advisory.',
	milestone: 'Belongs to promise',
	milestoneHint: 'The expected day of that promise moves with this action.',
	cost: 'Cost',
	costOnce: 'Cost once, in euros',
	costYearly: 'Cost each year, in euros',
	perYear: 'a year',
	noCost: 'not estimated',
	doneAt: 'Done on',
	proofHint: 'What shows that it works? A report, an address or a file.',
	reasonHint: 'Tell in a sentence why.',
};
export const actionCause: Same<typeof nl.actionCause> = {
	assessments: 'assessment',
	sharing: 'advisory',
	monitoring: 'alert',
	improvement: 'own decision',
};
export const actionVerb: Same<typeof nl.actionVerb> = {
	start: 'Start',
	finish: 'Mark as done',
	verify: 'Proof is right',
	reject: 'Proof is not right',
	drop: 'Drop',
	reopen: 'Open again',
};
export const carrier: Same<typeof nl.carrier> = { own: 'institution', joint: 'joint', government: 'government' };
export const actionState: Same<typeof nl.actionState> = {
	open: 'open',
	'in-progress': 'in progress',
	done: 'done',
	verified: 'verified',
	dropped: 'dropped',
};

export const duo: Same<typeof nl.duo> = {
	title: 'Import institutions',
	lead: 'Read an open-data file of DUO. You first see what changes. When there are faults nothing changes.',
	sector: 'Kind of file',
	higher: 'higher education',
	mbo: 'vocational education',
	file: 'File',
	fileHint: 'CSV, at most 5 MB.',
	preview: 'See what changes',
	added: 'New',
	changed: 'Changed',
	vanished: 'Vanished',
	unchanged: 'unchanged',
	guessed: 'told from the name',
	apply: 'Apply',
	close: 'Also close the institutions that vanished',
	applied: 'Applied: {added} new, {changed} changed, {closed} closed.',
};

export const figureInput: Same<typeof nl.figureInput> = {
	now: 'now',
	target: 'target',
	self: 'self-assessment',
	other: 'other opinion',
	'sum of levels': 'sum of the levels',
};
