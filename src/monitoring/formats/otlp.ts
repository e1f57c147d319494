import type { EventRecord } from '#engine';
import { compileFields, Taker } from '../observables-take.ts';
import { ecsFields } from './ecs.ts';
import { type ObjectFormat, type Reading, type ReadLine, sourceName, textOf, withValues } from './format.ts';
import { plainFields } from './plain.ts';
import { readTime } from './time.ts';

const fields = compileFields({
	...ecsFields,
	...plainFields,
	'network.peer.address': 'ip',
	'network.local.address': 'ip',
	'source.address': 'host',
	'client.address': 'host',
	'server.address': 'host',
	'http.client_ip': 'ip',
	'enduser.id': 'upn',
	'process.executable.path': 'file-name',
	message: 'text',
});

/** A line of a known format in the body is read as if it had come by itself; without a year it lies near the record's own time. */
function readBody({ message }: EventRecord, near: Date, readLine: ReadLine): Reading | undefined {
	const text = textOf(message).trim();
	return text === '' || text.includes('\n') ? undefined : readLine(text, near);
}

/** A log record of OpenTelemetry, as ways/otlp-events.ts writes it: its facts, its attributes, and its body as `message`. */
export const otlp: ObjectFormat = {
	name: 'otlp',
	accepts: (event) => typeof event.observedTimeUnixNano === 'string' && typeof event.message === 'string',
	read: (event, readLine) => {
		const observed = readTime(event.observedTimeUnixNano);
		const told = readTime(event.timeUnixNano);
		const inner = readBody(event, told ?? observed ?? new Date(0), readLine);
		const taker = new Taker();
		for (const one of inner?.observables ?? []) taker.add(one);
		taker.takeFields(event, fields);
		return {
			event: inner === undefined ? event : { ...event, ...withValues(inner.event) },
			time: told ?? inner?.time ?? observed,
			source: inner?.source ?? sourceName('otlp', event['service.name']).slice(0, 120),
			observables: taker.found,
		};
	},
};
