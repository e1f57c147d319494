import type * as nl from '../nl/institutions.ts';
import type { Same } from '../types.ts';

export const register: Same<typeof nl.register> = {
	title: 'Institutions',
	lead: 'All institutions in one list: big and small, funded or not.',
	city: 'City',
	umbrella: 'Umbrella',
	size: 'People',
	risk: 'Risk',
	empty: 'The register is empty. Import a file of DUO to begin.',
};
export const risk: Same<typeof nl.risk> = { normal: 'normal', elevated: 'elevated', high: 'high' };
export const province: Same<typeof nl.province> = {
	DR: 'Drenthe',
	FL: 'Flevoland',
	FR: 'Friesland',
	GE: 'Gelderland',
	GR: 'Groningen',
	LI: 'Limburg',
	NB: 'North Brabant',
	NH: 'North Holland',
	OV: 'Overijssel',
	UT: 'Utrecht',
	ZE: 'Zeeland',
	ZH: 'South Holland',
};

export const openness: Same<typeof nl.openness> = {
	title: 'Who sees what',
	lead: 'The figures belong to the institution. Here you see who may see what, for what, until when, and who looked.',
	open: 'Disclose',
	given: 'Who may see us',
	looks: 'Who looked',
	received: 'What we may see',
	who: 'Who',
	what: 'What',
	when: 'When',
	purpose: 'For what',
	'open-ended': 'open-ended',
	untilHint: 'Leave empty to disclose without an end date.',
	choose: 'Choose an organisation',
	times: 'Times looked',
	lastLook: 'Last look',
	end: 'End',
	ended: 'The disclosure has ended.',
	noneGiven: 'Nobody outside your institution may see anything.',
	noneReceived: 'No institution has disclosed anything to your organisation.',
	noLooks: 'Nobody has looked yet.',
};
export const disclosureState: Same<typeof nl.disclosureState> = { coming: 'coming', open: 'open', ended: 'ended' };

export const people: Same<typeof nl.people> = {
	title: 'People and tokens',
	lead: 'Who works for your organisation, in which role, and which machines take part.',
	people: 'People',
	invitations: 'Invitations',
	tokens: 'Machine tokens',
	sessions: 'My sessions',
	invite: 'Invite somebody',
	issue: 'Issue a token',
	unit: 'Unit',
	since: 'Since',
	endRole: 'End role',
	roleEnded: 'The role has ended.',
	revoke: 'Revoke',
	rotate: 'Replace',
	noInvitations: 'There are no invitations.',
	noTokens: 'There are no tokens yet.',
	mailHint: 'Without an address, or without a mail server, you get the link yourself.',
	mailed: 'The invitation has been sent.',
	linkOnce: 'Pass this link on. You see it only once.',
	tokenOnce: 'This is the token. You see it only once; keep it safe.',
	scope: 'May',
	lastUsed: 'Last used',
	days: 'Valid, in days',
	device: 'Device',
	how: 'Signed in with',
	thisOne: 'this session',
	passkeys: 'My passkeys',
	addPasskey: 'Add a passkey',
	twoPasskeys: 'Have two passkeys, so that you can miss one.',
	codesLeft: '{count, plural, one {# recovery code is left.} other {# recovery codes are left.}}',
	renewCodes: 'Make new codes',
	endSession: 'End',
};
export const invitationState: Same<typeof nl.invitationState> = {
	open: 'open',
	accepted: 'accepted',
	expired: 'expired',
	revoked: 'revoked',
};
export const tokenState: Same<typeof nl.tokenState> = {
	works: 'works',
	replaced: 'replaced',
	expired: 'expired',
	revoked: 'revoked',
};
export const scope: Same<typeof nl.scope> = { read: 'read', share: 'share', ingest: 'ingest' };
export const signInHow: Same<typeof nl.signInHow> = { passkey: 'passkey', oidc: 'institution account', demo: 'demo' };

export const trail: Same<typeof nl.trail> = {
	title: 'Audit trail',
	lead: 'What was done in your organisation and by whom. Every entry is chained to the one before.',
	what: 'Act',
	about: 'Subject',
	number: 'Number',
	hash: 'Seal',
	find: 'Search the whole trail',
	sound: 'The chain is sound: {count, plural, one {# entry} other {# entries}} recomputed.',
	broken: 'The chain is broken at entry {number}: {what}.',
};
export const trailFault: Same<typeof nl.trailFault> = {
	changed: 'the entry was changed',
	'not-linked': 'the entry is not linked to the one before',
	missing: 'the entry is missing',
	'cut-off': 'the end was cut off',
	'head-missing': 'the last seal is missing',
};

export const jobs: Same<typeof nl.jobs> = {
	title: 'Jobs',
	lead: 'Work that takes longer. It goes on when you leave.',
	kind: 'Job',
	progress: 'Progress',
	begun: 'Begun',
	moved: 'Last step',
	empty: 'There have been no jobs.',
};
export const jobState: Same<typeof nl.jobState> = {
	waiting: 'waiting',
	running: 'running',
	done: 'done',
	failed: 'failed',
	cancelled: 'cancelled',
};
