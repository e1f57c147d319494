import { finding, Refusal } from '#kernel';
import type { Exchange } from '#platform';
import { recognise } from '../formats/recognise.ts';
import type { Line } from '../ingest/lines.ts';
import { EventLines, listedIn } from '../ingest/lists.ts';
import { documentNumber } from '../ingest/repeats.ts';
import { askerOf } from './asker.ts';
import { unwrapped, unwrappedList, type Wrapping } from './inner.ts';
import { type LineWay, takeRequest } from './take.ts';

interface Action {
	readonly verb: 'index' | 'create' | 'update' | 'delete';
	readonly id: string | undefined;
	readonly index: string | undefined;
}

/**
 * Lines in pairs: what to do, then the document. `index` and `create` are events; a document in which a line of a known
 * format stands as `message` or `event.original` counts as that line. `update` and `delete` (which has no document) are for
 * the answer to refuse, each by itself.
 */
export function documentsOf(
	lines: readonly Line[],
	received: Date,
): { readonly lines: readonly Line[]; readonly actions: Action[] } {
	const documents = new EventLines();
	const actions: Action[] = [];
	for (let at = 0; at < lines.length; at++) {
		const action = actionOf(lines[at]!);
		actions.push(action);
		if (action.verb === 'delete') continue;
		const document = lines[++at];
		if (document === undefined) throw faulty(lines[at - 1]!, 'a document must follow');
		if (action.verb === 'update') continue;
		const line = { ...document, document: documentNumber(action.id ?? document.bytes) };
		const [event, listed] = document.tooLong ? [document.bytes] : eventsIn(document.bytes, received);
		if (listed === undefined) documents.add({ ...line, bytes: event });
		else documents.addListed(line, listed);
	}
	return { lines: documents.end(), actions };
}

const verbs = ['index', 'create', 'update', 'delete'] as const;

function actionOf(line: Line): Action {
	let action: unknown;
	try {
		action = JSON.parse(line.bytes.toString('utf8'));
	} catch {
		throw faulty(line, 'no JSON');
	}
	const [named = ''] = typeof action === 'object' && action !== null ? Object.keys(action) : [];
	const verb = verbs.find((one) => one === named);
	if (verb === undefined) throw faulty(line, `expected ${verbs.join(', ')}`);
	const { _id: id, _index: index } = (action as Record<string, { _id?: unknown; _index?: unknown } | null>)[verb] ?? {};
	return { verb, id: typeof id === 'string' ? id : undefined, index: typeof index === 'string' ? index : undefined };
}

function faulty({ number }: Line, detail: string): Refusal {
	return new Refusal('input-invalid', 'the bulk request is broken', [finding('bulk-broken', `line ${number + 1}`, detail)]);
}

/** The event of a document, or those of the list that it holds. Bytes that are no JSON go on as they are, to be refused with their reason. */
function eventsIn(bytes: Buffer, received: Date): readonly [event: Buffer, listed?: readonly Buffer[]] {
	let document: Record<string, unknown>;
	try {
		document = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
	} catch {
		return [bytes];
	}
	const event = document.event as { original?: unknown } | undefined;
	for (const inside of [event?.original, document['event.original'], document.message]) {
		if (typeof inside !== 'string' || inside === '' || inside.includes('\n')) continue;
		const listed = unwrappedList(inside, () => wrappingOf(document), received);
		if (listed !== undefined) return [bytes, listed];
		if (!('fault' in recognise(inside, received))) return [Buffer.from(inside)];
	}
	const listed = listedIn(bytes);
	if (listed !== undefined) return [bytes, listed];
	if (!('fault' in recognise(bytes.toString('utf8'), received))) return [bytes];
	return [Buffer.from(unwrapped(document.message ?? document, wrappingOf(document), received, document))];
}

function wrappingOf({ message: _, host, hostname, '@timestamp': time, timestamp, ...more }: Record<string, unknown>): Wrapping {
	const name = typeof host === 'object' ? (host as { name?: unknown } | null)?.name : (host ?? hostname);
	return { time: time ?? timestamp, host: name, more };
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

const onlyAdded = { type: 'illegal_argument_exception', reason: 'events are only added, by index or create' };

function itemOf({ verb, id, index }: Action, asked: string): object {
	const about = { _index: index ?? asked, ...(id === undefined ? {} : { _id: id }) };
	const refused = verb === 'update' || verb === 'delete';
	return { [verb]: refused ? { ...about, status: 400, error: onlyAdded } : { ...about, status: 201, result: 'created' } };
}

/** `POST /ingest/elastic/_bulk`. Each document is answered as written: what could not be used is kept as a dead letter. */
export async function ingestBulk(exchange: Exchange): Promise<unknown> {
	const { request, reply, platform } = exchange;
	let actions: Action[] = [];
	const began = performance.now();
	const unwrap: LineWay['unwrap'] = ({ lines }) => {
		const found = documentsOf(lines, platform.clock.now());
		actions = found.actions;
		return found.lines;
	};
	const taken = takeRequest(exchange, { unwrap, takesLists: false, asker: askerOf(exchange) });
	await taken.catch((fault: unknown) => {
		breakOff(request, fault);
		throw fault;
	});
	reply.header('x-elastic-product', 'Elasticsearch');
	const asked = (request.params as { index?: string }).index ?? 'events';
	const errors = actions.some(({ verb }) => verb === 'update' || verb === 'delete');
	return { took: Math.round(performance.now() - began), errors, items: actions.map((action) => itemOf(action, asked)) };
}
