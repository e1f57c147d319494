import { type Finding, type MatchKind, type ObservableKind, finding } from '#kernel';
import { readIpv4, readNetwork } from '../net/ip.ts';
import type { ExclusionList } from './exclusions.ts';
import { KeyTable } from './key-table.ts';
import { addressKey, domainKey, domainKeys, exactKey, networkKey, prefixKey, prefixKeys, type Probe } from './keys.ts';
import type { Indicator, IndicatorHit, Observable } from './model.ts';
import { Networks } from './networks.ts';
import { normaliseNetwork, normaliseObservable } from './normalise.ts';
import { IndicatorRows } from './rows.ts';

/** Finds indicators in observables: adding and removing is live and costs what one indicator costs. */
export class IndicatorIndex {
	private readonly rows = new IndicatorRows();
	private readonly byKey = new KeyTable((row) => this.rows.high(row));
	private readonly networks = new Networks();
	private readonly exclusions: ExclusionList | undefined;
	/** How many there are of each kind and match, so that nothing is looked for that cannot be there. */
	private readonly counts = new Map<ObservableKind, Record<MatchKind, number>>();
	private readonly found: number[] = [];
	private minute: number | undefined;

	/** @param exclusions lists of values that weigh less or nothing */
	constructor(exclusions?: ExclusionList) {
		this.exclusions = exclusions;
	}

	/** Number of indicators held. */
	get size(): number {
		return this.rows.size;
	}

	/** Memory of the tables, in bytes; ids that are no uuids come on top. */
	get bytes(): number {
		return this.rows.bytes + this.byKey.bytes + this.networks.bytes;
	}

	/** Adds what can be read, replacing what has the same id; answers a finding for each value that is not of its kind. */
	add(indicators: readonly Indicator[]): Finding[] {
		const findings: Finding[] = [];
		for (const [at, indicator] of indicators.entries()) {
			const match = matchOf(indicator);
			const value =
				match === 'network' ? normaliseNetwork(indicator.value) : normaliseObservable(indicator.kind, indicator.value);
			if (value === undefined) {
				findings.push(
					finding('indicator-invalid', `/${at}/value`, `"${indicator.value.slice(0, 100)}" is not of kind ${indicator.kind}`),
				);
				continue;
			}
			this.remove([indicator.id]);
			if (match === 'network') this.placeNetwork(indicator, value);
			else keyOf(indicator.kind, match, value, (high, low) => this.place(indicator, match, high, low, 0));
		}
		return findings;
	}

	/** Removes by id; ids that are not there are passed over. Answers how many went. */
	remove(ids: readonly string[]): number {
		let removed = 0;
		for (const id of ids) {
			const row = this.rows.find(id);
			if (row < 0) continue;
			const { kind, match, prefix } = this.rows.facts(row);
			const bits = kind === 'ipv4' ? 32 : 128;
			const direct = match === 'network' && Networks.isDirect(bits, prefix);
			if (direct) this.networks.removeDirect(this.rows.low(row));
			else this.byKey.remove(this.rows.low(row), row);
			if (match === 'network' && !direct) this.networks.count(bits, prefix, -1);
			this.count(kind, match, -1);
			this.rows.remove(row);
			removed++;
		}
		return removed;
	}

	/**
	 * All indicators that hold for these observables, which must be in normal form (`normaliseObservable`).
	 * @param at moment for validity, in milliseconds since 1970; without it validity is not looked at
	 */
	match(observables: readonly Observable[], at?: number): IndicatorHit[] {
		const hits: IndicatorHit[] = [];
		if (this.rows.size === 0) return hits;
		this.minute = at === undefined ? undefined : Math.floor(at / 60_000);
		for (const observable of observables) {
			this.look(observable);
			if (this.found.length === 0) continue;
			for (const row of this.found) hits.push(this.hit(row, observable));
			this.found.length = 0;
		}
		return hits;
	}

	private look({ kind, value }: Observable): void {
		const counts = this.counts.get(kind);
		if (counts === undefined) return;
		if (kind === 'ipv4') {
			const address = readIpv4(value);
			if (address === undefined) return;
			if (counts.exact > 0) addressKey(address, this.probe);
			if (counts.network > 0) this.networks.findIpv4(address, this.take, this.probe);
			return;
		}
		if (counts.exact > 0) exactKey(kind, value, this.probe);
		if (counts.subdomains > 0) domainKeys(value, this.probe);
		if (counts.prefix > 0) prefixKeys(value, this.probe);
		if (counts.network > 0) this.networks.findIpv6(value, this.probe);
	}

	private readonly probe: Probe = (high, low) => {
		if (!this.byKey.mayHave(low, high)) return;
		for (let row = this.byKey.find(low, low); row >= 0; row = this.byKey.find(low, this.byKey.next)) {
			if (this.rows.high(row) === high) this.take(row);
		}
	};

	private readonly take = (row: number): void => {
		if (this.minute === undefined || this.rows.validAt(row, this.minute)) this.found.push(row);
	};

	private placeNetwork(indicator: Indicator, value: string): void {
		const network = readNetwork(value);
		if (!network) return;
		const kind = network.bits === 32 ? 'ipv4' : 'ipv6';
		if (!Networks.isDirect(network.bits, network.prefix)) {
			networkKey(network, network.prefix, (high, low) =>
				this.place({ ...indicator, kind }, 'network', high, low, network.prefix),
			);
			this.networks.count(network.bits, network.prefix, 1);
			return;
		}
		const row = this.rows.add(
			indicator.id,
			{ high: 0, low: 0 },
			factsOf({ ...indicator, kind }, 'network', network.prefix),
			indicator.from,
			indicator.until,
		);
		this.rows.setLow(row, this.networks.addDirect(network, row));
		this.count(kind, 'network', 1);
	}

	private place(indicator: Indicator, match: MatchKind, high: number, low: number, prefix: number): void {
		const row = this.rows.add(indicator.id, { high, low }, factsOf(indicator, match, prefix), indicator.from, indicator.until);
		this.byKey.add(high, low, row);
		this.count(indicator.kind, match, 1);
	}

	private count(kind: ObservableKind, match: MatchKind, by: 1 | -1): void {
		const counts = this.counts.get(kind) ?? { exact: 0, network: 0, subdomains: 0, prefix: 0 };
		counts[match] += by;
		this.counts.set(kind, counts);
	}

	private hit(row: number, observable: Observable): IndicatorHit {
		const { match, source, tlp } = this.rows.facts(row);
		const exclusions = this.exclusions?.classesOf(observable) ?? [];
		return { id: this.rows.id(row), observable, match, source, tlp, exclusions, stands: exclusions.length === 0 };
	}
}

function factsOf({ kind, source = '', tlp = 'amber' }: Indicator, match: MatchKind, prefix: number) {
	return { kind, match, tlp, source, prefix };
}

function keyOf(kind: ObservableKind, match: MatchKind, value: string, probe: Probe): void {
	if (match === 'subdomains') domainKey(value, probe);
	else if (match === 'prefix') prefixKey(value, probe);
	else exactKey(kind, value, probe);
}

function matchOf({ kind, value, match }: Indicator): MatchKind {
	if (match) return match;
	return (kind === 'ipv4' || kind === 'ipv6') && value.includes('/') ? 'network' : 'exact';
}
