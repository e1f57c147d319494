import { applies, type Route, Router } from '../logsource/router.ts';
import type { DetectionRule, EventRecord, LogSource } from '../model.ts';
import { anchorsOf } from './anchors.ts';
import { compileExpression } from './compile.ts';
import { EventContext } from './context.ts';
import { type BudgetOptions, RuleCosts } from './costs.ts';
import { fieldsOf, requiredValues } from './fields.ts';
import { type ReadyRule, RuleGroup } from './group.ts';

/** A rule as it comes out of a match. */
export type CompiledRule = DetectionRule;

export interface MatcherOptions {
	/** Measures each rule and sets aside those that cost too much. */
	readonly budget?: BudgetOptions;
}
const maxGroups = 2000;

/** Tells which rules match an event. One instance serves one thread; it keeps nothing of an event once it has answered. */
export class Matcher {
	readonly rules: readonly CompiledRule[];
	readonly costs: RuleCosts | undefined;
	private readonly ready: readonly ReadyRule[];
	private readonly slots = new Map<string, number>();
	private readonly router = new Router();
	private readonly groups = new Map<string, RuleGroup>();
	private byRoute = new WeakMap<Route, RuleGroup>();
	private readonly eventIds = new Set<string>();
	private readonly requiredIds: readonly (ReadonlySet<string> | undefined)[];
	private readonly context: EventContext;
	private hits: CompiledRule[] = [];

	constructor(rules: readonly CompiledRule[], options: MatcherOptions = {}) {
		this.rules = rules;
		const slotOf = (field: string) => {
			const known = this.slots.get(field);
			if (known !== undefined) return known;
			this.slots.set(field, this.slots.size);
			return this.slots.size - 1;
		};
		this.ready = rules.map(({ expression }, number) => ({
			number,
			fields: [...fieldsOf(expression)],
			check: compileExpression(expression, slotOf),
			anchors: anchorsOf(expression),
		}));
		this.requiredIds = rules.map(({ expression }) => requiredValues(expression, 'EventID'));
		for (const ids of this.requiredIds) for (const id of ids ?? []) this.eventIds.add(id);
		this.context = new EventContext(this.slots.size + 1);
		this.costs = options.budget && new RuleCosts(rules.length, options.budget);
	}

	/** The matching rules in the order they were given. `hint` says where the event comes from when it does not show it itself. */
	match(event: EventRecord, hint?: LogSource): readonly CompiledRule[] {
		const group = this.groupFor(event, hint);
		if (group.rules.length === 0) return [];
		this.hits = [];
		this.context.begin(event);
		group.run(this.context, this.visit);
		if (this.hits.length > 0 || this.context.now % 1024 === 0) this.context.release();
		return this.hits;
	}

	/** Only finds the group of rules for an event: what a benchmark calls routing. */
	route(event: EventRecord, hint?: LogSource): number {
		return this.groupFor(event, hint).rules.length;
	}

	/** Whether the event counts as one of this category. */
	counts(event: EventRecord, category: string): boolean {
		return this.router.route(event).sources.some((source) => source.category === category);
	}

	private readonly visit = (rule: ReadyRule): void => {
		const matches = this.costs ? this.costs.measure(rule.number, () => rule.check(this.context)) : rule.check(this.context);
		if (matches) this.hits.push(this.rules[rule.number] as CompiledRule);
	};

	private groupFor(event: EventRecord, hint: LogSource | undefined): RuleGroup {
		const route = this.router.route(event, hint);
		const known = this.byRoute.get(route);
		if (known) return known;
		const eventId = this.eventIds.has(route.eventId) ? route.eventId : '';
		const key = `${route.key} #${eventId}`;
		const group = this.groups.get(key) ?? this.build(key, route);
		this.byRoute.set(route, group);
		return group;
	}

	private build(key: string, route: Route): RuleGroup {
		const rules = this.ready.filter(({ number }) => {
			const ids = route.eventId === '' ? undefined : this.requiredIds[number];
			return (!ids || ids.has(route.eventId)) && applies((this.rules[number] as CompiledRule).logsource, route);
		});
		if (this.groups.size >= maxGroups) {
			this.groups.clear();
			this.byRoute = new WeakMap();
		}
		const group = new RuleGroup(rules, this.slots, route.reading);
		this.groups.set(key, group);
		return group;
	}
}

/** Makes rules ready to match; the time is a fraction of reading them. */
export function compileRules(rules: readonly CompiledRule[], options?: MatcherOptions): Matcher {
	return new Matcher(rules, options);
}
