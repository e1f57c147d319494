import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '#kernel';
import type { Platform } from '#platform';
import { acceptBatch } from '../../ingest/accept-batch.ts';
import { limits } from '../../ingest/limits.ts';
import type { Line } from '../../ingest/lines.ts';
import { groupedByLists, spreadWithin } from '../../ingest/lists.ts';
import type { Pressure } from '../../ingest/pressure.ts';
import { pressureOf } from '../take.ts';
import { type Frame, Framer } from './frames.ts';
import { type Proof, sourceOfProof } from './identity.ts';
import { takeToken } from './token.ts';

/** A batch is cut at this many lines, or this long after its first; milliseconds. */
const cut = { lines: 500, after: 200 };
/** Lines and bytes that may wait while a batch is under way; beyond it nothing is read, and TCP slows the sender down. */
const most = { lines: 4000, bytes: 4 * 1024 * 1024 };
/** A line costs its object too. */
const perLine = 100;
const retry = { first: 250, longest: 5000 };
/** Milliseconds: how long a sender may be nobody's, how long a stop waits for what it had under way, and for the store. */
const patience = { nobody: 60_000, sender: 1000, store: 15_000 };

/**
 * One sender over TCP. Syslog has no acknowledgement: what was read is tried until it is durable, and as long as it is not,
 * no more is read. @param name of the connection, never used twice: two equal lines are two events
 */
export class Connection {
	readonly #framer = new Framer();
	#waiting: Line[] = [];
	#bytes = 0;
	#batches = 0;
	#timer: NodeJS.Timeout | undefined;
	#nobody: NodeJS.Timeout | undefined;
	#work: Promise<void> | undefined;
	#stopping = false;
	readonly #platform: Platform;
	readonly #socket: Socket;
	readonly #name: string;
	readonly #pressure: Pressure;
	#proof: Proof | undefined;

	constructor(platform: Platform, socket: Socket, name: string, proof: Proof | undefined) {
		this.#platform = platform;
		this.#socket = socket;
		this.#name = name;
		this.#pressure = pressureOf(platform);
		this.#proof = proof;
		if (proof === undefined) this.#nobody = setTimeout(() => this.#refuse('no message named a sensor'), patience.nobody);
		socket.on('data', (chunk: Buffer) => this.#guard(() => this.#take(this.#framer.add(chunk))));
		socket.on('end', () => this.#guard(() => this.#take(this.#framer.end())));
		socket.on('close', () => {
			clearTimeout(this.#nobody);
			this.#flush();
		});
	}

	/** Reads what is on its way, then makes all of it durable. */
	async stop(): Promise<void> {
		this.#stopping = true;
		if (!this.#socket.destroyed) {
			const ended = new Promise((resolve) => this.#socket.once('close', resolve));
			this.#socket.end();
			await Promise.race([ended, wait(patience.sender, undefined, { ref: false })]);
			this.#socket.destroy();
		}
		await this.drained();
	}

	/** Resolves when everything that was read is durable. */
	async drained(): Promise<void> {
		this.#flush();
		while (this.#work !== undefined) await this.#work;
	}

	#guard(work: () => void): void {
		try {
			work();
		} catch (fault) {
			this.#refuse((fault as Error).message);
		}
	}

	#refuse(reason: string): void {
		const fingerprint = this.#proof?.kind === 'certificate' ? this.#proof.fingerprint.toString('hex') : undefined;
		this.#platform.log.warn({ reason, fingerprint }, 'a syslog connection is closed');
		this.#socket.destroy();
	}

	#take(frames: Iterable<Frame>): void {
		for (const frame of frames) {
			const { bytes, token } = takeToken(frame.bytes);
			if (token !== undefined) this.#prove(token);
			if (this.#proof === undefined) throw new Error('neither a certificate nor a token names a sensor');
			this.#pressure.hold(bytes.length + perLine);
			this.#bytes += bytes.length + perLine;
			this.#waiting.push({ number: this.#waiting.length, bytes, tooLong: frame.tooLong });
		}
		if (this.#waiting.length === 0) return;
		if (this.#waiting.length >= cut.lines) this.#flush();
		else this.#timer ??= setTimeout(() => this.#flush(), cut.after);
		const full = this.#waiting.length > most.lines || this.#bytes > most.bytes;
		if (full || this.#pressure.held > limits.underWay) this.#socket.pause();
	}

	#prove(token: string): void {
		if (this.#proof?.kind === 'token' && this.#proof.token !== token) throw new Error('one connection, one sensor');
		this.#proof ??= { kind: 'token', token };
		clearTimeout(this.#nobody);
	}

	#flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#work !== undefined || this.#waiting.length === 0 || this.#proof === undefined) return;
		const lines = this.#waiting;
		const bytes = this.#bytes;
		this.#waiting = [];
		this.#bytes = 0;
		this.#work = this.#acceptAll(lines, this.#proof).finally(() => {
			this.#pressure.release(bytes);
			this.#work = undefined;
			this.#socket.resume();
			this.#flush();
		});
	}

	async #acceptAll(lines: readonly Line[], proof: Proof): Promise<void> {
		for (const group of groupedByLists(lines, (line) => [line])) await this.#accept(group, proof);
	}

	/** Resolves when the lines are durable, or when the sender turns out to be nobody's. */
	async #accept(lines: readonly Line[], proof: Proof): Promise<void> {
		const hash = createHash('sha256');
		for (const line of lines) hash.update(line.bytes).update('\n');
		const batch = { lines: spreadWithin(lines), key: `syslog:${this.#name}:${this.#batches++}`, hash: hash.digest() };
		let waited = 0;
		for (let pause = retry.first; ; pause = Math.min(pause * 2, retry.longest)) {
			try {
				await acceptBatch(this.#platform, { ...batch, source: await sourceOfProof(this.#platform, proof) });
				return;
			} catch (fault) {
				if (fault instanceof Refusal && fault.code === 'not-allowed') return this.#refuse(fault.message);
				if (this.#stopping && waited > patience.store) {
					this.#platform.log.error({ err: fault, lines: lines.length }, 'syslog lines are lost: the store was away at the stop');
					return;
				}
			}
			waited += pause;
			await wait(pause);
		}
	}
}
