import type { EventRecord } from '../model.ts';
import { GroupFields } from './group-fields.ts';
import { judge } from './judge.ts';
import type { CorrelationRule, Firing } from './model.ts';
import { Window } from './window.ts';
import type { CorrelationSnapshot, GroupSnapshot } from './snapshot.ts';

export interface CorrelatorOptions {
	/** Groups kept per correlation and institution; the one not seen longest goes first. */
	readonly groups?: number;
	/** Events kept per group; the oldest go first. */
	readonly entries?: number;
	/** Milliseconds that an event may come behind the newest of its group; later ones are counted and left out. */
	readonly lateness?: number;
}
/** What was given up to stay within bounds. */
export interface CorrelatorStatistics {
	evictedGroups: number;
	evictedEntries: number;
	late: number;
	duplicates: number;
}
/** What is asked of a rule that feeds correlations. */
export interface FeedingRule {
	readonly id: string;
	readonly name?: string;
}
interface Use {
	readonly correlation: CorrelationRule;
	readonly place: number;
}
interface Group {
	readonly values: readonly string[];
	readonly window: Window;
}
const maxChain = 16;

/**
 * Follows correlations over a stream of matches. A correlation fires on the event with which its condition comes to hold, and again
 * when it still holds a whole timespan later. Windows slide by event time.
 */
export class Correlator {
	readonly statistics: CorrelatorStatistics = { evictedGroups: 0, evictedEntries: 0, late: 0, duplicates: 0 };
	private readonly uses = new Map<string, Use[]>();
	private readonly usesOfRule = new WeakMap<FeedingRule, readonly Use[]>();
	/** Correlation -> institution -> group. */
	private readonly states = new Map<string, Map<string, Map<string, Group>>>();
	private readonly fields: GroupFields;
	private readonly limits: Required<CorrelatorOptions>;
	/** Groups, entries and late events left out to stay within bounds, by correlation. */
	readonly givenUp = new Map<string, number>();

	constructor(correlations: readonly CorrelationRule[], options: CorrelatorOptions = {}) {
		this.limits = { groups: 10_000, entries: 10_000, lateness: 300_000, ...options };
		for (const correlation of correlations) {
			for (const [place, reference] of correlation.rules.entries()) {
				this.uses.set(reference, [...(this.uses.get(reference) ?? []), { correlation, place }]);
			}
		}
		const aliased = correlations.flatMap(({ aliases }) => [...aliases.values()].flatMap((names) => [...names.values()]));
		this.fields = new GroupFields([...correlations.flatMap(({ groupBy, fields }) => [...groupBy, ...fields]), ...aliased]);
	}

	/** Whether any correlation waits for this rule. */
	wants(rule: FeedingRule): boolean {
		return this.uses.has(rule.id) || (rule.name !== undefined && this.uses.has(rule.name));
	}

	/**
	 * Tells that a rule matched an event.
	 * @param time event time in milliseconds since 1970
	 * @param eventId identity of the event: the same event told again counts once
	 */
	feed(rule: FeedingRule, event: EventRecord, time: number, institution: string, eventId: string): Firing[] {
		const firings: Firing[] = [];
		if (!this.wants(rule)) return firings;
		this.fields.open(event);
		this.tell(rule, time, institution, eventId, firings, 0);
		return firings;
	}

	/** The groups that a match of this rule can move, those of correlations that count correlations included; each once. */
	moves(rule: FeedingRule, event: EventRecord): { correlation: string; values: readonly string[] }[] {
		const moved: { correlation: string; values: readonly string[] }[] = [];
		const ways = new Set<string>();
		const follow = (from: FeedingRule) => {
			for (const { correlation } of this.usesOf(from)) {
				const way = JSON.stringify([from.id, correlation.id]);
				const values = ways.has(way) ? undefined : this.valuesOf(correlation, correlation.groupBy, from);
				ways.add(way);
				if (values === undefined) continue;
				moved.push({ correlation: correlation.id, values });
				follow(correlation);
			}
		};
		if (this.wants(rule)) {
			this.fields.open(event);
			follow(rule);
		}
		return moved;
	}

	/** Undefined when the event of this rule lacks one of them. */
	private valuesOf(correlation: CorrelationRule, fields: readonly string[], rule: FeedingRule): string[] | undefined {
		const values = fields.map((field) => this.fields.text(fieldFor(correlation, field, rule)));
		return values.includes(undefined) ? undefined : (values as string[]);
	}

	private tell(rule: FeedingRule, time: number, institution: string, eventId: string, firings: Firing[], depth: number): void {
		for (const { correlation, place } of this.usesOf(rule)) {
			const firing = this.count(correlation, place, rule, time, institution, eventId);
			if (!firing) continue;
			firings.push(firing);
			if (depth < maxChain) this.tell(correlation, time, institution, eventId, firings, depth + 1);
		}
	}

