import type { Telemetry } from '#platform';
import type { ObservableKind } from '../observables.ts';
import { anchorOf, anchorsOfNetwork, withoutScheme } from './anchor.ts';
import { drawerStatement, exactStatement, wideStatement } from './look-back-statements.ts';
import type { QueryOptions } from './tables.ts';

/** What is looked for. `value` in normal form: a network for `network`, a domain for `subdomains`, a URL for `prefix`. */
export interface SoughtIndicator {
	readonly kind: ObservableKind;
	readonly value: string;
	/** `exact`; or everything in a network, a domain with its subdomains, a URL with all that begins with its path. */
	readonly match: 'exact' | 'network' | 'subdomains' | 'prefix';
}

export interface Span {
	readonly from: Date;
	/** Not included. */
	readonly to: Date;
}

/** One institution's answer on one indicator; no sighting means checked and not seen. */
export interface Sighting {
	/** Place of the indicator in the list that was asked. */
	readonly indicator: number;
	readonly institution: string;
	readonly firstSeen: Date;
	readonly lastSeen: Date;
	/** Events that carried it. */
	readonly count: number;
	/** The first event: see readEvent. */
	readonly pointer: EventPointer;
}

export interface EventPointer {
	readonly institution: string;
	readonly time: Date;
	/** UInt64 in digits. */
	readonly batch: string;
	readonly line: number;
}

export interface LookBackOptions extends QueryOptions {
	/** Only this institution; absent: all of them in one statement. */
	readonly institution?: string;
	/** Batches that do not count: UInt64 in digits. */
	readonly unfinished?: readonly string[];
}

/** Institution, last, count, and of the first event its moment, batch and line. */
type Answer = readonly [string, number, number, number, string, number];

interface Key {
	/** Place in the list of different indicators. */
	readonly number: number;
	readonly indicator: SoughtIndicator;
	readonly anchor: string;
}

/** Have these been seen, by whom, first and last, how often? All institutions are answered for in each statement. */
export async function lookBack(
	telemetry: Telemetry,
	indicators: readonly SoughtIndicator[],
	span: Span,
	options: LookBackOptions = {},
): Promise<Sighting[]> {
	const places = Map.groupBy(indicators.keys(), (at) => sameness(indicators[at]!));
	const once = [...places.values()].map(([first]) => indicators[first!]!);
	const keys = once.flatMap((indicator, number) => drawersOf(indicator).map((anchor) => ({ number, indicator, anchor })));
	const { exact = [], drawer = [], wide = [] } = Object.groupBy(keys, wayOf);
	const common = { from: span.from, to: span.to, institution: options.institution ?? '', unfinished: options.unfinished ?? [] };
	const found = new Map<number, Answer[]>();
	const named = async (statement: string, part: readonly Key[], nameOf: (key: Key) => string) => {
		const numbers = Map.groupBy(part, (key) => `${key.indicator.kind} ${nameOf(key)}`);
		const lists = { ...namedLists(part, nameOf), ...common };
		const rows = await telemetry.query<{ kind: string; name: string; answers: Answer[] }>(statement, lists, options);
		for (const { kind, name, answers } of rows) {
			for (const { number } of numbers.get(`${kind} ${name}`) ?? []) found.set(number, answers);
		}
	};
	const widely = async (part: readonly Key[]) => {
		const lists = { ...wideLists(part), ...common };
		const rows = await telemetry.query<{ indicator: number; answers: Answer[] }>(wideStatement, lists, options);
		for (const { indicator, answers } of rows) found.set(indicator, answers);
	};
	const statements = [
		...portions(exact).map((part) => () => named(exactStatement, part, ({ indicator }) => indicator.value)),
		...portions(drawer).map((part) => () => named(drawerStatement, part, ({ anchor }) => anchor)),
		...portions(wide).map((part) => () => widely(part)),
	].values();
	const inTurn = async () => {
		for (const statement of statements) await statement();
	};
	// Two at a time: one reads while the other is prepared or writes its answers down, and searches of people find room beside them.
	await Promise.all([inTurn(), inTurn()]);
	const sightings: Sighting[][] = indicators.map(() => []);
	for (const [number, asked] of [...places.values()].entries()) {
		const answers = found.get(number)?.sort(([a], [b]) => (a < b ? -1 : 1)) ?? [];
		for (const place of asked) sightings[place] = answers.map((answer) => readSighting(place, answer));
	}
	return sightings.flat();
}

