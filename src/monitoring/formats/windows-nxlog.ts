import { objectFormat, sourceName } from './format.ts';
import { firstTime } from './time.ts';
import { takeQueryResults, windowsFields } from './windows-fields.ts';

/** Flat record of NXLog and of collectors that write like it: EventID, Channel and the event's own fields side by side; also what PowerShell's Get-WinEvent shows (`Id`, `LogName`). */
export const windowsNxlog = objectFormat(
	'windows-nxlog',
	(event) =>
		(event.EventID !== undefined &&
			(typeof event.Channel === 'string' || typeof event.SourceName === 'string' || typeof event.Provider_Name === 'string')) ||
		(typeof event.LogName === 'string' && event.Id !== undefined),
	{
		time: (event) => firstTime(event.UtcTime, event.TimeCreated, event['@timestamp'], event.EventTime, event.SystemTime),
		source: (event) => sourceName('windows', event.Channel ?? event.LogName ?? event.SourceName, event.EventID ?? event.Id),
		fields: {
			...windowsFields,
			Hostname: 'host-name',
			Computer: 'host-name',
			ComputerName: 'host-name',
			MachineName: 'host-name',
		},
		more: (event, taker) => takeQueryResults(event.QueryResults, taker),
	},
);
