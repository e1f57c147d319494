import { finding, Refusal } from '#kernel';
import type { Exchange } from '#platform';
import { recognise } from '../formats/recognise.ts';
import type { Line } from '../ingest/lines.ts';
import { documentNumber } from '../ingest/repeats.ts';
import { askerOf } from './asker.ts';
import { unwrapped } from './inner.ts';
import { takeRequest } from './take.ts';

const version = '8.17.0';

/** What Filebeat, Logstash, Vector and rsyslog ask before they send: are you Elasticsearch, and which. */
export async function greet({ reply }: Exchange): Promise<unknown> {
	reply.header('x-elastic-product', 'Elasticsearch');
	const build = { number: version, build_flavor: 'default', build_type: 'docker', minimum_wire_compatibility_version: '7.17.0' };
	return {
		name: 'dijkwacht',
		cluster_name: 'dijkwacht',
		cluster_uuid: 'dijkwacht',
		version: build,
		tagline: 'You Know, for Search',
	};
}

/** Senders ask for a licence and set templates and policies first; there is nothing to set here. */
export async function agree({ reply }: Exchange): Promise<unknown> {
	reply.header('x-elastic-product', 'Elasticsearch');
	return { acknowledged: true, license: { uid: 'dijkwacht', type: 'basic', status: 'active', mode: 'basic' } };
}

/**
 * Lines in pairs: what to do, then the document. `index` and `create` are events; a document in which a line of a known
 * format stands as `message` or `event.original` counts as that line.
 */
export function documentsOf(lines: readonly Line[], received: Date): { readonly lines: Line[]; readonly verbs: string[] } {
	const documents: Line[] = [];
	const verbs: string[] = [];
	for (let at = 0; at < lines.length; at += 2) {
		const { verb, id } = actionOf(lines[at]!);
		const document = lines[at + 1];
		if (document === undefined) throw faulty(lines[at]!, 'a document must follow');
		verbs.push(verb);
		const event = document.tooLong ? document : { ...document, bytes: eventIn(document.bytes, received) };
		documents.push({ ...event, document: documentNumber(id ?? document.bytes) });
	}
	return { lines: documents, verbs };
}

function actionOf(line: Line): { readonly verb: string; readonly id: string | undefined } {
	let action: unknown;
	try {
		action = JSON.parse(line.bytes.toString('utf8'));
	} catch {
		throw faulty(line, 'no JSON');
	}
	const [verb = ''] = typeof action === 'object' && action !== null ? Object.keys(action) : [];
	if (verb !== 'index' && verb !== 'create') throw faulty(line, 'only index and create are taken');
	const id = (action as Record<string, { _id?: unknown } | null>)[verb]?._id;
	return { verb, id: typeof id === 'string' ? id : undefined };
}

function faulty({ number }: Line, detail: string): Refusal {
	return new Refusal('input-invalid', 'the bulk request is broken', [finding('bulk-broken', `line ${number + 1}`, detail)]);
}

/** Bytes that are no JSON go on as they are, to be refused with their reason. */
function eventIn(bytes: Buffer, received: Date): Buffer {
	let document: Record<string, unknown>;
	try {
		document = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
	} catch {
		return bytes;
	}
	const event = document.event as { original?: unknown } | undefined;
	for (const inside of [event?.original, document['event.original'], document.message]) {
		if (typeof inside !== 'string' || inside === '' || inside.includes('\n')) continue;
		if (!('fault' in recognise(inside, received))) return Buffer.from(inside);
	}
	if (!('fault' in recognise(bytes.toString('utf8'), received))) return bytes;
	const { message, host, hostname, '@timestamp': time, timestamp, ...more } = document;
	const name = typeof host === 'object' ? (host as { name?: unknown } | null)?.name : (host ?? hostname);
	return Buffer.from(unwrapped(message ?? document, { time: time ?? timestamp, host: name, more }, received));
}

/** Faults that no repeat mends. */
const lasting = new Set(['input-invalid', 'too-large', 'media-type-unsupported', 'idempotency-mismatch']);

/**
 * rsyslog throws a batch away on every answer but a list of items, 401, 429 and 503 included; it sends again only what a broken
 * connection gave no answer to. It is the sender that does not give its name.
 */
export function breakOff(request: Exchange['request'], fault: unknown): void {
	if (request.headers['user-agent'] !== undefined) return;
	if (!(fault instanceof Refusal && lasting.has(fault.code))) request.raw.socket.destroy();
}

/** `POST /v1/ingest/elastic/_bulk`. Each document is answered as written: what could not be used is kept as a dead letter. */
export async function ingestBulk(exchange: Exchange): Promise<unknown> {
	const { reply, platform } = exchange;
	let verbs: string[] = [];
	const began = performance.now();
	const taken = takeRequest(
		exchange,
		({ lines }) => {
			const found = documentsOf(lines, platform.clock.now());
			verbs = found.verbs;
			return found.lines;
		},
		askerOf(exchange),
	);
	await taken.catch((fault: unknown) => {
		breakOff(exchange.request, fault);
		throw fault;
	});
	reply.header('x-elastic-product', 'Elasticsearch');
	const items = verbs.map((verb) => ({ [verb]: { _index: 'events', status: 201, result: 'created' } }));
	return { took: Math.round(performance.now() - began), errors: false, items };
}
