import { finding, Refusal } from '#kernel';
import type { Exchange } from '#platform';
import { recognise } from '../formats/recognise.ts';
import type { Line } from '../ingest/lines.ts';
import { EventLines, listedIn } from '../ingest/lists.ts';
import { documentNumber } from '../ingest/repeats.ts';
import { askerOf } from './asker.ts';
import { unwrapped, unwrappedList, type Wrapping } from './inner.ts';
import { memberText } from './json-objects.ts';
import { type LineWay, takeRequest } from './take.ts';

interface Action {
	readonly verb: 'index' | 'create' | 'update' | 'delete';
	/** What it asks is not done: nothing that was taken in is changed or taken away. */
	readonly refused: boolean;
	readonly id: string | undefined;
	readonly index: string | undefined;
}

/**
 * Lines in pairs: what to do, then the document. `index` and `create` are events; a document in which a line of a known
 * format stands as `message` or `event.original` counts as that line. So is an `update` that adds what is absent. Other updates and
 * `delete`, which has no document, are for the answer to refuse, each by itself.
 */
export function documentsOf(
	lines: readonly Line[],
	received: Date,
): { readonly lines: readonly Line[]; readonly actions: Action[] } {
	const documents = new EventLines();
	const actions: Action[] = [];
	for (let at = 0; at < lines.length; at++) {
		const action = actionOf(lines[at]!);
		const given = action.verb === 'delete' ? undefined : lines[++at];
		if (given === undefined && action.verb !== 'delete') throw faulty(lines[at - 1]!, 'a document must follow');
		const document = action.verb === 'update' && given !== undefined ? upserted(given) : given;
		actions.push({ ...action, refused: document === undefined });
		if (document === undefined) continue;
		const line = { ...document, document: documentNumber(action.id ?? document.bytes) };
		const [event, listed] = document.tooLong ? [document.bytes] : eventsIn(document.bytes, received);
		if (listed === undefined) documents.add({ ...line, bytes: event });
		else documents.addListed(line, listed);
	}
	return { lines: documents.end(), actions };
}

const verbs = ['index', 'create', 'update', 'delete'] as const;

/** The document that an update adds where there is none yet, which it never is here; undefined when it only changes one. */
function upserted(line: Line): Line | undefined {
	if (line.tooLong) return line;
	let update: { doc?: unknown; doc_as_upsert?: unknown; upsert?: unknown } | null;
	try {
		update = JSON.parse(line.bytes.toString('utf8')) as typeof update;
	} catch {
		return line;
	}
	const name = update?.doc_as_upsert === true ? 'doc' : 'upsert';
	if (typeof update?.[name] !== 'object' || update[name] === null) return undefined;
	const text = memberText(line.bytes.toString('utf8'), name) ?? JSON.stringify(update[name]);
	return { ...line, bytes: Buffer.from(text) };
}

function actionOf(line: Line): Omit<Action, 'refused'> {
	let action: unknown;
	try {
		action = JSON.parse(line.bytes.toString('utf8'));
	} catch {
		throw faulty(line, 'no JSON');
	}
	const [asked = ''] = typeof action === 'object' && action !== null ? Object.keys(action) : [];
	const verb = verbs.find((one) => one === asked);
	if (verb === undefined) throw faulty(line, `expected ${verbs.join(', ')}`);
	const { _id: id, _index: index } = (action as Record<string, { _id?: unknown; _index?: unknown } | null>)[verb] ?? {};
	const named = typeof id === 'number' ? String(id) : id;
	return { verb, id: typeof named === 'string' ? named : undefined, index: typeof index === 'string' ? index : undefined };
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
	const listed = listedIn(bytes);
	if (listed !== undefined) return [bytes, listed];
	if (typeof document !== 'object' || document === null || Array.isArray(document)) return [bytes];
	const event = document.event as { original?: unknown } | undefined;
	for (const inside of [event?.original, document['event.original'], document.message]) {
		if (typeof inside !== 'string' || inside === '' || inside.includes('\n')) continue;
		const within = unwrappedList(inside, () => wrappingOf(document), received);
		if (within !== undefined) return [bytes, within];
		if (!('fault' in recognise(inside, received))) return [Buffer.from(inside)];
	}
	if (!('fault' in recognise(bytes.toString('utf8'), received))) return [bytes];
	return [Buffer.from(unwrapped(document.message ?? document, wrappingOf(document), received, document))];
}

/** rsyslog's own template says `fromhost` and `timereported`. */
function wrappingOf({ message: _, host, hostname, '@timestamp': time, timestamp, ...more }: Record<string, unknown>): Wrapping {
	const name = typeof host === 'object' ? (host as { name?: unknown } | null)?.name : (host ?? hostname);
	return { time: time ?? timestamp ?? more.timereported, host: name ?? more.fromhost, more };
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

/** The same for what was let in and could not be taken. */
export function breakingOff<T>({ request }: Pick<Exchange, 'request'>, taken: Promise<T>): Promise<T> {
	return taken.catch((fault: unknown) => {
		breakOff(request, fault);
		throw fault;
	});
}

const onlyAdded = { type: 'illegal_argument_exception', reason: 'events are only added, by index or create' };

function itemOf({ verb, refused, id, index }: Action, asked: string): object {
	const about = { _index: index ?? asked, ...(id === undefined ? {} : { _id: id }) };
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
	await breakingOff(exchange, taken);
	reply.header('x-elastic-product', 'Elasticsearch');
	const asked = (request.params as { index?: string }).index ?? 'events';
	const errors = actions.some(({ refused }) => refused);
	return { took: Math.round(performance.now() - began), errors, items: actions.map((action) => itemOf(action, asked)) };
}
