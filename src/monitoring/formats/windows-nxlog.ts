import { objectFormat, sourceName } from './format.ts';
import { firstTime } from './time.ts';
import { takeQueryResults, windowsFields } from './windows-fields.ts';

/** Flat record of NXLog and of collectors that write like it: EventID, Channel and the event's own fields side by side. */
export const windowsNxlog = objectFormat(
	'windows-nxlog',
	(event) =>
		event.EventID !== undefined &&
		(typeof event.Channel === 'string' || typeof event.SourceName === 'string' || typeof event.Provider_Name === 'string'),
	{
		time: (event) => firstTime(event.UtcTime, event.TimeCreated, event['@timestamp'], event.EventTime, event.SystemTime),
		source: (event) => sourceName('windows', event.Channel ?? event.SourceName, event.EventID),
		fields: { ...windowsFields, Hostname: 'host-name', Computer: 'host-name', ComputerName: 'host-name' },
		more: (event, taker) => takeQueryResults(event.QueryResults, taker),
	},
);
