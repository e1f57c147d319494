import { type Condition, selectNames } from '../sigma/condition.ts';
import type { Bound, CorrelationRule } from './model.ts';
import type { Window } from './window.ts';

export interface Judgement {
	readonly holds: boolean;
	readonly value: number;
}

/** Whether the condition of a correlation holds over a window. */
export function judge(rule: CorrelationRule, window: Window): Judgement {
	if (rule.type !== 'temporal' && rule.type !== 'temporal_ordered') {
		const value = measured(rule, window);
		return { holds: value !== undefined && rule.bounds.every((bound) => within(value, bound)), value: value ?? 0 };
	}
	const seen = window.rulesSeen();
	const complete = rule.expression
		? spoken(rule.expression, rule, window)
		: rule.bounds.length > 0
			? rule.bounds.every((bound) => within(seen, bound))
			: seen === rule.rules.length;
	if (!complete || rule.type === 'temporal') return { holds: complete, value: seen };
	const order = rule.rules.map((_, at) => at).filter((at) => window.has(at));
	return { holds: window.inOrder(order), value: seen };
}

function measured({ type, percentile }: CorrelationRule, window: Window): number | undefined {
	if (type === 'event_count') return window.eventCount;
	if (type === 'value_count') return window.distinctValues;
	const numbers = window.numbers();
	if (numbers.length === 0) return undefined;
	const sum = numbers.reduce((total, number) => total + number, 0);
	if (type === 'value_sum') return sum;
	if (type === 'value_avg') return sum / numbers.length;
	numbers.sort((a, b) => a - b);
	return quantile(numbers, type === 'value_median' ? 0.5 : percentile / 100);
}

/** Linear between the two nearest, as most query languages do. */
function quantile(sorted: readonly number[], share: number): number {
	const place = (sorted.length - 1) * share;
	const below = sorted[Math.floor(place)] ?? 0;
	const above = sorted[Math.ceil(place)] ?? below;
	return below + (above - below) * (place - Math.floor(place));
}

function within(value: number, { operator, number }: Bound): boolean {
	if (operator === 'eq') return value === number;
	if (operator === 'neq') return value !== number;
	if (operator === 'lt') return value < number;
	if (operator === 'lte') return value <= number;
	return operator === 'gt' ? value > number : value >= number;
}

function spoken(condition: Condition, rule: CorrelationRule, window: Window): boolean {
	switch (condition.op) {
		case 'and':
			return condition.of.every((one) => spoken(one, rule, window));
		case 'or':
			return condition.of.some((one) => spoken(one, rule, window));
		case 'not':
			return !spoken(condition.of, rule, window);
		case 'name':
			return window.has(rule.rules.indexOf(condition.name));
		case 'some': {
			const names = selectNames(condition.pattern, rule.rules);
			const seen = names.filter((name) => window.has(rule.rules.indexOf(name))).length;
			return seen >= (condition.count === 'all' ? Math.max(names.length, 1) : condition.count);
		}
	}
}
