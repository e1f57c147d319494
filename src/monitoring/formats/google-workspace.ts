import { objectFormat, objectIn, sourceName } from './format.ts';
import { readTime } from './time.ts';

/** Activities of the Google Workspace reports API. */
export const googleWorkspace = objectFormat(
	'google-workspace',
	(event) => typeof objectIn(event, 'id').applicationName === 'string' && event.actor !== undefined,
	{
		time: (event) => readTime(objectIn(event, 'id').time),
		source: (event) => sourceName('google-workspace', objectIn(event, 'id').applicationName),
		fields: {
			ipAddress: 'ip',
			ownerDomain: 'host',
			actor: { email: 'upn' },
			events: { parameters: { value: 'emails', multiValue: 'emails' } },
		},
	},
);
