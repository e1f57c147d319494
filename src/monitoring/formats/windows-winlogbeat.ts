import { objectFormat, objectIn, sourceName } from './format.ts';
import { firstTime } from './time.ts';
import { takeQueryResults, windowsFields } from './windows-fields.ts';

/** Winlogbeat 6 (`event_id`, `event_data`) and 7 or later (`winlog`). */
export const windowsWinlogbeat = objectFormat(
	'windows-winlogbeat',
	(event) =>
		(event.event_id !== undefined && typeof event.log_name === 'string') || objectIn(event, 'winlog').event_id !== undefined,
	{
		time: (event) =>
			firstTime(
				objectIn(event, 'event_data').UtcTime,
				objectIn(objectIn(event, 'winlog'), 'event_data').UtcTime,
				event['@timestamp'],
			),
		source: (event) => {
			const inner = objectIn(event, 'winlog');
			return sourceName('windows', event.log_name ?? inner.channel, event.event_id ?? inner.event_id);
		},
		fields: {
			computer_name: 'host-name',
			event_data: windowsFields,
			winlog: { computer_name: 'host-name', event_data: windowsFields },
		},
		more: (event, taker) => {
			takeQueryResults(objectIn(event, 'event_data').QueryResults, taker);
			takeQueryResults(objectIn(objectIn(event, 'winlog'), 'event_data').QueryResults, taker);
		},
	},
);
