import { Readable } from 'node:stream';
import { Refusal } from '#kernel';
import type { Exchange, Platform } from '#platform';
import type { BatchAnswer } from '../contract/ingest.ts';
import { acceptBatch } from '../ingest/accept-batch.ts';
import { limits } from '../ingest/limits.ts';
import { Pressure } from '../ingest/pressure.ts';
import type { Source } from '../ingest/process.ts';
import { type Encoding, readBody, readEncoding } from '../ingest/read-body.ts';
import { sourceOf } from './sensor-of.ts';

const pressures = new WeakMap<Platform, Pressure>();

/** What all batches of this process hold together, whichever way they came in. */
export function pressureOf(platform: Platform): Pressure {
	const known = pressures.get(platform) ?? new Pressure();
	pressures.set(platform, known);
	return known;
}

/** The way of every batch of lines: bounded reading, then acceptance. The synthetic check goes this way too. */
export async function takeLines(
	platform: Platform,
	source: Source,
	body: Readable,
	encoding: Encoding,
	name: string | undefined,
): Promise<BatchAnswer> {
	const pressure = pressureOf(platform);
	pressure.check(platform);
	const { lines, hash, held } = await readBody(body, encoding, pressure);
	try {
		return await acceptBatch(platform, { source, lines, hash, key: name ?? `sha256:${hash.toString('hex')}` });
	} finally {
		pressure.release(held);
	}
}

/** `POST /v1/ingest/events` */
export async function ingestLines(exchange: Exchange): Promise<BatchAnswer> {
	const { platform, request, reply } = exchange;
	const name = request.headers['idempotency-key'];
	if (typeof name === 'string' && (name === '' || name.length > 200)) {
		throw new Refusal('input-invalid', 'Idempotency-Key has 1 to 200 characters');
	}
	if (Number(request.headers['content-length'] ?? 0) > limits.wire) throw closing(reply, new Refusal('too-large'));
	const encoding = readEncoding(request.headers['content-encoding']);
	if (!(request.body instanceof Readable)) {
		throw new Refusal('media-type-unsupported', 'send NDJSON as application/x-ndjson');
	}
	const source = await sourceOf(exchange);
	return takeLines(platform, source, request.body, encoding, typeof name === 'string' ? name : undefined).catch(
		(fault: unknown) => {
			throw request.raw.readableEnded ? fault : closing(reply, fault);
		},
	);
}

/** What was not read of a request cannot be told from the next one: the connection ends with the answer. */
function closing(reply: Exchange['reply'], fault: unknown): unknown {
	reply.header('connection', 'close');
	return fault;
}
