import { Refusal } from '#kernel';
import type { Platform } from '#platform';
import { limits } from './limits.ts';

/** Bytes of batches under way in this process. */
export class Pressure {
	#held = 0;

	get held(): number {
		return this.#held;
	}

	isFull(platform: Platform): boolean {
		return this.#held > limits.underWay || platform.telemetry.waitingBytes > limits.telemetryWaiting;
	}

	/** Refuses `rate-limited` (429 with Retry-After) when taking more would not be safe; the sender keeps its batch. */
	check(platform: Platform): void {
		if (this.isFull(platform)) throw busy();
	}

	/** Counts bytes that a batch holds. */
	hold(bytes: number): void {
		if (this.#held + bytes > limits.underWay * 1.5) throw busy();
		this.#held += bytes;
	}

	release(bytes: number): void {
		this.#held -= bytes;
	}
}

function busy(): Refusal {
	return new Refusal('rate-limited', 'the ingest is busy; send this batch again a little later');
}
