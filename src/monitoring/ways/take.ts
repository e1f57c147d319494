import { Readable } from 'node:stream';
import { Refusal } from '#kernel';
import type { Exchange, Platform } from '#platform';
import type { BatchAnswer } from '../contract/ingest.ts';
import { acceptBatch, type Asker } from '../ingest/accept-batch.ts';
import { limits } from '../ingest/limits.ts';
import type { Line } from '../ingest/lines.ts';
import { spreadLists } from '../ingest/lists.ts';
import { Pressure } from '../ingest/pressure.ts';
import type { Source } from '../ingest/process.ts';
import { type Encoding, readBody, readEncoding, readWhole } from '../ingest/read-body.ts';
import { sourceOf } from './sensor-of.ts';

const pressures = new WeakMap<Platform, Pressure>();

/** What all batches of this process hold together, whichever way they came in. */
export function pressureOf(platform: Platform): Pressure {
	const known = pressures.get(platform) ?? new Pressure();
	pressures.set(platform, known);
	return known;
}

interface Read {
	readonly hash: Buffer;
	readonly held: number;
}

/** How a way makes lines of what came in; refuses when it is not of its kind. */
export type Unwrap<R> = (read: R) => readonly Line[];

async function takeRead<R extends Read>(
	platform: Platform,
	source: Source,
	reading: Promise<R>,
	unwrap: Unwrap<R>,
	name: string | undefined,
	asker?: Asker,
): Promise<BatchAnswer> {
	const read = await reading;
	try {
		const { hash } = read;
		const key = name ?? `sha256:${hash.toString('hex')}`;
		return await acceptBatch(platform, { source, lines: unwrap(read), hash, key, asker });
	} finally {
		pressureOf(platform).release(read.held);
	}
}

/** How a way takes lines. */
export interface LineWay {
	readonly unwrap: Unwrap<{ readonly lines: readonly Line[] }>;
	/** Whether a line may be a list longer than a line is; not where lines belong together in pairs. */
	readonly takesLists: boolean;
	/** Where the sender may repeat the same documents in other batches. */
	readonly asker?: Asker;
}

const eventLines: LineWay = { unwrap: ({ lines }) => spreadLists(lines), takesLists: true };

/** The way of every batch of lines: bounded reading, then acceptance. The synthetic check goes this way too. */
export function takeLines(
	platform: Platform,
	source: Source,
	body: Readable,
	encoding: Encoding,
	name: string | undefined,
	{ unwrap, takesLists, asker }: LineWay = eventLines,
): Promise<BatchAnswer> {
	const pressure = pressureOf(platform);
	pressure.check(platform);
	return takeRead(platform, source, readBody(body, encoding, pressure, takesLists), unwrap, name, asker);
}

/** A request with its sensor, packing and name, checked before a byte is read. */
async function opened(exchange: Exchange) {
	const { request, reply, platform } = exchange;
	const name = request.headers['idempotency-key'];
	if (typeof name === 'string' && (name === '' || name.length > 200)) {
		throw new Refusal('input-invalid', 'Idempotency-Key has 1 to 200 characters');
	}
	const encoding = readEncoding(request.headers['content-encoding']);
	if (Number(request.headers['content-length'] ?? 0) > limits.wire) {
		reply.header('connection', 'close');
		throw new Refusal('too-large', `a batch is at most ${limits.wire} bytes`);
	}
	const source = await sourceOf(exchange);
	pressureOf(platform).check(platform);
	const body = request.body instanceof Readable ? request.body : Readable.from([], { objectMode: false });
	return { source, encoding, body, name: typeof name === 'string' ? name : undefined };
}

/** What was not read of a request cannot be told from the next one: the connection ends with the answer. */
function ending({ request, reply }: Exchange, answer: Promise<BatchAnswer>): Promise<BatchAnswer> {
	return answer.catch((fault: unknown) => {
		if (!request.raw.readableEnded) reply.header('connection', 'close');
		throw fault;
	});
}

/** Takes the lines of a request. */
export async function takeRequest(exchange: Exchange, way?: LineWay): Promise<BatchAnswer> {
	const { source, encoding, body, name } = await opened(exchange);
	return ending(exchange, takeLines(exchange.platform, source, body, encoding, name, way));
}

/** Takes a request that is one document. @param own name and asker, where what is equal is not the same */
export async function takeDocument(
	exchange: Exchange,
	unwrap: Unwrap<{ readonly bytes: Buffer }>,
	own?: { readonly name: string; readonly asker: Asker },
): Promise<BatchAnswer> {
	const { source, encoding, body, name } = await opened(exchange);
	const reading = readWhole(body, encoding, pressureOf(exchange.platform));
	return ending(exchange, takeRead(exchange.platform, source, reading, unwrap, own?.name ?? name, own?.asker));
}
