import type * as nl from '../nl/monitoring.ts';
import type { Same } from '../types.ts';

export const alerts: Same<typeof nl.alerts> = {
	title: 'Alerts',
	lead: 'What rules and indicators found and nobody has decided yet. New alerts come in by themselves.',
	one: 'Alert',
	what: 'What happened',
	severity: 'Severity',
	host: 'System',
	firstTime: 'First time',
	lastTime: 'Last time',
	hits: 'Times',
	bundle: 'Alerts of the same cause',
	author: 'Made by',
	found: 'Found',
	lookedBack: 'by looking back, not as it happened',
	countNew: 'new',
	countTaken: 'taken',
	countCritical: 'critical and open',
	countHigh: 'high and open',
	open: 'Open',
	empty: 'There are no alerts in this state. The watch goes on.',
	take: 'Take',
	release: 'Give back',
	decide: 'Decide',
	reopen: 'Reopen',
	decision: 'Decision',
	note: 'Note',
	addNote: 'Add note',
	taken: 'The alert is yours.',
	released: 'The alert is back in the queue.',
	decided: 'The alert has been decided.',
	share: 'Share with the sector',
};

export const severity: Same<typeof nl.severity> = {
	critical: 'critical',
	high: 'high',
	medium: 'medium',
	low: 'low',
	informational: 'informational',
};
export const alertState: Same<typeof nl.alertState> = { new: 'new', taken: 'taken', decided: 'decided' };
export const decision: Same<typeof nl.decision> = {
	'true-positive': 'real: something was going on',
	'false-positive': 'false: the rule was wrong',
	benign: 'benign: correct, but allowed',
};

export const watch: Same<typeof nl.watch> = {
	title: 'Watch board',
	lead: 'An institution is watched when four things are proven now. What we do not know is never green.',
	watched: 'Watched',
	sensors: 'Sensors',
	desk: 'Desk staffed',
	contact: 'Contact reachable',
	synthetic: 'Synthetic alert',
	openAlerts: 'Open alerts',
	countYes: 'institutions watched',
	countNo: 'institutions not watched',
	countUnknown: 'institutions unknown',
	at: 'as of',
	empty: 'There are no institutions in the register yet.',
};
export const watched: Same<typeof nl.watched> = { yes: 'watched', no: 'not watched', unknown: 'unknown' };
export const watchedShort: Same<typeof nl.watchedShort> = { yes: 'yes', no: 'no', unknown: 'unknown' };
export const proof: Same<typeof nl.proof> = { proven: 'proven', failed: 'not in order', unknown: 'unknown' };
export const watchWhy: Same<typeof nl.watchWhy> = {
	'not-disclosed': 'not disclosed',
	'no-sensor': 'no sensor',
	'never-reported': 'never reported',
	silent: 'silent',
	reporting: 'reporting',
	'not-known': 'not known',
	staffed: 'staffed',
	'not-taken-up': 'not reported',
	'not-staffed': 'not staffed',
	reachable: 'reachable',
	'not-reachable': 'not reachable',
	'never-passed': 'never came through',
	passed: 'came through',
	'too-old': 'too old',
};

export const sensors: Same<typeof nl.sensors> = {
	title: 'Sensors',
	lead: 'What is connected, when it last reported and what could not be read.',
	connect: 'Connect a sensor',
	rules: 'Rules',
	rule: 'Rule',
	alerts30: 'Alerts, 30 days',
	on: 'on',
	off: 'off',
	ruleFaults: '{count, plural, one {# rule could not be read} other {# rules could not be read}}',
	retired: 'retired',
	never: 'never reported',
	silent: 'silent',
	reporting: 'reporting',
	last: 'Last report',
	events: 'Events today',
	letters: 'Unreadable',
	lettersOf: 'Unreadable lines of {name}',
	evicted: '{count} older lines were not kept.',
	line: 'line {line}',
	empty: 'No sensor that you may see has been connected yet.',
	rhythm: 'Rhythm in seconds',
	rhythmHint: 'The longest silence that is still normal.',
	scope: 'Scope',
	scopeHint: 'Which part of the network this sensor sees.',
	tokenOnce: 'This is the token of the sensor. You see it only once; keep it safe.',
};
export const sensorKind: Same<typeof nl.sensorKind> = {
	network: 'network',
	endpoint: 'endpoint',
	server: 'server',
	cloud: 'cloud',
	mail: 'mail',
	identity: 'identity',
	mixed: 'mixed',
	synthetic: 'synthetic',
};
