import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
	type Engine,
	type Parameters,
	type TelemetryLog,
	TelemetryAway,
	TelemetryRefusal,
	type TelemetryTable,
} from './telemetry.ts';
import type { Answer, Order, Work } from './wire.ts';

interface Call {
	readonly order: Work;
	readonly done: (text: string) => void;
	readonly failed: (reason: Error) => void;
	deaths: number;
}

const program = fileURLToPath(new URL('./child.ts', import.meta.url));
/** A call that was under way at this many deaths is taken to be their cause. A write was promised more than a question. */
const patience = { write: 20, query: 3 };

/** chDB in a child process. When it dies it is started again and the calls under way are repeated: all of them are repeatable. */
export class EmbeddedEngine implements Engine {
	readonly #directory: string;
	/** What is on its way in. Through a file, because a message is copied twice over and the engine reads a file at once. */
	readonly #inbox: string;
	readonly #log: TelemetryLog;
	readonly #calls = new Map<number, Call>();
	#child: ChildProcess | undefined;
	#open = false;
	#closing = false;
	#lastId = 0;
	#lastFile = 0;
	#failures = 0;
	#fault: Error | undefined;
	#waiters: { done: () => void; failed: (reason: Error) => void }[] = [];
	restarts = 0;

	constructor(dataDir: string, log: TelemetryLog) {
		this.#directory = join(dataDir, 'telemetry');
		this.#log = log;
		this.#inbox = join(dataDir, 'telemetry-in');
		rmSync(this.#inbox, { recursive: true, force: true });
		for (const folder of [this.#directory, this.#inbox]) mkdirSync(folder, { recursive: true });
		this.#start();
	}

	/** Process id of the child, for those who watch it. */
	get pid(): number | undefined {
		return this.#child?.pid;
	}

	async write({ name, columns }: TelemetryTable, blocks: readonly Uint8Array[]): Promise<void> {
		const file = join(this.#inbox, `${++this.#lastFile}.native`);
		try {
			await writeFile(file, blocks);
			await this.#ask((id) => ({ verb: 'write', id, table: name, columns, file }));
		} finally {
			await rm(file, { force: true });
		}
	}

	query(sql: string, parameters: Parameters, signal?: AbortSignal): Promise<string> {
		return this.#ask((id) => ({ verb: 'query', id, sql, parameters }), signal);
	}

	ready(): Promise<void> {
		if (this.#open) return this.query('SELECT 1', {}).then(() => undefined);
		if (this.#fault !== undefined) return Promise.reject(this.#fault);
		return new Promise((done, failed) => this.#waiters.push({ done, failed }));
	}

	async close(): Promise<void> {
		this.#closing = true;
		const child = this.#child;
		if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
		await new Promise<void>((resolve) => {
			const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
			child.once('exit', () => {
				clearTimeout(impatience);
				resolve();
			});
			child.send({ verb: 'close' } satisfies Order);
		});
	}

	#ask(make: (id: number) => Work, signal?: AbortSignal): Promise<string> {
		const fault = this.#closing ? new TelemetryAway('The telemetry store is stopped') : this.#fault;
		if (fault !== undefined) return Promise.reject(fault);
		if (signal?.aborted) return Promise.reject(signal.reason);
		return new Promise((done, failed) => {
			const order = make(++this.#lastId);
			this.#calls.set(order.id, { order, done, failed, deaths: 0 });
			if (this.#open) this.#child?.send(order);
			signal?.addEventListener('abort', () => this.#cancel(order.id, signal.reason), { once: true });
		});
	}

	#cancel(id: number, reason: unknown): void {
		const call = this.#calls.get(id);
		if (call === undefined) return;
		this.#calls.delete(id);
		call.failed(reason as Error);
		if (this.#open) this.#child?.send({ verb: 'cancel', id } satisfies Order);
	}

	#start(): void {
		const child = fork(program, [this.#directory], {
			serialization: 'advanced',
			execArgv: [],
			// One for each session: a question that waits for a thread could not be stopped.
			env: { ...process.env, UV_THREADPOOL_SIZE: '8' },
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		});
		this.#child = child;
		child.on('message', (answer: Answer) => this.#hear(answer));
		child.on('error', (error) => this.#log.error({ fault: error.message }, 'telemetry child'));
		child.once('exit', (code, signal) => this.#mourn(code, signal));
	}

	#hear(answer: Answer): void {
		if (answer.id === 0) {
			if ('fault' in answer) this.#log.error({ fault: answer.fault }, 'telemetry cannot open');
			else this.#opened();
			return;
		}
		const call = this.#calls.get(answer.id);
		this.#calls.delete(answer.id);
		if ('fault' in answer) call?.failed(new TelemetryRefusal(answer.fault, answer.code));
		else call?.done(answer.text);
	}

	#opened(): void {
		this.#open = true;
		this.#failures = 0;
		for (const call of this.#calls.values()) this.#child?.send(call.order);
		for (const waiter of this.#waiters.splice(0)) waiter.done();
	}

	#mourn(code: number | null, signal: string | null): void {
		const wasOpen = this.#open;
		this.#open = false;
		if (this.#closing) {
			for (const call of this.#calls.values()) call.failed(new TelemetryAway('The telemetry store is stopped'));
			this.#calls.clear();
			return;
		}
		this.restarts++;
		this.#log.warn({ code, signal, under_way: this.#calls.size }, 'telemetry child died, starting it again');
		if (wasOpen) this.#dropSuspects();
		else this.#failures++;
		if (this.#failures >= 5) this.#giveUp();
		else setTimeout(() => !this.#closing && this.#start(), 100 * 2 ** this.#failures).unref();
	}

	#dropSuspects(): void {
		for (const [id, call] of this.#calls) {
			call.deaths++;
			if (call.deaths < patience[call.order.verb]) continue;
			this.#calls.delete(id);
			call.failed(new TelemetryAway(`The telemetry store died ${call.deaths} times under this call`));
		}
	}

	#giveUp(): void {
		const fault = new TelemetryAway('The telemetry store does not start');
		this.#fault = fault;
		for (const call of this.#calls.values()) call.failed(fault);
		this.#calls.clear();
		for (const waiter of this.#waiters.splice(0)) waiter.failed(fault);
	}
}
