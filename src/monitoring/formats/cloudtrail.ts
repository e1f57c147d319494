import { objectFormat, sourceName } from './format.ts';
import { readTime } from './time.ts';

/** AWS CloudTrail, one record a line. */
export const cloudtrail = objectFormat(
	'cloudtrail',
	(event) => typeof event.eventSource === 'string' && typeof event.eventName === 'string',
	{
		time: (event) => readTime(event.eventTime),
		source: (event) => sourceName('cloudtrail', event.eventSource, event.eventName),
		fields: {
			sourceIPAddress: 'host',
			userIdentity: { userName: 'upn', sessionContext: { sessionIssuer: { userName: 'user-name' } } },
			tlsDetails: { clientProvidedHostHeader: 'host' },
			requestParameters: { Host: 'host', userName: 'user-name' },
		},
	},
);
