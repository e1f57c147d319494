import type { severities } from '../contract/alerts.ts';
import type { Observable } from '../observables.ts';

export type Severity = (typeof severities)[number];

/** What raises an alert: the same at every institution. */
export interface Cause {
	/** `rule:<id>` or `indicator:<id>`. */
	readonly cause: string;
	readonly titleNl: string;
	readonly titleEn: string;
	readonly author: string;
	readonly severity: Severity;
}

/** Hits of one cause on one host within one window: becomes an alert, or adds to the one that stands. */
export interface Candidate extends Cause {
	readonly host: string;
	readonly windowStart: Date;
	count: number;
	firstTime: Date;
	lastTime: Date;
	/** The first hit. */
	readonly eventTime: Date;
	readonly line: number;
	readonly observables: readonly Observable[];
	readonly excerpt: string;
	readonly synthetic: boolean;
}

export interface HitEvent {
	readonly line: number;
	readonly time: Date;
	readonly observables: readonly Observable[];
	readonly raw: string;
}

const hour = 3_600_000;
const day = 24 * hour;
const excerptLength = 4000;
const observablesKept = 40;
const anywhere = '*';

/** Machine, else person, else address that the event is about. */
export function aboutOf(observables: readonly Observable[]): Observable | undefined {
	for (const kinds of [['host-name'], ['user-name', 'email'], ['ipv4', 'ipv6']]) {
		const found = observables.find(({ kind }) => kinds.includes(kind));
		if (found !== undefined) return found;
	}
	return undefined;
}

/** The same as text; what an analyst would group by. */
export function hostOf(observables: readonly Observable[]): string {
	return aboutOf(observables)?.value.slice(0, 200) ?? '';
}

/** Whole hours of the event's own time, unless that time is nonsense: then of the moment of receipt. */
export function windowOf(time: Date, received: Date): Date {
	const off = Math.abs(time.getTime() - received.getTime());
	const base = off > 400 * day || time.getTime() > received.getTime() + day ? received : time;
	return new Date(Math.floor(base.getTime() / hour) * hour);
}

/**
 * Gathers hits into candidates. The windows follow the events and not the batches, so that the same events give the
 * same alerts however they were cut. Beyond `bound` pairs a batch counts on the cause alone.
 */
export class Candidates {
	readonly #byKey = new Map<string, Candidate>();
	readonly #received: Date;
	readonly #bound: number;

	constructor(received: Date, bound: number) {
		this.#received = received;
		this.#bound = bound;
	}

	get all(): Candidate[] {
		return [...this.#byKey.values()];
	}

	/** @param about what the hit is about when that is not the event's host: the group of a correlation */
	add(cause: Cause, event: HitEvent, synthetic = false, about?: string): void {
		const full = this.#byKey.size >= this.#bound;
		const windowStart = windowOf(event.time, this.#received);
		const wanted = about?.slice(0, 200) ?? hostOf(event.observables);
		const keyOf = (host: string) => `${cause.cause} ${windowStart.getTime()} ${host}`;
		const host = full && !this.#byKey.has(keyOf(wanted)) ? anywhere : wanted;
		const known = this.#byKey.get(keyOf(host));
		if (known !== undefined) {
			known.count++;
			if (event.time < known.firstTime) known.firstTime = event.time;
			if (event.time > known.lastTime) known.lastTime = event.time;
			return;
		}
		this.#byKey.set(keyOf(host), {
			...cause,
			...{ host, windowStart, synthetic, count: 1, line: event.line },
			...{ firstTime: event.time, lastTime: event.time, eventTime: event.time },
			observables: event.observables.slice(0, observablesKept),
			excerpt: event.raw.slice(0, excerptLength),
		});
	}
}