	private usesOf(rule: FeedingRule): readonly Use[] {
		const known = this.usesOfRule.get(rule);
		if (known) return known;
		const uses = [...new Set([...(this.uses.get(rule.id) ?? []), ...((rule.name && this.uses.get(rule.name)) || [])])];
		this.usesOfRule.set(rule, uses);
		return uses;
	}

	private count(
		correlation: CorrelationRule,
		place: number,
		rule: FeedingRule,
		time: number,
		institution: string,
		eventId: string,
	): Firing | undefined {
		const values = this.valuesOf(correlation, correlation.groupBy, rule);
		const looked = this.valuesOf(correlation, correlation.fields, rule);
		if (values === undefined || looked === undefined) return undefined;
		const { window } = this.group(correlation, institution, values);
		if (time < window.newest - this.limits.lateness) {
			this.giveUp('late', correlation);
			return undefined;
		}
		const newest = Math.max(window.newest, time);
		window.forgetBefore(newest - correlation.timespan);
		if (window.holds) window.holds = judge(correlation, window).holds;
		if (time < newest - correlation.timespan) return undefined;
		if (!window.add({ time, rule: place, id: eventId, value: looked.join('\n') })) {
			this.statistics.duplicates++;
			return undefined;
		}
		while (window.size > this.limits.entries) {
			window.forgetOldest();
			this.giveUp('evictedEntries', correlation);
		}
		const { holds, value } = judge(correlation, window);
		const fires = holds && (!window.holds || time - window.firedAt >= correlation.timespan);
		window.holds = holds;
		if (!fires) return undefined;
		window.firedAt = time;
		return {
			rule: correlation,
			institution,
			time,
			value,
			group: Object.fromEntries(correlation.groupBy.map((field, at) => [field, values[at] ?? ''])),
		};
	}

	private group(correlation: CorrelationRule, institution: string, values: readonly string[]): Group {
		const groups = this.groupsOf(correlation.id, institution);
		const key = keyOf(values);
		const known = groups.get(key);
		const group = known ?? { values, window: new Window(correlation.rules.length) };
		if (known) groups.delete(key);
		else if (groups.size >= this.limits.groups) {
			groups.delete(groups.keys().next().value ?? '');
			this.giveUp('evictedGroups', correlation);
		}
		groups.set(key, group);
		return group;
	}

	private giveUp(what: 'late' | 'evictedEntries' | 'evictedGroups', { id }: CorrelationRule): void {
		this.statistics[what]++;
		this.givenUp.set(id, (this.givenUp.get(id) ?? 0) + 1);
	}

	private groupsOf(correlation: string, institution: string): Map<string, Group> {
		let byInstitution = this.states.get(correlation);
		if (!byInstitution) {
			byInstitution = new Map();
			this.states.set(correlation, byInstitution);
		}
		let groups = byInstitution.get(institution);
		if (!groups) {
			groups = new Map();
			byInstitution.set(institution, groups);
		}
		return groups;
	}

	/** All state as plain values that JSON can carry. */
	snapshot(): CorrelationSnapshot {
		return {
			version: 1,
			states: [...this.states].flatMap(([id, byInstitution]) =>
				[...byInstitution].map(([institution, groups]) => ({
					name: JSON.stringify([id, institution]),
					groups: [...groups.values()].map(
						({ values, window }): GroupSnapshot => ({
							values,
							entries: window.list(),
							holds: window.holds,
							firedAt: Number.isFinite(window.firedAt) ? window.firedAt : null,
						}),
					),
				})),
			),
		};
	}

	/** Takes over what another correlator left; state of correlations that are no longer there is dropped. */
	restore({ states }: CorrelationSnapshot): void {
		const lengths = new Map([...this.uses.values()].flat().map(({ correlation }) => [correlation.id, correlation.rules.length]));
		this.states.clear();
		for (const { name, groups } of states) {
			const [id, institution] = JSON.parse(name) as [string, string];
			const length = lengths.get(id);
			if (length === undefined) continue;
			const restored = this.groupsOf(id, institution);
			for (const { values, entries, holds, firedAt } of groups) {
				const window = new Window(length);
				for (const entry of entries) if (entry.rule < length) window.add(entry);
				window.holds = holds;
				window.firedAt = firedAt ?? Number.NEGATIVE_INFINITY;
				restored.set(keyOf(values), { values, window });
			}
		}
	}
}

/** Values of one correlation are always of one number, so a lone one needs no marks around it. */
function keyOf(values: readonly string[]): string {
	return values.length === 1 ? (values[0] ?? '') : JSON.stringify(values);
}

/** The field that a name stands for in events of this rule. */
function fieldFor({ aliases }: CorrelationRule, field: string, rule: FeedingRule): string {
	const names = aliases.get(field);
	return names?.get(rule.id) ?? (rule.name === undefined ? undefined : names?.get(rule.name)) ?? field;
}
