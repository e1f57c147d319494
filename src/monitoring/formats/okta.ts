import { objectFormat, sourceName } from './format.ts';
import { readTime } from './time.ts';

/** System log of Okta. */
export const okta = objectFormat(
	'okta',
	(event) => typeof event.eventType === 'string' && event.published !== undefined && event.actor !== undefined,
	{
		time: (event) => readTime(event.published),
		source: (event) => sourceName('okta', event.eventType),
		fields: {
			client: { ipAddress: 'ip' },
			request: { ipChain: { ip: 'ip' } },
			actor: { alternateId: 'upn' },
			target: { alternateId: 'email' },
		},
		// Many rules were written for collectors that write all names small.
		names: (event) => ({
			eventtype: event.eventType,
			displaymessage: event.displayMessage,
			legacyeventtype: event.legacyEventType,
		}),
	},
);
