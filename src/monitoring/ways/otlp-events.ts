import { recognise } from '../formats/recognise.ts';
import type { KeyValue, LogRecord, Resource, ScopeLogs } from './otlp-model.ts';
import { plainValue, recordOf } from './otlp-values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What all records of a resource have in common, or all of a scope. */
export interface Around {
	readonly resource: Resource | undefined;
	readonly scope: Pick<ScopeLogs, 'scope' | 'schemaUrl'>;
}

/** Nanoseconds since 1970 as ISO 8601; undefined when absent or zero, which is OTLP's word for unknown. */
function moment(nanoseconds: string | number | undefined): string | undefined {
	const milliseconds = Number(nanoseconds ?? 0) / 1e6;
	return milliseconds > 0 && milliseconds < 8.64e15 ? new Date(milliseconds).toISOString() : undefined;
}

/** Without what is absent: protobuf leaves out zeroes and empty texts, JSON may write them. */
function told(fields: Fields): Fields {
	const empty = (value: unknown) => value === undefined || value === null || value === '' || value === 0 || value === '0';
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => !empty(value)));
}

function some(attributes: readonly KeyValue[] | undefined): Fields | undefined {
	const found = recordOf(attributes);
	return Object.keys(found).length === 0 ? undefined : found;
}

/** Identifiers come in hexadecimal of either case. */
const hex = (id: string | undefined) => (typeof id === 'string' ? id.toLowerCase() : id);
const digits = (number: string | number | undefined) => (number === undefined ? undefined : String(number));

/** Facts of a record beside its body, under the names of OTLP's JSON mapping. */
function factsOf(one: LogRecord, { scope: { scope, schemaUrl } }: Around): Fields {
	const { name, version, attributes, droppedAttributesCount } = scope ?? {};
	const about = told({ name, version, attributes: some(attributes), droppedAttributesCount });
	return told({
		timeUnixNano: digits(one.timeUnixNano),
		observedTimeUnixNano: digits(one.observedTimeUnixNano),
		severityNumber: one.severityNumber,
		severityText: one.severityText,
		eventName: one.eventName,
		traceId: hex(one.traceId),
		spanId: hex(one.spanId),
		flags: one.flags,
		droppedAttributesCount: one.droppedAttributesCount,
		scope: Object.keys(about).length === 0 ? undefined : about,
		schemaUrl,
	});
}

/**
 * Attributes of the record, then of its resource, stand by themselves, where rules look for them; whose name is taken stands
 * under `attributes` or `resource.attributes`.
 */
function withAttributes(facts: Fields, one: LogRecord, { resource }: Around): Fields {
	const all: Record<string, unknown> = { ...facts };
	const spread = (attributes: Fields): Fields | undefined => {
		const shadowed: Record<string, unknown> = {};
		for (const [name, value] of Object.entries(attributes)) {
			if (!Object.hasOwn(all, name)) all[name] = value;
			else if (JSON.stringify(all[name]) !== JSON.stringify(value)) shadowed[name] = value;
		}
		return Object.keys(shadowed).length === 0 ? undefined : shadowed;
	};
	const own = spread(recordOf(one.attributes));
	const around = spread(recordOf(resource?.attributes));
	return { ...all, ...(own && { attributes: own }), ...(around && { resource: { attributes: around } }) };
}

/** A known event with more members in front, byte for byte as it was; undefined where they would make another event of it. */
function joined(text: string, more: Fields, received: Date): string | undefined {
	const known = recognise(text, received);
	if ('fault' in known) return undefined;
	const taken = Object.entries(more).filter(([name]) => Object.hasOwn(known.event, name));
	const free = Object.entries(more).filter(([name]) => !Object.hasOwn(known.event, name));
	const members = { ...Object.fromEntries(free), ...(taken.length > 0 && { otlp: Object.fromEntries(taken) }) };
	if (free.length + taken.length === 0) return text;
	const whole = `${JSON.stringify(members).slice(0, -1)},${text.slice(1)}`;
	const again = recognise(whole, received);
	const same = !('fault' in again) && again.format === known.format && again.source === known.source;
	return same ? whole : text;
}

/**
 * The event of a log record, all of the record in it. A body that is an object of a known format stays that event, with the
 * record's facts beside its own fields; any other record is one of the format `otlp`, with its body as `message`.
 */
export function eventOf(one: LogRecord, around: Around, received: Date): string {
	const body = plainValue(one.body);
	const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
	const facts = factsOf(one, around);
	const trimmed = text.trim();
	if (trimmed.startsWith('{') && !trimmed.includes('\n')) {
		const known = joined(trimmed, withAttributes(facts, one, around), received);
		if (known !== undefined) return known;
	}
	const time = moment(one.timeUnixNano) ?? moment(one.observedTimeUnixNano) ?? received.toISOString();
	const observedTimeUnixNano = facts.observedTimeUnixNano ?? `${received.getTime()}000000`;
	const structured = typeof body === 'object' && body !== null ? { body } : {};
	const all = withAttributes({ time, message: text, ...structured, ...facts, observedTimeUnixNano }, one, around);
	const host = all['host.name'];
	return JSON.stringify(typeof host === 'string' && host !== '' && all.host === undefined ? { ...all, host } : all);
}
