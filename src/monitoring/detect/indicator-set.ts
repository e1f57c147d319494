import type { Observable } from '../observables.ts';
import { addressNumber, networkKey } from './address.ts';

/** What is looked for in observables, its value in normal form. */
export interface Wanted {
	readonly id: string;
	readonly kind: Observable['kind'];
	readonly match: 'exact' | 'network' | 'subdomains' | 'prefix';
	readonly value: string;
}

/**
 * Finds indicators in the observables of an event: one lookup a value, and one for each thing it lies under. Indicators
 * come and go one by one; nothing is rebuilt.
 */
export class IndicatorSet<T extends Wanted> {
	readonly #byKey = new Map<string, T[]>();
	readonly #byId = new Map<string, { readonly wanted: T; readonly key: string }>();
	/** Prefix lengths in use and by how many networks: only these are tried. */
	readonly #lengths = { ipv4: new Map<number, number>(), ipv6: new Map<number, number>() };

	get size(): number {
		return this.#byId.size;
	}

	/** Adds one, in the place of the one with its id. */
	put(wanted: T): void {
		this.remove(wanted.id);
		const key = keyOf(wanted);
		if (key === undefined) return;
		this.#byId.set(wanted.id, { wanted, key });
		const known = this.#byKey.get(key);
		if (known === undefined) this.#byKey.set(key, [wanted]);
		else known.push(wanted);
		this.#countLength(wanted, 1);
	}

	remove(id: string): void {
		const known = this.#byId.get(id);
		if (known === undefined) return;
		this.#byId.delete(id);
		const left = (this.#byKey.get(known.key) ?? []).filter((wanted) => wanted.id !== id);
		if (left.length === 0) this.#byKey.delete(known.key);
		else this.#byKey.set(known.key, left);
		this.#countLength(known.wanted, -1);
	}

	/** Indicators that an event's observables hold, each once. */
	find(observables: readonly Observable[]): readonly T[] {
		if (this.#byId.size === 0) return [];
		const found = new Set<T>();
		for (const observable of observables) {
			for (const key of this.#keysOf(observable)) for (const wanted of this.#byKey.get(key) ?? []) found.add(wanted);
		}
		return [...found];
	}

	*#keysOf({ kind, value }: Observable): Generator<string> {
		yield `exact ${kind} ${value}`;
		if (kind === 'domain') yield* domainKeys(value);
		else if (kind === 'url') yield* urlKeys(value);
		else if (kind === 'ipv4' || kind === 'ipv6') {
			if (this.#lengths[kind].size === 0) return;
			const address = addressNumber(value);
			if (address === undefined) return;
			const bits = kind === 'ipv4' ? 32 : 128;
			for (const length of this.#lengths[kind].keys()) yield `network ${kind} ${length} ${networkKey(address, bits, length)}`;
		}
	}

	#countLength({ kind, match, value }: Wanted, step: number): void {
		if (match !== 'network' || (kind !== 'ipv4' && kind !== 'ipv6')) return;
		const length = Number(value.split('/')[1]);
		const count = (this.#lengths[kind].get(length) ?? 0) + step;
		if (count === 0) this.#lengths[kind].delete(length);
		else this.#lengths[kind].set(length, count);
	}
}

function* domainKeys(domain: string): Generator<string> {
	yield `subdomains domain ${domain}`;
	for (let dot = domain.indexOf('.'); dot !== -1; dot = domain.indexOf('.', dot + 1)) {
		yield `subdomains domain ${domain.slice(dot + 1)}`;
	}
}

const deepestPath = 32;

/** Host, then each folder more; the scheme and the query are no part of a beginning. */
function* urlKeys(url: string): Generator<string> {
	let prefix = '';
	for (const [at, part] of pathOf(url).entries()) {
		if (at === deepestPath) return;
		prefix = at === 0 ? part : `${prefix}/${part}`;
		yield `prefix url ${prefix}`;
	}
}

function pathOf(url: string): string[] {
	const start = url.indexOf('://');
	const query = url.search(/[?#]/);
	const text = url.slice(start === -1 ? 0 : start + 3, query === -1 ? undefined : query);
	return text.split('/').filter((part, at) => at === 0 || part !== '');
}

/** Undefined for a value that is not in normal form: it would match nothing. */
function keyOf({ kind, match, value }: Wanted): string | undefined {
	if (match === 'network') {
		const [address = '', length = ''] = value.split('/');
		const number = addressNumber(address);
		const bits = kind === 'ipv4' ? 32 : 128;
		if (number === undefined || !/^\d{1,3}$/.test(length) || Number(length) > bits) return undefined;
		return `network ${kind} ${Number(length)} ${networkKey(number, bits, Number(length))}`;
	}
	if (match === 'prefix') return `prefix url ${pathOf(value).slice(0, deepestPath).join('/')}`;
	return match === 'subdomains' ? `subdomains domain ${value}` : `exact ${kind} ${value}`;
}
