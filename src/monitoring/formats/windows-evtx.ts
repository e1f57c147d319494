import type { EventRecord } from '#engine';
import { compileFields, type Taker } from '../observables-take.ts';
import { objectFormat, objectIn, sourceName, textOf } from './format.ts';
import { firstTime } from './time.ts';
import { takeQueryResults, windowsFields } from './windows-fields.ts';

const fields = compileFields(windowsFields);
const mostData = 200;

/** The first where XML became lists. */
function first(value: unknown): unknown {
	return Array.isArray(value) ? value[0] : value;
}

function inside(value: unknown, name: string): EventRecord {
	const inner = typeof value === 'object' && value !== null ? (value as EventRecord)[name] : undefined;
	return objectIn({ inner: first(inner) }, 'inner');
}

function systemOf(event: EventRecord): EventRecord {
	return inside(event.Event === undefined ? event : inside(event, 'Event'), 'System');
}

/** Attributes stand in a member, a member beside it or under their own names, depending on who made JSON of the XML. */
function attribute(holder: EventRecord, element: string, name: string): unknown {
	const inner = inside(holder, element);
	const places = [
		inside(inner, '#attributes'),
		inside(inner, '$'),
		inside(inner, '_attributes'),
		inside(holder, `${element}_attributes`),
	];
	return places.map((place) => place[name]).find((value) => value !== undefined) ?? inner[`@${name}`] ?? inner[name];
}

/** The event's own fields: members, or a list `Data` of names and texts. */
function dataOf(event: EventRecord): EventRecord {
	const data = inside(event.Event === undefined ? event : inside(event, 'Event'), 'EventData');
	if (typeof data.Data !== 'object' || data.Data === null) return data;
	const list = (Array.isArray(data.Data) ? data.Data : [data.Data]).slice(0, mostData);
	const named = list.map((item) => {
		const entry = objectIn({ item }, 'item');
		return [textOf(attribute({ entry }, 'entry', 'Name')), entry['#text'] ?? entry._ ?? entry._text ?? entry.Value];
	});
	return { ...data, ...Object.fromEntries(named.filter(([name]) => name !== '' && name !== '__proto__')) };
}

function usual(event: EventRecord): boolean {
	return event.Event !== undefined && objectIn(objectIn(event, 'Event'), 'EventData').Data === undefined;
}

function takeData(event: EventRecord, taker: Taker): void {
	const data = dataOf(event);
	taker.take('host-name', textOf(first(systemOf(event).Computer)));
	taker.takeFields(data, fields);
	takeQueryResults(data.QueryResults, taker);
}

/** An EVTX file as JSON (evtx_dump and its kin): `System` and `EventData`, in `Event` or bare. */
export const windowsEvtx = objectFormat('windows-evtx', (event) => systemOf(event).EventID !== undefined, {
	time: (event) =>
		firstTime(dataOf(event).UtcTime, attribute(systemOf(event), 'TimeCreated', 'SystemTime'), systemOf(event).TimeCreated),
	source: (event) => {
		const system = systemOf(event);
		const id = first(system.EventID);
		const text = textOf(id) || objectIn({ id }, 'id')['#text'] || objectIn({ id }, 'id')._;
		return sourceName('windows', first(system.Channel), text);
	},
	fields: {},
	// Where they are members in their usual place, the rules find them there.
	names: (event) => (usual(event) ? {} : dataOf(event)),
	more: takeData,
});
