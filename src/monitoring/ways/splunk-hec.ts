import { Readable } from 'node:stream';
import { finding, Refusal } from '#kernel';
import type { Exchange } from '#platform';
import { recogniseBytes } from '../formats/recognise.ts';
import type { Line } from '../ingest/lines.ts';
import { EventLines, spreadLists } from '../ingest/lists.ts';
import { readWhole } from '../ingest/read-body.ts';
import { lineOf, unwrapped, unwrappedList } from './inner.ts';
import { jsonObjects, memberText } from './json-objects.ts';
import { pressureOf, takeDocument, takeRequest } from './take.ts';

const success = { text: 'Success', code: 0 };
/** We answer only what is durable, so one number serves for every acknowledgement. */
const acknowledgement = 1;

/** A channel stands in a header or in the address. */
function channelOf({ request }: Exchange): unknown {
	return request.headers['x-splunk-request-channel'] ?? (request.query as Record<string, unknown>).channel;
}

function answer(exchange: Exchange): object {
	return channelOf(exchange) === undefined ? success : { ...success, ackId: acknowledgement };
}

const refused = (where: string, detail: string, code = 'hec-broken') =>
	new Refusal('input-invalid', `the events cannot be read: ${detail}`, [finding(code, where, detail)]);

/** Events of the HTTP Event Collector: JSON objects behind each other, each with `event` (text or object) and facts about it. */
export function hecEvents(bytes: Buffer, received: Date): readonly Line[] {
	const objects = jsonObjects(bytes.toString('utf8'));
	if (objects?.length === 0) throw refused('/', 'no data', 'hec-no-data');
	if (objects === undefined) throw refused('/', 'JSON objects behind each other were expected');
	const events = new EventLines();
	for (const [number, text] of objects.entries()) {
		let given: Record<string, unknown>;
		try {
			given = JSON.parse(text) as Record<string, unknown>;
		} catch {
			throw refused(`event ${number}`, 'no JSON');
		}
		const { event, time, host, fields, source, sourcetype } = given;
		if (event === '') throw refused(`event ${number}`, 'the event field is blank', 'hec-event-blank');
		if (event === undefined || event === null)
			throw refused(`event ${number}`, 'the event field is missing', 'hec-event-missing');
		const facts = typeof fields === 'object' ? fields : {};
		const wrapping = { time, host, more: { ...facts, source, sourcetype } };
		// As it stood there: numbers beyond 2^53 keep their digits.
		const inside = typeof event === 'string' ? event.trim() : (memberText(text, 'event') ?? JSON.stringify(event));
		const listed = unwrappedList(inside, () => wrapping, received);
		if (listed === undefined) events.add(lineOf(unwrapped(inside, wrapping, received), number));
		else events.addListed(lineOf('', number), listed);
	}
	return events.end();
}

/** `POST .../services/collector/event` */
export async function ingestHec(exchange: Exchange): Promise<unknown> {
	await takeDocument(exchange, ({ bytes }) => hecEvents(bytes, exchange.platform.clock.now()));
	return answer(exchange);
}

/** Any text is an event there; what is hostile goes on as it is, to be refused with its reason. */
export function rawLines(lines: readonly Line[], about: Readonly<Record<string, unknown>>, received: Date): readonly Line[] {
	if (lines.length === 0) throw refused('/', 'no data', 'hec-no-data');
	const { host, source, sourcetype } = about;
	return spreadLists(lines).map((line) => {
		const found = line.tooLong ? undefined : recogniseBytes(line.bytes, received);
		if (found === undefined || !('fault' in found) || found.fault !== 'unknown-format') return line;
		const wrapping = { time: undefined, host, more: { source, sourcetype } };
		return { ...line, bytes: Buffer.from(unwrapped(line.bytes.toString('utf8'), wrapping, received)) };
	});
}

/** `POST .../services/collector/raw`: lines as they are; what is known of all of them stands in the address. */
export async function ingestHecRaw(exchange: Exchange): Promise<unknown> {
	const about = exchange.request.query as Record<string, unknown>;
	await takeRequest(exchange, ({ lines }) => rawLines(lines, about, exchange.platform.clock.now()));
	return answer(exchange);
}

/** `POST .../services/collector/ack`: a sender may ask for anything it was given, and all of that is durable. */
export async function acknowledgeHec(exchange: Exchange): Promise<unknown> {
	if (channelOf(exchange) === undefined) throw refused('/', 'name the channel', 'hec-no-channel');
	const { acks } = await readAsked(exchange);
	const asked = Array.isArray(acks) ? acks.filter((id) => Number.isSafeInteger(id)).slice(0, 10_000) : [];
	return { acks: Object.fromEntries(asked.map((id) => [String(id), id === acknowledgement])) };
}

/** Under any media type, as senders give it. */
async function readAsked({ request, platform }: Exchange): Promise<{ acks?: unknown }> {
	if (!(request.body instanceof Readable)) return {};
	const pressure = pressureOf(platform);
	const { bytes, held } = await readWhole(request.body, 'identity', pressure);
	pressure.release(held);
	try {
		return (JSON.parse(bytes.toString('utf8')) as { acks?: unknown } | null) ?? {};
	} catch {
		throw refused('/', 'no JSON');
	}
}

export async function hecHealth(): Promise<unknown> {
	return { text: 'HEC is healthy', code: 17 };
}
