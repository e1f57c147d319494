import type { finding as dutchFinding, form as dutchForm } from '../nl/form.ts';
import type { Same } from '../types.ts';

export const form: Same<typeof dutchForm> = {
	optional: 'may stay empty',
	faults:
		'{count, plural, one {# thing is not right. Correct it and try again.} other {# things are not right. Correct them and try again.}}',
	missing: 'fill this in.',
	mail: 'this is not an e-mail address.',
	chooseOne: 'choose at least one.',
	short: 'use at least {count} characters.',
	shape: 'this does not have the right form.',
	day: 'choose a day that is possible here.',
	between: 'choose a number from {min} to {max}.',
};

export const finding: Same<typeof dutchFinding> = {
	'reason-absent': 'give a reason of at least three characters.',
	'reason-missing': 'give a reason of at least three characters.',
	'level-refused': 'this level does not exist in the framework.',
	'cluster-unknown': 'this cluster is not in the framework.',
	'control-unknown': 'this control is not in the framework.',
	'date-past': 'this day has passed.',
	'date-ahead': 'this day has not come yet.',
	'proof-absent': 'write down what shows that it works.',
	'same-person': 'somebody else must do this: two people look at it.',
	'answer-absent': 'this control has no answer yet.',
	'version-conflict': 'somebody else changed this answer meanwhile.',
	'date-absent': 'choose the day too.',
	'media-type-unsupported': 'this kind of file is not accepted. Use PDF, an image, text or an Office document.',
	'too-large': 'this is too large.',
	'state-refused': 'this is not possible in the present state.',
	'shift-length': 'a shift ends after it begins and lasts 26 hours at most.',
	'moment-unreadable': 'this is no day and time.',
	'certificate-unreadable': 'this is no certificate in PEM form.',
	'tlp-stricter': 'this may not travel further than its own TLP colour.',
	'indicator-unreadable': 'this cannot be read as an indicator.',
	'validity-reversed': 'the end lies before the beginning.',
	'code-twice': 'this code stands there twice.',
	'code-shape': 'this code does not have the right form.',
	invalid_type: 'fill this in.',
	invalid_value: 'choose one of the possibilities.',
	invalid_format: 'this does not have the right form.',
	too_small: 'this is too short or too low.',
	too_big: 'this is too long or too high.',
};
