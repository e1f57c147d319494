import { at } from './wire.ts';

export interface Held {
	readonly slice: number;
	readonly place: number;
	readonly milliseconds: number;
}

/** Milliseconds of processor a thread may spend on one line; twice as much for one that held up another before. */
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

	/**
	 * The line that holds the thread up, if any.
	 * @param spent milliseconds of processor the thread has used so far
	 * @param suspect whether this line held up another thread before
	 */
	look(spent: number, suspect: (slice: number, place: number) => boolean): Held | undefined {
		const slice = Atomics.load(this.#progress, at.slice);
		const place = Atomics.load(this.#progress, at.place);
		// Less than before: the clock was asked until the thread told where its own stands.
		if (slice === 0 || slice !== this.#slice || place !== this.#place || spent < this.#since) {
			this.#slice = slice;
			this.#place = place;
			this.#since = spent;
			return undefined;
		}
		const milliseconds = spent - this.#since;
		if (milliseconds < (suspect(slice, place) ? 2 * patience : patience)) return undefined;
		this.#since = spent;
		return { slice, place, milliseconds };
	}
}
