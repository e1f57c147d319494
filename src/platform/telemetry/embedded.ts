import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Inbox, type Parcel } from './inbox.ts';
import { quoted } from './literals.ts';
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

/**
 * chDB in a child process. When it dies it is started again and the calls under way are repeated: all of them are repeatable.
 * What is written counts from the moment it is safe in the inbox; a question waits until what came before it is loaded.
 */
export class EmbeddedEngine implements Engine {
	readonly #directory: string;
	readonly #inbox: Inbox;
	readonly #log: TelemetryLog;
	readonly #calls = new Map<number, Call>();
	#child: ChildProcess | undefined;
	#open = false;
	#closing = false;
	#lastId = 0;
	#failures = 0;
	#fault: Error | undefined;
	#waiters: { done: () => void; failed: (reason: Error) => void }[] = [];
	readonly #left: Promise<void>;
	restarts = 0;

	constructor(dataDir: string, log: TelemetryLog) {
		this.#directory = join(dataDir, 'telemetry');
		this.#log = log;
		mkdirSync(this.#directory, { recursive: true });
		this.#inbox = new Inbox(join(dataDir, 'telemetry-in'), log, (parcels) => this.#load(parcels));
		this.#start();
		this.#left = this.#readLeft();
	}

	/** Process id of the child, for those who watch it. */
	get pid(): number | undefined {
		return this.#child?.pid;
	}

	get waitingBytes(): number {
		return this.#inbox.waitingBytes;
	}

	write(table: TelemetryTable, blocks: readonly Uint8Array[]): Promise<void> {
		const fault = this.#closing ? new TelemetryAway('The telemetry store is stopped') : this.#fault;
		return fault === undefined ? this.#inbox.put(table, blocks) : Promise.reject(fault);
	}

	async query(sql: string, parameters: Parameters, signal?: AbortSignal): Promise<string> {
		await abortable(this.#settled(), signal);
		return await this.#ask((id) => ({ verb: 'query', id, sql, parameters }), signal);
	}

	async #settled(): Promise<void> {
		await this.#left;
		await this.#inbox.settled();
	}

	async #load(parcels: readonly Parcel[]): Promise<void> {
		const { name, columns } = parcels[0]!.table;
		await this.#ask((id) => ({ verb: 'write', id, table: name, columns, files: parcels.map(({ file }) => file) }));
	}

	/** What a predecessor acknowledged and did not load; a file tells its columns itself. */
	async #readLeft(): Promise<void> {
		for (const { file, table } of this.#inbox.left()) {
			const sql = `DESCRIBE TABLE file(${quoted(file)}, 'Native')`;
			const answer = await this.#ask((id) => ({ verb: 'query', id, sql, parameters: {} })).catch((fault: unknown) => {
				this.#log.error({ err: fault, file }, 'a file of the telemetry inbox cannot be read; it is kept');
			});
			if (answer === undefined) continue;
			const columns = answer
				.trimEnd()
				.split('\n')
				.map((row) => (JSON.parse(row) as { name: string }).name);
			this.#inbox.add({ table: { name: table, columns }, file, bytes: statSync(file).size });
		}
	}

	ready(): Promise<void> {
		if (this.#open) return this.#ask((id) => ({ verb: 'query', id, sql: 'SELECT 1', parameters: {} })).then(() => undefined);
		if (this.#fault !== undefined) return Promise.reject(this.#fault);
		return new Promise((done, failed) => this.#waiters.push({ done, failed }));
	}

	async close(): Promise<void> {
		if (this.#open) await this.#settled();
		this.#inbox.close();
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

/** Rejects as soon as the asker goes; what it waited for goes on. */
function abortable(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
	if (signal === undefined) return work;
	if (signal.aborted) return Promise.reject(signal.reason);
	return new Promise((resolve, reject) => {
		const stop = () => reject(signal.reason);
		signal.addEventListener('abort', stop, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
	});
}
