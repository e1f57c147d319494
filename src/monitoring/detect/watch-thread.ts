import { at } from './wire.ts';

export interface Held {
	readonly slice: number;
	readonly place: number;
	readonly milliseconds: number;
}

/** Milliseconds a thread may be at one line; twice as long for one that held up another before. */
const patience = 1000;

/** Looks at what one thread is at. */
export class Watch {
	readonly #progress: Int32Array;
	#slice = 0;
	#place = 0;
	#since = 0;

	constructor(progress: Int32Array) {
		this.#progress = progress;
	}

	/** The line that holds the thread up, if any. @param suspect whether this line held up another thread before */
	look(now: number, suspect: (slice: number, place: number) => boolean): Held | undefined {
		const slice = Atomics.load(this.#progress, at.slice);
		const place = Atomics.load(this.#progress, at.place);
		if (slice === 0 || slice !== this.#slice || place !== this.#place) {
			this.#slice = slice;
			this.#place = place;
			this.#since = now;
			return undefined;
		}
		const milliseconds = now - this.#since;
		if (milliseconds < (suspect(slice, place) ? 2 * patience : patience)) return undefined;
		this.#since = now;
		return { slice, place, milliseconds };
	}
}
