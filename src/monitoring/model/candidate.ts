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

/** Hits of one cause on one host within one window. */
export interface Tally {
	/** As in `Cause`. */
	readonly cause: string;
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
	/** Indicators that were in the first hit and raise nothing by themselves: their ids. */
	readonly context: readonly string[];
}

/** An indicator that leans on an alert without raising one. */
export interface Known {
	readonly indicator: string;
	readonly kind: string;
	readonly value: string;
}

/** A tally with what its cause says: becomes an alert, or adds to the one that stands. */
export interface Candidate extends Omit<Cause, 'cause'>, Tally {}

export interface HitEvent {
	readonly line: number;
	readonly time: Date;
	readonly observables: readonly Observable[];
	readonly raw: string;
	readonly context?: readonly string[];
}

const hour = 3_600_000;
const day = 24 * hour;
const excerptLength = 4000;
export const observablesKept = 40;
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
 * Gathers hits. The windows follow the events and not the batches, so that the same events give the same alerts however
 * they were cut. Beyond `bound` pairs of cause and host they count on the cause alone.
 */
export class Tallies {
	readonly #byKey = new Map<string, Tally>();
	readonly #received: Date;
	readonly #bound: number;

	constructor(received: Date, bound: number) {
		this.#received = received;
		this.#bound = bound;
	}

	get all(): Tally[] {
		return [...this.#byKey.values()];
	}

	/** @param about what the hit is about when that is not the event's host: the group of a correlation */
	add(cause: string, event: HitEvent, synthetic = false, about?: string): void {
		const { line, time, observables, raw, context = [] } = event;
		const windowStart = windowOf(time, this.#received);
		const host = this.#place(cause, windowStart, about?.slice(0, 200) ?? hostOf(observables));
		const known = this.#byKey.get(keyOf(cause, windowStart, host));
		if (known !== undefined) {
			known.count++;
			if (time < known.firstTime) known.firstTime = time;
			if (time > known.lastTime) known.lastTime = time;
			return;
		}
		this.#byKey.set(keyOf(cause, windowStart, host), {
			...{ cause, host, windowStart, synthetic, count: 1, line, context },
			...{ firstTime: time, lastTime: time, eventTime: time },
			observables: observables.slice(0, observablesKept),
			excerpt: raw.slice(0, excerptLength),
		});
	}

	/** Takes over what was gathered elsewhere, of lines behind those gathered here. */
	merge(tally: Tally): void {
		const host = this.#place(tally.cause, tally.windowStart, tally.host);
		const key = keyOf(tally.cause, tally.windowStart, host);
		const known = this.#byKey.get(key);
		if (known === undefined) {
			this.#byKey.set(key, { ...tally, host });
			return;
		}
		known.count += tally.count;
		if (tally.firstTime < known.firstTime) known.firstTime = tally.firstTime;
		if (tally.lastTime > known.lastTime) known.lastTime = tally.lastTime;
	}

	#place(cause: string, windowStart: Date, host: string): string {
		return this.#byKey.size >= this.#bound && !this.#byKey.has(keyOf(cause, windowStart, host)) ? anywhere : host;
	}
}

function keyOf(cause: string, windowStart: Date, host: string): string {
	return `${cause} ${windowStart.getTime()} ${host}`;
}
