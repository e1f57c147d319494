import { aboutOf, hostOf, windowOf } from '../model/candidate.ts';
import type { Observable } from '../observables.ts';

export interface TrialHit {
	readonly institution: string;
	readonly time: Date;
	readonly received: Date;
	readonly observables: readonly Observable[];
	/** Id of the event. */
	readonly id: string;
	/** What the hit is about when that is not the event's host: the group of a correlation. */
	readonly about?: string;
}

/** Hits of one institution on one host on one day. */
export interface HitRow {
	readonly institution: string;
	/** YYYY-MM-DD, UTC. */
	readonly day: string;
	readonly host: string;
	hits: number;
	/** Hours with a hit: an alert each. */
	readonly hours: Set<number>;
	first: Date;
	last: Date;
	sample: string;
}

/** Beyond this many rows the hosts of an institution and day count together, as alerts do. */
const mostRows = 20_000;
const mostNames = 100_000;
const together = '*';

/** Gathers hits as live detection would have gathered them into alerts; bounded however many there are. */
export class Tally {
	readonly #rows = new Map<string, HitRow>();
	readonly #users = new Set<string>();
	readonly #hosts = new Set<string>();
	hits = 0;

	add(hit: TrialHit): void {
		const { institution, time, observables, id, about: group } = hit;
		this.hits++;
		const hour = windowOf(time, hit.received).getTime();
		const day = new Date(hour).toISOString().slice(0, 10);
		for (const { kind, value } of observables) {
			if (kind === 'user-name' && this.#users.size < mostNames) this.#users.add(`${institution} ${value}`);
		}
		const about = aboutOf(observables);
		if (about !== undefined && this.#hosts.size < mostNames) this.#hosts.add(`${institution} ${about.value}`);
		const keyOf = (host: string) => `${institution} ${day} ${host}`;
		const wanted = group?.slice(0, 200) ?? hostOf(observables);
		const host = this.#rows.size >= mostRows && !this.#rows.has(keyOf(wanted)) ? together : wanted;
		const known = this.#rows.get(keyOf(host));
		if (known === undefined) {
			const fresh = { institution, day, host, hits: 1, hours: new Set([hour]), first: time, last: time, sample: id };
			this.#rows.set(keyOf(host), fresh);
			return;
		}
		known.hits++;
		known.hours.add(hour);
		if (time < known.first) [known.first, known.sample] = [time, id];
		if (time > known.last) known.last = time;
	}

	get rows(): readonly HitRow[] {
		return [...this.#rows.values()];
	}

	get users(): number {
		return this.#users.size;
	}

	get hosts(): number {
		return this.#hosts.size;
	}
}
