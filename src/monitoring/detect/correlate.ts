import { type CorrelationRule, type CorrelationSnapshot, Correlator, type Firing } from '#engine';
import type { HitEvent } from '../model/candidate.ts';
import type { StateRow } from '../store/correlation.ts';

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
	/** States that changed. */
	readonly states: readonly StateRow[];
	readonly givenUp: number;
}

/** Bounds of what is remembered of one correlation at one institution; sources choose their group values themselves. */
const bounds = { groups: 500, entries: 1000, lateness: 300_000 } as const;

type Groups = CorrelationSnapshot['states'][number]['groups'];

/** A window that has slid past all it holds says no more than an absent one. */
function prune(groups: Groups, timespan: number): Groups {
	const newestOf = (group: Groups[number]) =>
		group.entries.reduce((newest, { time }) => Math.max(newest, time), group.firedAt ?? 0);
	const newest = groups.reduce((all, group) => Math.max(all, newestOf(group)), 0);
	return groups.filter((group) => newestOf(group) > newest - timespan - bounds.lateness);
}

/** Takes remembered state and the matches of one batch to firings and new state. Pure. */
export function correlate(
	correlations: readonly CorrelationRule[],
	remembered: readonly StateRow[],
	feeds: readonly Feed[],
	institution: string,
	batch: string,
): Correlated {
	const nameOf = (rule: string) => JSON.stringify([rule, institution]);
	const correlator = new Correlator(correlations, bounds);
	const states = remembered.map(({ rule, groups }) => ({ name: nameOf(rule), groups: JSON.parse(groups) as Groups }));
	correlator.restore({ version: 1, states });
	const firings = feeds.flatMap((feed) => {
		const { rule, fields, seen } = feed;
		const fired = correlator.feed(rule, fields, seen.time.getTime(), institution, `${batch} ${seen.line}`);
		return fired.map((firing) => ({ firing, feed }));
	});
	const { evictedGroups, evictedEntries, late } = correlator.statistics;
	const before = new Map(remembered.map(({ rule, groups }) => [rule, groups]));
	const timespans = new Map(correlations.map(({ id, timespan }) => [id, timespan]));
	const after = correlator.snapshot().states.map(({ name, groups }): StateRow => {
		const [rule] = JSON.parse(name) as [string, string];
		return { rule, groups: JSON.stringify(prune(groups, timespans.get(rule) ?? 0)) };
	});
	const changed = after.filter(({ rule, groups }) => before.get(rule) !== groups);
	return { firings, states: changed, givenUp: evictedGroups + evictedEntries + late };
}

/** Rules that speak only through correlations: named by one, and by none that lets them count by themselves. */
export function silentRules(correlations: readonly CorrelationRule[]): Set<string> {
	const named = (generate: boolean) => correlations.filter((one) => one.generate === generate).flatMap(({ rules }) => rules);
	const loud = new Set(named(true));
	return new Set(named(false).filter((rule) => !loud.has(rule)));
}
