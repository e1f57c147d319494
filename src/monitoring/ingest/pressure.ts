import { Refusal } from '#kernel';
import type { Platform } from '#platform';
import { limits } from './limits.ts';

/** Bytes of batches under way in this process. */
export class Pressure {
	#held = 0;

	get held(): number {
		return this.#held;
	}

	/** Refuses `rate-limited` (429 with Retry-After) when taking more would not be safe; the sender keeps its batch. */
	check(platform: Platform): void {
		if (this.#held > limits.underWay || platform.telemetry.waitingBytes > limits.telemetryWaiting) {
			throw new Refusal('rate-limited', 'the ingest is busy; send this batch again a little later');
		}
	}

	/** Counts bytes that a batch holds. */
	hold(bytes: number): void {
		this.#held += bytes;
		if (this.#held > limits.underWay * 1.5)
			throw new Refusal('rate-limited', 'the ingest is busy; send this batch again a little later');
	}

	release(bytes: number): void {
		this.#held -= bytes;
	}
}
