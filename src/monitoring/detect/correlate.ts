import { createHash } from 'node:crypto';
import { type CorrelationRule, type CorrelationSnapshot, Correlator, type Firing } from '#engine';
import type { HitEvent } from '../model/candidate.ts';
import type { GroupKey, GroupRow } from '../store/correlation.ts';

/** A match that correlations wait for. */
export interface Feed {
	readonly rule: { readonly id: string; readonly name?: string };
	/** What correlations group by and look at, under the names they use. */
	readonly fields: Readonly<Record<string, string>>;
	readonly seen: HitEvent;
}

export interface Correlated {
	/** Each with the match that completed it. */
	readonly firings: readonly { readonly firing: Firing; readonly feed: Feed }[];
	/** Groups that changed. */
	readonly groups: readonly GroupRow[];
	/** Groups, entries and late matches left out to stay within bounds, by rule. */
	readonly givenUp: ReadonlyMap<string, number>;
}

/** Bounds of what is remembered of one correlation at one institution; sources choose their group values themselves. */
export const bounds = { groups: 500, entries: 1000, lateness: 300_000 } as const;

/** Milliseconds by which a sensor may be silent or behind before its groups are forgotten, beyond the timespan of the rule. */
const patience = 86_400_000;

/** Milliseconds after which a group that nothing was heard of is forgotten, by rule. */
export function forgetAfter(correlations: readonly CorrelationRule[]): Map<string, number> {
	return new Map(correlations.map(({ id, timespan }) => [id, timespan + bounds.lateness + patience]));
}

type Group = CorrelationSnapshot['states'][number]['groups'][number];

function keyOf(values: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 32);
}

/** The groups that these matches can move. */
export function groupsMoved(correlations: readonly CorrelationRule[], feeds: readonly Feed[]): GroupKey[] {
	const correlator = new Correlator(correlations, bounds);
	const moved = new Map<string, GroupKey>();
	for (const { rule, fields } of feeds) {
		for (const { correlation, values } of correlator.moves(rule, fields)) {
			const key = keyOf(values);
			moved.set(`${correlation} ${key}`, { rule: correlation, key });
		}
	}
	return [...moved.values()];
}

/** Takes the groups as remembered and the matches of one batch to firings and the groups as they are then. Pure. */
export function correlate(
	correlations: readonly CorrelationRule[],
	remembered: readonly GroupRow[],
	feeds: readonly Feed[],
	institution: string,
	batch: string,
): Correlated {
	const correlator = new Correlator(correlations, bounds);
	const states = [...Map.groupBy(remembered, ({ rule }) => rule)].map(([rule, rows]) => ({
		name: JSON.stringify([rule, institution]),
		groups: rows.map(({ state }) => JSON.parse(state) as Group),
	}));
	correlator.restore({ version: 1, states });
	const firings = feeds.flatMap((feed) => {
		const { rule, fields, seen } = feed;
		const fired = correlator.feed(rule, fields, seen.time.getTime(), institution, `${batch} ${seen.line}`);
		return fired.map((firing) => ({ firing, feed }));
	});
	const before = new Map(remembered.map(({ rule, key, state }) => [`${rule} ${key}`, state]));
	const after = correlator.snapshot().states.flatMap(({ name, groups }) => {
		const [rule] = JSON.parse(name) as [string, string];
		return groups.map((group): GroupRow => ({ rule, key: keyOf(group.values), state: JSON.stringify(group) }));
	});
	const groups = after.filter(({ rule, key, state }) => before.get(`${rule} ${key}`) !== state);
	return { firings, groups, givenUp: correlator.givenUp };
}

/** Rules that speak only through correlations: named by one, and by none that lets them count by themselves. */
export function silentRules(correlations: readonly CorrelationRule[]): Set<string> {
	const named = (generate: boolean) => correlations.filter((one) => one.generate === generate).flatMap(({ rules }) => rules);
	const loud = new Set(named(true));
	return new Set(named(false).filter((rule) => !loud.has(rule)));
}