const sameness = ({ kind, match, value }: SoughtIndicator) => `${kind} ${match} ${value}`;

/** Drawers looked into by one statement. A list longer than a block of the engine (65,409) takes quadratic time to unfold. */
const keysPerStatement = 16_384;

/** Parts of the drawers; those of an indicator stay together, because its events are counted once over all of them. */
function* portions(keys: readonly Key[]): Generator<readonly Key[]> {
	for (let at = 0; at < keys.length; ) {
		let end = Math.min(at + keysPerStatement, keys.length);
		while (end < keys.length && keys[end]!.number === keys[end - 1]!.number) end++;
		yield keys.slice(at, end);
		at = end;
	}
}

const different = (texts: readonly string[]) => [...new Set(texts)];

/** By which statement: a drawer that holds nothing else needs no look at what is in it. */
function wayOf({ indicator, anchor }: Key): 'exact' | 'drawer' | 'wide' {
	const { kind, match, value } = indicator;
	if (match === 'exact') return 'exact';
	const length = Number(value.slice(value.lastIndexOf('/') + 1));
	const whole =
		match === 'network'
			? length === (kind === 'ipv6' ? 32 : 24)
			: match === 'subdomains'
				? value === anchor
				: withoutScheme(value) === anchor;
	return whole ? 'drawer' : 'wide';
}

function namedLists(keys: readonly Key[], nameOf: (key: Key) => string): Record<string, unknown> {
	return {
		kinds: different(keys.map((key) => key.indicator.kind)),
		anchors: different(keys.map((key) => key.anchor)),
		names: different(keys.map(nameOf)),
	};
}

function wideLists(keys: readonly Key[]): Record<string, unknown> {
	return {
		wide_numbers: keys.map((key) => key.number),
		wide_kinds: keys.map((key) => key.indicator.kind),
		wide_kind_set: different(keys.map((key) => key.indicator.kind)),
		wide_anchors: keys.map((key) => key.anchor),
		wide_matches: keys.map((key) => key.indicator.match),
		wide_values: keys.map((key) => soughtText(key.indicator)),
	};
}

function readSighting(indicator: number, [institution, last, count, first, batch, line]: Answer): Sighting {
	const firstSeen = new Date(first);
	const pointer = { institution, time: firstSeen, batch, line };
	return { indicator, institution, firstSeen, lastSeen: new Date(last), count, pointer };
}

function drawersOf({ kind, value, match }: SoughtIndicator): string[] {
	return match === 'network' ? anchorsOfNetwork(value) : [anchorOf(kind, value)];
}

function soughtText({ value, match }: SoughtIndicator): string {
	return match === 'prefix' ? withoutScheme(value) : value;
}

/** Why an indicator cannot be looked for in the past; `undefined` when it can. */
export function cannotLookBack({ kind, value, match }: SoughtIndicator): string | undefined {
	if (match === 'exact') return undefined;
	if (match === 'prefix') return kind === 'url' ? undefined : 'only URLs have a beginning';
	if (match === 'subdomains') {
		if (kind !== 'domain') return 'only domains have subdomains';
		return value.includes('.') ? undefined : 'a whole top-level domain is too wide';
	}
	if (kind !== 'ipv4' && kind !== 'ipv6') return 'only addresses lie in a network';
	return anchorsOfNetwork(value).length === 0 ? 'the network is unreadable or too wide' : undefined;
}
