import { Worker } from 'node:worker_threads';
import { Refusal } from '#kernel';
import type { Processed } from '../ingest/process.ts';
import type { Slice } from '../ingest/slice.ts';
import type { Change } from './judge.ts';
import type { Holder, Runner } from './runner.ts';
import { timeOf } from './thread-time.ts';
import { Watch } from './watch-thread.ts';
import type { Answer, Order } from './wire.ts';

interface Task {
	readonly id: number;
	readonly pack: () => Slice;
	readonly done: (processed: Processed) => void;
	readonly failed: (reason: Error) => void;
	/** Places at which a thread was held up, and those held to be guilty. */
	readonly suspects: Set<number>;
	readonly over: Set<number>;
	deaths: number;
}

interface Thread {
	readonly number: number;
	readonly worker: Worker;
	readonly watch: Watch;
	readonly tasks: Map<number, Task>;
	/** See `timeOf`; told when the thread is ready, before its first slice. */
	task: string | undefined;
}

const program = new URL('./thread.ts', import.meta.url);
/** Slices at a thread: one in work and one that lies ready. */
const atOnce = 2;
const mostDeaths = 5;
/** Milliseconds between two looks at what threads are at. */
const look = 200;

/** Detection threads. One that is held up by a line or dies is replaced, and its slices are judged again by another. */
export class Threads implements Runner {
	readonly width: number;
	readonly #holder: Holder;
	readonly #threads = new Set<Thread>();
	readonly #waiting: Task[] = [];
	readonly #timer: NodeJS.Timeout;
	#lastId = 0;
	#lastNumber = 0;
	#stopped = false;

	constructor(count: number, holder: Holder) {
		this.#holder = holder;
		this.width = count * atOnce;
		for (let number = 0; number < count; number++) this.#begin();
		this.#timer = setInterval(() => this.#look(), look);
		this.#timer.unref();
	}

	run(pack: () => Slice): Promise<Processed> {
		if (this.#stopped) return Promise.reject(new Refusal('not-ready', 'the server is stopping'));
		return new Promise((done, failed) => {
			this.#waiting.push({ id: ++this.#lastId, pack, done, failed, suspects: new Set(), over: new Set(), deaths: 0 });
			this.#share();
		});
	}

	change(change: Change): void {
		for (const { worker } of this.#threads) worker.postMessage({ verb: 'change', change } satisfies Order);
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		clearInterval(this.#timer);
		await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()));
	}

	#begin(): void {
		const progress = new Int32Array(new SharedArrayBuffer(8));
		const worker = new Worker(program, { workerData: { progress }, execArgv: [] });
		const thread: Thread = { number: ++this.#lastNumber, worker, watch: new Watch(progress), tasks: new Map(), task: undefined };
		this.#threads.add(thread);
		// Taken by the thread in this order, before any slice.
		for (const add of this.#holder.indicators()) {
			worker.postMessage({ verb: 'change', change: { add, remove: [] } } satisfies Order);
		}
		worker.on('message', (answer: Answer) => this.#hear(thread, answer));
		worker.on('error', (fault) => this.#holder.warn({ err: fault }, 'a detection thread failed'));
		worker.once('exit', () => this.#mourn(thread));
		worker.unref();
	}

	#share(): void {
		for (let free = this.#freest(); free !== undefined && this.#waiting.length > 0; free = this.#freest()) {
			const task = this.#waiting.shift()!;
			const slice = task.pack();
			free.tasks.set(task.id, task);
			const given = [slice.bytes.buffer, slice.numbers.buffer, slice.ends.buffer];
			free.worker.postMessage({ verb: 'judge', id: task.id, slice, over: task.over } satisfies Order, given);
		}
	}

	#freest(): Thread | undefined {
		let best: Thread | undefined;
		for (const thread of this.#threads) {
			if (thread.tasks.size < (best?.tasks.size ?? atOnce)) best = thread;
		}
		return best;
	}

	#hear(thread: Thread, answer: Answer): void {
		if (answer.verb === 'ready') thread.task = answer.task;
		if (answer.verb === 'left-out') this.#holder.warn({ faults: answer.faults }, 'indicators are left out');
		if (answer.verb === 'costs') {
			this.#holder.told(thread.number, answer.report.costs);
			for (const rule of answer.report.aside) {
				if (this.#holder.aside(rule)) thread.worker.postMessage({ verb: 'pardon', rule } satisfies Order);
			}
		}
		if (answer.verb !== 'judged' && answer.verb !== 'failed') return;
		const task = thread.tasks.get(answer.id);
		thread.tasks.delete(answer.id);
		if (answer.verb === 'judged') task?.done(answer.processed);
		else task?.failed(new Error(answer.fault));
		this.#share();
	}

	#look(): void {
		for (const { worker, watch, tasks, task: itself } of this.#threads) {
			const held = watch.look(timeOf(itself), (id, place) => tasks.get(id)?.suspects.has(place) ?? false);
			if (held === undefined) continue;
			const task = tasks.get(held.slice);
			// The second time it is the line and not the machine.
			if (task?.suspects.has(held.place)) task.over.add(held.place);
			task?.suspects.add(held.place);
			this.#holder.warn({ milliseconds: held.milliseconds }, 'a line held up a detection thread; it is replaced');
			void worker.terminate();
		}
	}

	#mourn(thread: Thread): void {
		this.#threads.delete(thread);
		const orphans = [...thread.tasks.values()];
		if (this.#stopped) {
			for (const task of [...orphans, ...this.#waiting.splice(0)])
				task.failed(new Refusal('not-ready', 'the server is stopping'));
			return;
		}
		for (const task of orphans.reverse()) {
			task.deaths++;
			if (task.deaths < mostDeaths) this.#waiting.unshift(task);
			else task.failed(new Refusal('not-ready', 'detection failed on this batch again and again; send it again later'));
		}
		this.#begin();
		this.#share();
	}
}
