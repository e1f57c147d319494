import type { EventRecord } from '#engine';
import { lower, objectFormat, objectIn, sourceName, textOf } from './format.ts';
import { readTime } from './time.ts';

const most = 100;

function listIn(value: unknown, name: string): readonly unknown[] {
	const inner = typeof value === 'object' && value !== null ? (value as EventRecord)[name] : undefined;
	return Array.isArray(inner) ? inner.slice(0, most) : [];
}

/** Rules name the service and the event, and each parameter as a field; an activity may hold several events. */
function flat(event: EventRecord): EventRecord {
	const application = lower(objectIn(event, 'id').applicationName);
	const events = listIn(event, 'events');
	const parameters = events.flatMap((one) => listIn(one, 'parameters'));
	const found = new Map<string, unknown[]>();
	for (const parameter of parameters) {
		const { name, value, multiValue, boolValue, intValue } = parameter as EventRecord;
		const key = lower(name);
		if (key === '' || key === '__proto__' || found.size >= most) continue;
		found.set(key, [...(found.get(key) ?? []), ...[value ?? multiValue ?? boolValue ?? intValue].flat()]);
	}
	return {
		...Object.fromEntries(found),
		eventService: `${application}.googleapis.com`,
		eventName: events.map((one) => textOf((one as EventRecord | null)?.name)),
		eventType: events.map((one) => textOf((one as EventRecord | null)?.type)),
	};
}

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
		names: flat,
	},
);
