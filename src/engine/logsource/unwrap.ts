import type { EventRecord } from '../model.ts';
import { member } from './own.ts';

/** The event itself where a collector put it inside one of its own; the same event when nothing is wrapped around it. */
export function bareEvent(event: EventRecord): EventRecord {
	const win = event.win ?? member(event.data, 'win');
	if (win !== undefined) return windowsOfWazuh(win) ?? event;
	const { detail } = event;
	if (isCall(detail)) return detail;
	const inside = insideOf(event);
	return collectedWindows(inside) ?? inside;
}

/** Results of a search and files that tools write for a case hold the event as one part. */
function insideOf(event: EventRecord): EventRecord {
	const inside =
		(event._index !== undefined && event._source) ||
		(event.preview !== undefined && event.result) ||
		(member(event.document, 'kind') === 'evtx' && member(event.document, 'data')) ||
		(member(member(event.body, 'event_id'), 'id') !== undefined && event.body);
	return isRecord(inside) ? inside : event;
}

function isRecord(value: unknown): value is EventRecord {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The OpenTelemetry collector writes `channel`, `event_id: {id}` and `provider: {name}`. */
function collectedWindows(event: EventRecord): EventRecord | undefined {
	const id = member(event.event_id, 'id');
	if (typeof event.channel !== 'string' || id === undefined) return undefined;
	return {
		...event,
		Channel: event.channel,
		EventID: id,
		Computer: event.computer,
		Provider_Name: member(event.provider, 'name'),
	};
}

/** Amazon EventBridge hands on a record of CloudTrail as `detail`. */
function isCall(detail: unknown): detail is EventRecord {
	return typeof member(detail, 'eventSource') === 'string' && typeof member(detail, 'eventName') === 'string';
}

/** Wazuh writes the names of Windows with a small first letter, in `system` and `eventdata`. */
function windowsOfWazuh(win: unknown): EventRecord | undefined {
	const system = member(win, 'system');
	const [channel, id] = [member(system, 'channel'), member(system, 'eventID')];
	if (typeof channel !== 'string' || id === undefined) return undefined;
	const data = member(win, 'eventdata');
	const fields = typeof data === 'object' && data !== null && !Array.isArray(data) ? Object.entries(data) : [];
	return {
		...Object.fromEntries(fields.map(([name, value]) => [`${name.charAt(0).toUpperCase()}${name.slice(1)}`, once(value)])),
		Channel: channel,
		EventID: id,
		Computer: member(system, 'computer'),
		Provider_Name: member(system, 'providerName'),
		SystemTime: member(system, 'systemTime'),
		Message: member(system, 'message'),
	};
}

/** Every backslash of a value comes doubled. */
function once(value: unknown): unknown {
	if (typeof value !== 'string' || !value.includes('\\')) return value;
	const single = value.replaceAll('\\\\', '\\');
	return value.replaceAll('\\\\', '').includes('\\') ? value : single;
}
