import type * as nl from '../nl/watch.ts';
import type { Same } from '../types.ts';

export const watchDay: Same<typeof nl.watchDay> = {
	title: 'The last 24 hours',
	hour: 'Hour',
	last: 'Last proof: {at}',
	toInstitution: 'To the institution',
	toSensors: 'Look at the sensors',
	toDuty: 'To duty',
	absent: 'This institution does not disclose its sensors to you.',
	legend: 'Full: in order. Half: in part. Cross: not in order. Grey: nothing to judge by.',
};
export const watchHour: Same<typeof nl.watchHour> = {
	yes: 'in order',
	partly: 'in part',
	no: 'not in order',
	none: 'cannot be judged',
};

export const watchDo: Same<typeof nl.watchDo> = {
	'not-disclosed': 'The institution does not disclose this to you. Ask the CISO to disclose it at Who sees what.',
	'no-sensor': 'Nothing is connected. Plan with the CISO when the first sensor comes.',
	'never-reported': 'There is a sensor that never reported. Call the CISO: are address and token right?',
	silent: 'A sensor is silent for longer than normal. See which, and call the contact when it stays so.',
	'not-known': 'Nothing is known of this, or you may not see it. Ask the institution to name a contact.',
	'not-taken-up': 'Somebody is planned who has not reported yet. Report at Duty that you are there.',
	'not-staffed': 'Nobody stands on the rota now. See to it that somebody takes up the shift.',
	'not-reachable':
		'The contact did not answer for too long. Call the CISO and have the contact prove again that it can be reached.',
	'never-passed': 'No synthetic alert ever came through. It can only once a sensor is connected.',
	'too-old': 'The last synthetic alert is too old. See at Jobs whether the watch itself still runs.',
};
export const watchDoOwn: Same<typeof nl.watchDoOwn> = {
	'not-disclosed': 'You do not disclose this. At Who sees what you can disclose it to the desk.',
	'no-sensor': 'Connect a sensor at Sensors. With one line of curl you see within a minute whether it works.',
	'never-reported': 'A sensor never reported. Open it at Sensors and check its address and token.',
	silent: 'A sensor is silent for longer than normal. Open it at Sensors and see whether the system still runs.',
	'not-known': 'Name at Duty who can be reached, outside office hours too.',
	'not-taken-up': 'Somebody is planned at the desk who has not reported yet. Call the desk when it stays so.',
	'not-staffed': 'Nobody stands on the rota of the desk now. Call the desk.',
	'not-reachable': 'Your contact did not answer for too long. Send a new test at Duty.',
	'never-passed': 'No synthetic alert ever came through. That goes by itself once a sensor is connected.',
	'too-old': 'The last synthetic alert is too old. The desk sees this too and looks into it.',
};

export const connect: Same<typeof nl.connect> = {
	sender: 'What sends the events',
	config: 'Configuration to copy',
	fillIn: 'Put the token of this sensor in the place of TOKEN. It was shown only once; make a new one when you lost it.',
	waiting: 'Nothing received yet. This line changes by itself as soon as the first event is in.',
	heard: 'Received at {at}. The sensor works.',
	ready: 'Ready',
	rhythm: 'Rhythm in minutes',
	since: 'Connected',
	retired: 'Retired',
	lettersElsewhere: '{count} lines could not be read. Only the institution itself sees which.',
	noLetters: 'Everything could be read.',
	key: 'Token',
	keyLead:
		'A new token works beside the old one, so that you can change over without losing anything. Withdraw the old one afterwards at People and tokens.',
	newKey: 'Make a new token',
	facts: 'Facts',
	end: 'Retire',
	endLead: 'A retired sensor can send nothing and no longer counts. What it sent is kept.',
	retire: 'Retire this sensor',
	wasRetired: 'The sensor has been retired.',
	showRetired: 'Retired too',
};

export const letterReason: Same<typeof nl.letterReason> = {
	'control-character': 'control character in the text',
	'duplicate-key': 'a name stands in it twice',
	empty: 'empty',
	'format-broken': 'the format is known, but the line is broken',
	'line-too-long': 'too long',
	'nested-too-deep': 'nested too deep',
	'not-json': 'no valid JSON and no known log line',
	'not-utf8': 'not UTF-8',
	'reserved-key': 'a name that is not allowed',
	'time-implausible': 'the time cannot be right',
	'too-many-fields': 'too many fields',
	'unknown-format': 'no format that Dijkwacht knows',
};
