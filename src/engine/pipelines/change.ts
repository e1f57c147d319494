import type { DetectionRule, Expression, Test } from '../model.ts';
import type { YamlMap } from '../yaml/tree.ts';
import type { Holds } from './condition-set.ts';
import type { ItemSubject } from './conditions.ts';
import { type Item, mapItems, mapTests } from './items.ts';
import { noteApplied, type Progress } from './progress.ts';

export type Vars = ReadonlyMap<string, readonly string[]>;

/** One step at work on one rule. */
export interface Working {
	readonly rule: DetectionRule;
	readonly progress: Progress;
	/** Id of the step, where it has one. */
	readonly step: string | undefined;
	/** Which items the step's conditions mean. */
	readonly meant: Holds<ItemSubject>;
}

/** The rule as the step leaves it, or a sentence why the step refuses it. */
export type Change = (working: Working) => DetectionRule | string;
/** The names that stand in place of a field's name; `undefined` leaves it. */
export type Naming = (field: string) => readonly string[] | undefined;
/** A step read from YAML: what it does to rules and, if it changes names, how; or a sentence that says what is wrong with it. */
export type Reader = (step: YamlMap, vars: Vars) => Change | { readonly naming: Naming } | string;

/** Changes the items the step means; a rule of which nothing is left is refused. */
export function changeItems(working: Working, change: (item: Item) => Expression | undefined): DetectionRule | string {
	const { rule, progress, meant, step } = working;
	const expression = mapItems(rule.expression, (item) => {
		if (!meant({ item, progress })) return item.expression;
		const changed = change(item);
		if (step !== undefined && changed !== item.expression && item.field !== undefined) noteApplied(progress, item.field, step);
		return changed;
	});
	return expression ? { ...rule, expression } : 'nothing is left of the rule after dropping its fields';
}

/** A step that replaces tests. */
export function changingTests(change: (test: Test) => readonly Test[]): Change {
	return (working) => changeItems(working, (item) => mapTests(item.expression, change));
}
