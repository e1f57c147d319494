import type * as nl from '../nl/sharing.ts';
import type { Same } from '../types.ts';

export const advisories: Same<typeof nl.advisories> = {
	title: 'Advisories',
	lead: 'Warnings with measures. For each measure you see how far you are, up to and including the proof.',
	one: 'Advisory',
	make: 'New advisory',
	author: 'Author',
	published: 'Sent',
	indicators: 'Indicators',
	indicator: 'Indicator',
	recipients: 'Recipients',
	own: 'Our handling',
	finished: 'finished',
	todo: '{count} of {all} to do',
	empty: 'There are no advisories yet.',
	audience: 'For whom',
	toAll: 'all institutions',
	toListed: '{count, plural, one {# institution} other {# institutions}} by name',
	lines: 'Measures',
	line: 'Measure',
	noLines: 'This advisory has no measures.',
	handling: 'Handling',
	sightings: 'Sightings',
	closed: 'Closed',
	publish: 'Send',
	close: 'Close',
	noGrid: 'There is no institution whose handling you may see by name.',
	others: 'The other institutions, without names',
	othersLead:
		'As of {at}. Counts stand here only when nobody can be recognised in them, and are refreshed only when six institutions say something else.',
	contributors: 'Institutions',
	newState: 'New state',
	plannedOn: 'Planned on',
	owner: 'Owner',
	proof: 'Proof',
	how: 'How it was verified',
	changed: 'Last change',
	answer: 'Answer',
	noSightings: 'There are no answers yet that you may see by name.',
	hidden: 'hidden',
	words: 'What is going on',
	whatToDo: 'What to look for and what to do',
	titleNl: 'Title in Dutch',
	titleEn: 'Title in English',
	summaryNl: 'Summary in Dutch',
	summaryEn: 'Summary in English',
	indicatorsHint: 'One a line. Recognised: {count}.',
	indicatorsUnknown: 'Not recognised: line {lines}',
	effort: 'Effort',
	asDraft: 'Keep as a draft',
	saveDraft: 'Save draft',
};

export const advisoryState: Same<typeof nl.advisoryState> = { draft: 'draft', published: 'open', closed: 'closed' };
export const handling: Same<typeof nl.handling> = {
	received: 'received',
	'not-applicable': 'not applicable',
	planned: 'planned',
	done: 'done',
	verified: 'verified',
};
export const effort: Same<typeof nl.effort> = { minutes: 'minutes', hours: 'hours', days: 'days', weeks: 'weeks' };
export const sighting: Same<typeof nl.sighting> = {
	seen: 'seen',
	'checked-not-seen': 'checked, not seen',
	'could-not-check': 'could not check',
};

export const checkReason: Same<typeof nl.checkReason> = {
	'no-sensor-has-reported': 'no sensor has reported',
	'names-are-pseudonyms': 'names are stored under pseudonyms there',
	'telemetry-not-ready': 'the events cannot be reached',
};

export const indicators: Same<typeof nl.indicators> = {
	title: 'Indicators',
	lead: 'Marks against which every institution compares its events.',
	value: 'Value',
	match: 'Match',
	active: 'active',
	withdrawn: 'withdrawn',
	expired: 'expired',
	source: 'Source',
	validFrom: 'Valid from',
	empty: 'There are no indicators yet.',
};
export const indicatorKind: Same<typeof nl.indicatorKind> = {
	ipv4: 'IPv4 address',
	ipv6: 'IPv6 address',
	domain: 'domain',
	url: 'URL',
	md5: 'MD5',
	sha1: 'SHA-1',
	sha256: 'SHA-256',
	ja3: 'JA3',
	ja4: 'JA4',
	email: 'sender',
	'file-name': 'file name',
	'user-name': 'user name',
	'host-name': 'host name',
};
export const indicatorMatch: Same<typeof nl.indicatorMatch> = {
	exact: 'exact',
	network: 'network',
	subdomains: 'with subdomains',
	prefix: 'begins with',
};
