import type { DetectionRule } from '../model.ts';
import { fieldsOf } from '../match/fields.ts';
import { entryOf, textOf, textsOf } from '../yaml/access.ts';
import type { YamlNode } from '../yaml/tree.ts';

export type RuleCondition = (rule: DetectionRule) => boolean;

/** Reads `rule_conditions` of a step; a sentence when one is of a type that is not known. */
export function readConditions(node: YamlNode | undefined): RuleCondition[] | string {
	const conditions: RuleCondition[] = [];
	for (const item of node?.kind === 'list' ? node.items : []) {
		if (item.kind !== 'map') return 'a rule condition must be a mapping';
		const text = (key: string) => textOf(entryOf(item, key)?.value)?.toLowerCase();
		const type = text('type');
		if (type === 'logsource') {
			const [product, category, service] = [text('product'), text('category'), text('service')];
			conditions.push(
				({ logsource }) =>
					(product === undefined || product === logsource.product) &&
					(category === undefined || category === logsource.category) &&
					(service === undefined || service === logsource.service),
			);
		} else if (type === 'contains_field' || type === 'contains_detection_item') {
			const field = textOf(entryOf(item, 'field')?.value) ?? '';
			conditions.push(({ expression }) => fieldsOf(expression).has(field));
		} else if (type === 'tag') {
			conditions.push(({ tags }) => tags.includes(text('tag') ?? ''));
		} else if (type === 'is_sigma_rule') conditions.push(() => true);
		else if (type === 'rule_attribute') {
			const attribute = text('attribute');
			const values = textsOf(entryOf(item, 'value')?.value);
			conditions.push(
				(rule) =>
					(attribute === 'id' || attribute === 'level' || attribute === 'title' || attribute === 'status') &&
					values.includes(rule[attribute]),
			);
		} else return `rule condition "${type ?? ''}" is not known`;
	}
	return conditions;
}

export function appliesTo(rule: DetectionRule, conditions: readonly RuleCondition[], any: boolean): boolean {
	if (conditions.length === 0) return true;
	return any ? conditions.some((holds) => holds(rule)) : conditions.every((holds) => holds(rule));
}
