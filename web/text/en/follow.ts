import type * as nl from '../nl/follow.ts';
import type { Same } from '../types.ts';

export const compose: Same<typeof nl.compose> = {
	restored: 'What you wrote here before is still there. It has not been sent.',
	startOver: 'Start over',
	lead: 'An advisory goes at once to whom you choose. They search their own past and tell for each measure what they do.',
	fromAlert:
		'Filled in from an alert. Names and addresses of the institution that was hit are left out. Check everything before you send.',
	send: 'Send (Ctrl+Enter)',
	reach: '{count, plural, one {Reaches # institution.} other {Reaches # institutions.}}',
	umbrella: 'Umbrella',
	findByName: 'Find an institution',
	understood: 'Understood as',
	line: 'Measure {place}',
	lineEn: 'In English',
	addLine: 'Add a measure',
	suggest: 'Propose measures',
	strike: 'Strike',
};
export const audienceTo: Same<typeof nl.audienceTo> = {
	all: 'all institutions',
	kinds: 'kinds of institution',
	umbrella: 'members of an umbrella',
	listed: 'institutions by name',
};
export const tlpMeans: Same<typeof nl.tlpMeans> = {
	clear: 'Everybody may know this.',
	green: 'Inside the sector, not in public.',
	amber: 'Whoever receives it and must act there, suppliers too.',
	'amber+strict': 'Only inside the organisation of whoever receives it.',
	red: 'Only the security people of the institutions that you name.',
};

export const follow: Same<typeof nl.follow> = {
	delivered: 'institutions received it',
	answered: 'institutions searched back',
	seen: 'institutions saw this',
	nearlyAll: 'almost all',
	verified: 'measures verified',
	untouched: 'measures not taken up yet',
	takeAlong: 'Take along as',
	anyLine: 'A measure stands at',
	open: 'Open',
	verifyMany: 'Verify what stands as done ({count})',
	verify: 'Verified',
	howHint: 'For instance: sample on three systems, screenshot seen.',
	youDid: 'You said done yourself. Somebody else must verify it.',
};

export const readIn: Same<typeof nl.readIn> = {
	title: 'Read indicators in',
	lead: 'A STIX bundle, a MISP event or a CSV with the columns kind and value. When one thing is at fault, nothing goes in.',
	file: 'File',
	paste: 'Or paste here',
	pasteHint: 'What you see here is read in.',
	into: 'Where to',
	own: 'own indicators',
	draft: 'a draft advisory',
	ownHint: 'Only your own organisation compares with them.',
	draftHint: 'You check the advisory and send it yourself.',
	go: 'Read in',
	nothing: 'Nothing was read in. Mend all points below and try again.',
	done: '{format}: {added} new, {known} were known already.',
	passedOver: '{count, plural, one {# part was passed over} other {# parts were passed over}}',
	toDraft: 'To the draft',
	toAdvisory: 'To the advisory',
	confidence: 'Confidence',
	validUntil: 'Valid until',
	noEnd: 'no end',
	withdraw: 'Withdraw',
	why: 'Why do you withdraw this',
	withdrawHint: 'Nobody compares with it after that.',
	withdrawnNow: 'The indicator has been withdrawn.',
};
