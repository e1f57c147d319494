import type * as nl from '../nl/steering.ts';
import type { Same } from '../types.ts';

export const board: Same<typeof nl.board> = {
	lead: 'Where we stand, whether we are watched and audited, and what there is to decide. As of {at}.',
	title: 'For the board: {institution}',
	print: 'Print this page',
	noOwn: 'This page is for boards of institutions. Choose an institution in the register.',
	stand: 'mean level',
	standOf: 'mean level, target {target}',
	meets: 'meets the agreement',
	under: 'does not meet the agreement',
	watched: 'are we watched now?',
	audited: 'audited from outside?',
	actions: 'open actions',
	cost: 'cost of the open actions',
	costYearly: 'once, and {amount} a year',
	costFormula: 'sum of what was estimated for the open actions',
	noEstimate: 'not estimated yet',
	estimated: '{estimated} of {open} actions estimated',
	agreed: 'This is held against target agreement {number}, due on {day}.',
	signLevel: 'Read and sign: target {level}',
	overdue: '{count, plural, =0 {none overdue} one {# overdue} other {# overdue}}',
	sector: 'median of the sector, {period}',
	noSector: 'there is no median of the sector',
	decisions: 'To decide',
	decision: 'Decision',
	nothingToDecide: 'There is nothing to decide now.',
	hides: 'A mean hides gaps: {count, plural, one {# control is} other {# controls are}} under target. The lowest is {cluster}.',
	notMet:
		'The agreement is not met. Mean: {mean, select, yes {met} other {not met}}. Clusters under target: {clusters}. Under the floor: {floor}. Key controls under target: {key}.',
	more: 'All about this institution',
	notDisclosed: 'The scores of this institution have not been disclosed to you.',
};
export const decisionKind: Same<typeof nl.decisionKind> = {
	'sign-target': 'sign a target',
	'overdue-action': 'overdue action',
	'late-milestone': 'late promise',
};

export const sector: Same<typeof nl.sector> = {
	title: 'Sector picture',
	lead: 'The sector as a whole. No figure here gives an institution away; what may not be shown is marked as withheld.',
	empty: 'No sector figures have been released yet. That happens after a round with enough contributors.',
	median: 'median',
	mean: 'mean',
	meets: 'meets the target',
	contributors: 'contributors',
	own: 'your institution',
	clusters: 'Clusters: middle half, median and your institution',
	trend: 'Median of the sector through time',
	byKind: 'By kind of institution',
	byProvince: 'Mean by province',
	floor: 'A figure asks {others} other contributors, a median {median} and quartiles {quartiles}.',
	withheldNote: 'A dotted tile is withheld.',
	tooFewFor: 'too few contributors',
	period: 'Half-year',
	medianFormula: 'middle one of the levels of all contributors',
	meanFormula: 'mean of the levels of all contributors',
	shareFormula: 'contributors that meet their target, divided by all contributors',
};
export const withheld: Same<typeof nl.withheld> = {
	'too-few': 'withheld: too few',
	'too-alike': 'withheld: too alike',
	complementary: 'withheld: would give another away',
	'too-close-to-another': 'withheld: too close to an earlier figure',
};

export const withheldWhy: Same<typeof nl.withheldWhy> = {
	title: 'Why does not every figure stand here?',
	'too-few': 'so few institutions take part that you could guess who it is about.',
	'too-alike': 'nearly all institutions have the same figure, so you would know that of each.',
	complementary: 'with this figure you could work out another one that is withheld.',
	'too-close-to-another': 'the difference with an earlier figure would show what a few institutions did.',
};

export const calendar: Same<typeof nl.calendar> = {
	title: 'Calendar',
	lead: 'When does each institution reach its target, is it connected to a SOC and has it been audited from outside.',
	share: '{promise}: share of the sector',
	part: 'Share',
	shown: 'institutions by name',
	notShown: 'do not disclose their dates to you',
	nobody: 'No institution has disclosed its dates to you.',
	table: 'List',
	chart: 'Timeline',
	map: 'Provinces',
	late: 'Late',
	shared: 'Shared with you',
	isShared: 'yes',
	notShared: 'no',
	why: '{count, plural, one {# institution does not share its} other {# institutions do not share their}} dates with your organisation. {count, plural, one {It stands} other {They stand}} in the list without dates and {count, plural, one {counts} other {count}} without a name in the figures of the sector. An institution decides itself with whom it shares.',
	formula: 'institutions that kept the promise, divided by institutions with a plan',
	noMap: 'No figures by province have been released yet.',
};
