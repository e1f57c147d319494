import { Readable } from 'node:stream';
import { finding, Refusal } from '#kernel';
import type { Exchange } from '#platform';
import { recogniseBytes } from '../formats/recognise.ts';
import type { Line } from '../ingest/lines.ts';
import { EventLines, spreadLists } from '../ingest/lists.ts';
import { readWhole } from '../ingest/read-body.ts';
import { lineOf, unwrapped, unwrappedList } from './inner.ts';
import { jsonObjects, memberText } from './json-objects.ts';
import { type LineWay, pressureOf, takeDocument, takeRequest } from './take.ts';

const success = { text: 'Success', code: 0 };
/** We answer only what is durable, so one number serves for every acknowledgement. */
const acknowledgement = 1;

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A channel stands in a header or in the address and is a GUID; refuses `hec-channel` when it is another thing. */
function channelOf({ request }: Exchange): string | undefined {
	const named = request.headers['x-splunk-request-channel'] ?? (request.query as Record<string, unknown>).channel;
	if (named === undefined || named === '') return undefined;
	if (typeof named !== 'string' || !guid.test(named)) throw refused('/', 'a channel is a GUID', 'hec-channel');
	return named;
}

function answerTo(channel: string | undefined): object {
	return channel === undefined ? success : { ...success, ackId: acknowledgement };
}

const refused = (where: string, detail: string, code = 'hec-broken') =>
	new Refusal('input-invalid', `the events cannot be read: ${detail}`, [finding(code, where, detail)]);

/** Refuses `hec-fields` where what is said of an event is no number or not flat. */
function checkFacts({ time, fields }: Record<string, unknown>, where: string): void {
	const isNumber = time === undefined || time === null || (time !== '' && Number.isFinite(Number(time)));
	if (!isNumber || (typeof time === 'object' && time !== null)) throw refused(where, 'time is no number', 'hec-fields');
	if (fields === undefined || fields === null) return;
	if (typeof fields !== 'object' || Array.isArray(fields)) throw refused(where, 'fields is no object', 'hec-fields');
	const nested = (value: unknown): boolean => typeof value === 'object' && value !== null;
	const flat = Object.values(fields).every((value) => (Array.isArray(value) ? !value.some(nested) : !nested(value)));
	if (!flat) throw refused(where, 'fields is not flat', 'hec-fields');
}

/** One object of the collector; refuses as it finds the first fault. */
function hecObject(text: string, where: string): Record<string, unknown> {
	let given: Record<string, unknown>;
	try {
		given = JSON.parse(text) as Record<string, unknown>;
	} catch {
		throw refused(where, 'no JSON');
	}
	const { event } = given;
	if (event === '') throw refused(where, 'the event field is blank', 'hec-event-blank');
	if (event === undefined || event === null) throw refused(where, 'the event field is missing', 'hec-event-missing');
	checkFacts(given, where);
	return given;
}

/** Events of the HTTP Event Collector: JSON objects behind each other or in a list, each with `event` (text or object) and facts about it. */
export function hecEvents(bytes: Buffer, received: Date): readonly Line[] {
	const { objects, whole } = jsonObjects(bytes.toString('utf8'));
	if (objects.length === 0 && whole) throw refused('/', 'no data', 'hec-no-data');
	const events = new EventLines();
	for (const [number, text] of objects.entries()) {
		const { event, time, host, fields, source, sourcetype } = hecObject(text, `event ${number}`);
		const record = typeof event === 'object' && !Array.isArray(event) ? (event as Record<string, unknown>) : {};
		const wrapping = { time: time ?? undefined, host, more: { ...record, ...(fields as object | null), source, sourcetype } };
		// As it stood there: numbers beyond 2^53 keep their digits.
		const inside = typeof event === 'string' ? event.trim() : (memberText(text, 'event') ?? JSON.stringify(event));
		const listed = unwrappedList(inside, () => wrapping, received);
		if (listed === undefined) events.add(lineOf(unwrapped(inside, wrapping, received, record), number));
		else events.addListed(lineOf('', number), listed);
	}
	if (!whole) throw refused(`event ${objects.length}`, 'JSON objects behind each other were expected');
	return events.end();
}

/** `POST .../services/collector/event` */
export async function ingestHec(exchange: Exchange): Promise<unknown> {
	const channel = channelOf(exchange);
	await takeDocument(exchange, ({ bytes }) => hecEvents(bytes, exchange.platform.clock.now()));
	return answerTo(channel);
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
	const channel = channelOf(exchange);
	const about = exchange.request.query as Record<string, unknown>;
	const unwrap: LineWay['unwrap'] = ({ lines }) => rawLines(lines, about, exchange.platform.clock.now());
	await takeRequest(exchange, { unwrap, takesLists: true });
	return answerTo(channel);
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

/** `GET .../services/collector/health`: 503 as long as no batch would be taken. */
export async function hecHealth({ platform, reply }: Exchange): Promise<unknown> {
	if (!pressureOf(platform).isFull(platform)) return { text: 'HEC is healthy', code: 17 };
	reply.status(503);
	return { text: 'HEC is unhealthy, queues are full', code: 18 };
}

/** `OPTIONS` of an address of the collector, without a token: Docker asks it before it starts a container. */
export async function hecOptions({ request, reply }: Exchange): Promise<unknown> {
	const gets = /\/health(?:\/1\.0)?(?:\?|$)/.test(request.url);
	reply.header('allow', gets ? 'GET, OPTIONS' : 'POST, OPTIONS').status(200);
	return '';
}
