import { objectFormat, objectIn, sourceName } from './format.ts';
import { firstTime } from './time.ts';
import { takeQueryResults, windowsFields } from './windows-fields.ts';

/** An EVTX file as JSON (evtx_dump and its kin): `Event.System` and `Event.EventData`. */
export const windowsEvtx = objectFormat(
	'windows-evtx',
	(event) => objectIn(objectIn(event, 'Event'), 'System').EventID !== undefined,
	{
		time: (event) => {
			const inner = objectIn(event, 'Event');
			const created = objectIn(objectIn(inner, 'System'), 'TimeCreated');
			return firstTime(
				objectIn(inner, 'EventData').UtcTime,
				objectIn(created, '#attributes').SystemTime,
				created['@SystemTime'],
				created.SystemTime,
			);
		},
		source: (event) => {
			const system = objectIn(objectIn(event, 'Event'), 'System');
			return sourceName('windows', system.Channel, objectIn(system, 'EventID')['#text'] ?? system.EventID);
		},
		fields: { Event: { System: { Computer: 'host-name' }, EventData: windowsFields } },
		more: (event, taker) => takeQueryResults(objectIn(objectIn(event, 'Event'), 'EventData').QueryResults, taker),
	},
);
