import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '#kernel';
import { asSystem, type Platform } from '#platform';
import { acceptBatch } from '../../ingest/accept-batch.ts';
import { limits } from '../../ingest/limits.ts';
import type { Line } from '../../ingest/lines.ts';
import { groupedByLists, spreadWithin } from '../../ingest/lists.ts';
import { claimedKeys, institutionOf } from '../../store/claimed.ts';
import { pressureOf } from '../take.ts';
import type { Mapping } from './mapping.ts';
import { isTaken, keyOfRange, type Place, planBatches, type Range, rangeOfKey } from './plan.ts';

export interface Message extends Place {
	readonly data: Uint8Array;
	ack(): void;
}

/** What a message of a batch holds, wherever it was read. */
export interface Content {
	readonly seq: number;
	readonly data: Uint8Array;
}

const retry = { first: 250, longest: 5000 };

/** A message may hold several lines, as some senders pack them. */
export function linesOf(messages: readonly Content[]): Line[] {
	const lines: Line[] = [];
	for (const { data } of messages) {
		const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
		for (let start = 0; start < bytes.length; ) {
			const newline = bytes.indexOf(10, start);
			const end = newline === -1 ? bytes.length : newline;
			const tooLong = end - start > limits.line;
			if (end > start)
				lines.push({ number: lines.length, bytes: bytes.subarray(start, tooLong ? start + limits.excerpt : end), tooLong });
			start = end + 1;
		}
	}
	return lines;
}

/** Makes messages of one mapping durable, each once, and only then acknowledges them. */
export class Taker {
	readonly #platform: Platform;
	readonly #mapping: Mapping;
	readonly #signal: AbortSignal;
	#highest = 0;

	constructor(platform: Platform, mapping: Mapping, signal: AbortSignal) {
		this.#platform = platform;
		this.#mapping = mapping;
		this.#signal = signal;
	}

	/** Batches that were claimed before; read at the start, and when a message may be in one. */
	async ranges(): Promise<Range[]> {
		const { sensor, prefix } = this.#mapping;
		const keys = await asSystem(this.#platform, ({ tx }) => claimedKeys(tx, sensor, prefix));
		const ranges = keys.flatMap(({ key, finished }) => rangeOfKey(prefix, key, finished) ?? []);
		for (const { last } of ranges) this.#highest = Math.max(this.#highest, last);
		return ranges;
	}

	async take(messages: readonly Message[]): Promise<void> {
		const { runs, doubtful } = planBatches(messages, this.#highest);
		for (const run of runs.flatMap((one) => groupedByLists(one, (message) => linesOf([message])))) {
			await this.accept(run);
			for (const message of run) message.ack();
		}
		const ranges = doubtful.length === 0 ? [] : await this.ranges();
		for (const message of doubtful) {
			if (!isTaken(ranges, message.seq)) await this.accept([message]);
			message.ack();
		}
	}

	/** Resolves when the batch is durable; tries until it is, or until the stop, which throws. */
	async accept(messages: readonly Content[], range?: Omit<Range, 'finished'>): Promise<void> {
		const { first, last } = range ?? { first: messages[0]!.seq, last: messages.at(-1)!.seq };
		const key = keyOfRange(this.#mapping.prefix, first, last);
		const lines = linesOf(messages);
		const spread = spreadWithin(lines);
		const bytes = spread.reduce((sum, line) => sum + line.bytes.length + 100, 0);
		const pressure = pressureOf(this.#platform);
		for (let pause = retry.first; ; pause = Math.min(pause * 2, retry.longest)) {
			let held = 0;
			try {
				pressure.check(this.#platform);
				pressure.hold(bytes);
				held = bytes;
				await this.#acceptOnce(key, lines, spread);
				this.#highest = Math.max(this.#highest, last);
				return;
			} catch (fault) {
				this.#signal.throwIfAborted();
				this.#platform.log.warn({ err: fault, consumer: this.#mapping.consumer }, 'a batch from NATS waits');
			} finally {
				pressure.release(held);
			}
			await wait(pause, undefined, { signal: this.#signal });
		}
	}

	/** @param given by whose bytes the batch is known */
	async #acceptOnce(key: string, given: readonly Line[], lines: readonly Line[]): Promise<void> {
		const { sensor } = this.#mapping;
		const institution = await asSystem(this.#platform, ({ tx }) => institutionOf(tx, sensor));
		if (institution === undefined) throw new Refusal('not-allowed', `${sensor} is no sensor in use; its messages stay in NATS`);
		const hash = createHash('sha256');
		for (const { bytes } of given) hash.update(bytes).update('\n');
		const batch = { source: { institution, sensor, synthetic: false }, lines, key, hash: hash.digest() };
		await acceptBatch(this.#platform, batch).catch((fault: unknown) => {
			if (!(fault instanceof Refusal) || fault.code !== 'idempotency-mismatch') throw fault;
			// The stream has forgotten a part of what a process that died had claimed; the rest is a batch of its own.
			return acceptBatch(this.#platform, { ...batch, key: `${key}:rest` });
		});
	}
}
