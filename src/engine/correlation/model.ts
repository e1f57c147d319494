import type { Condition } from '../sigma/condition.ts';
import type { Comparison, RuleHeader } from '../model.ts';

export const correlationTypes = [
	'event_count',
	'value_count',
	'temporal',
	'temporal_ordered',
	'value_sum',
	'value_avg',
	'value_percentile',
	'value_median',
] as const;
export type CorrelationType = (typeof correlationTypes)[number];

export interface Bound {
	readonly operator: Comparison | 'neq';
	readonly number: number;
}

/** A Sigma correlation (Sigma correlation rules specification 2.1). */
export interface CorrelationRule extends RuleHeader {
	readonly kind: 'correlation';
	readonly type: CorrelationType;
	/** Ids or names of detections or correlations, in the order written. */
	readonly rules: readonly string[];
	readonly groupBy: readonly string[];
	/** Milliseconds. */
	readonly timespan: number;
	/** All must hold; none for the plain temporal types. */
	readonly bounds: readonly Bound[];
	/** Fields that the value types look at. */
	readonly fields: readonly string[];
	/** 0 to 100, for value_percentile. */
	readonly percentile: number;
	/** The extended temporal condition: names of rules joined by and, or, not. */
	readonly expression?: Condition;
	/** Alias -> id or name of a rule -> field in its events. */
	readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
	/** `file:line` of the part that names rules again: the condition in words, or the aliases. */
	readonly namesAt?: string;
	/** Whether the rules named here also count by themselves. */
	readonly generate: boolean;
}

export interface Firing {
	readonly rule: CorrelationRule;
	readonly institution: string;
	/** Event time, milliseconds since 1970. */
	readonly time: number;
	readonly group: Readonly<Record<string, string>>;
	/** What was counted or computed; for temporal types the number of different rules seen. */
	readonly value: number;
}
