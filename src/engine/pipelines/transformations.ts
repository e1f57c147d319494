import type { DetectionRule, Expression, LogSource } from '../model.ts';
import { patternTest, readPattern } from '../sigma/pattern.ts';
import { entryOf, plainOf, textOf, textsOf } from '../yaml/access.ts';
import type { YamlMap } from '../yaml/tree.ts';
import { mapFields } from './expressions.ts';

/** The rule as the step leaves it, or a sentence why the step refuses it. */
export type Change = (rule: DetectionRule) => DetectionRule | string;
export type Vars = ReadonlyMap<string, readonly string[]>;
type Reader = (step: YamlMap, vars: Vars) => Change | string;

/** Types of pySigma's transformations; a new one is one row. */
const readers: Readonly<Record<string, Reader>> = {
	field_name_mapping: readMapping,
	field_name_prefix: (step) => renaming((field) => `${textOf(entryOf(step, 'prefix')?.value) ?? ''}${field}`),
	field_name_suffix: (step) => renaming((field) => `${field}${textOf(entryOf(step, 'suffix')?.value) ?? ''}`),
	change_logsource: readLogsourceChange,
	add_condition: readAddition,
	drop_detection_item: readDrop,
	value_placeholders: (step, vars) => expanding(step, (name) => vars.get(name)),
	wildcard_placeholders: (step) => expanding(step, () => ['*']),
	rule_failure: (step) => () => textOf(entryOf(step, 'message')?.value) ?? 'the pipeline refuses this rule',
	set_state: () => (rule) => rule,
};

export function readTransformation(step: YamlMap, vars: Vars): Change | string {
	const type = textOf(entryOf(step, 'type')?.value) ?? '';
	const reader = Object.hasOwn(readers, type) ? readers[type] : undefined;
	return reader ? reader(step, vars) : `transformation "${type}" is not known`;
}

function readMapping(step: YamlMap): Change | string {
	const node = entryOf(step, 'mapping')?.value;
	if (node?.kind !== 'map') return 'field_name_mapping needs a mapping';
	const mapping = new Map(node.entries.map(({ key, value }) => [key, textsOf(value)]));
	return (rule) => ({
		...rule,
		expression: mapFields(rule.expression, (field, test) => {
			const names = mapping.get(field) ?? [field];
			const renamed = test.kind === 'fieldref' ? { ...test, field: mapping.get(test.field)?.[0] ?? test.field } : test;
			const each = names.map((name): Expression => ({ op: 'field', field: name, test: renamed }));
			return each.length === 1 && each[0] ? each[0] : { op: 'or', of: each };
		}),
	});
}

function renaming(rename: (field: string) => string): Change {
	return (rule) => ({
		...rule,
		expression: mapFields(rule.expression, (field, test) => ({ op: 'field', field: rename(field), test })),
	});
}

function readLogsourceChange(step: YamlMap): Change {
	const part = (key: string) => textOf(entryOf(step, key)?.value)?.toLowerCase();
	const [product, category, service] = [part('product'), part('category'), part('service')];
	const logsource: LogSource = { ...(product && { product }), ...(category && { category }), ...(service && { service }) };
	return (rule) => ({ ...rule, logsource });
}

function readAddition(step: YamlMap): Change | string {
	const node = entryOf(step, 'conditions')?.value;
	if (node?.kind !== 'map') return 'add_condition needs conditions';
	const negated = textOf(entryOf(step, 'negated')?.value) === 'true';
	const options = { cased: false, dash: false };
	const each = node.entries.map(({ key, value }): Expression => {
		const tests = [plainOf(value)].flat().map((one) => patternTest(readPattern(String(one)), 'equals', options));
		return { op: 'or', of: tests.map((test) => ({ op: 'field', field: key, test })) };
	});
	const added: Expression = negated ? { op: 'not', of: { op: 'and', of: each } } : { op: 'and', of: each };
	return (rule) => ({ ...rule, expression: { op: 'and', of: [added, rule.expression] } });
}

/** Drops the tests of the fields named by `field_name_conditions` (include_fields); a rule left with nothing is refused. */
function readDrop(step: YamlMap): Change | string {
	const node = entryOf(step, 'field_name_conditions')?.value;
	const fields = new Set<string>();
	for (const item of node?.kind === 'list' ? node.items : []) {
		if (item.kind === 'map' && textOf(entryOf(item, 'type')?.value) === 'include_fields') {
			for (const field of textsOf(entryOf(item, 'fields')?.value)) fields.add(field);
		}
	}
	if (fields.size === 0) return 'drop_detection_item needs field_name_conditions with include_fields';
	return (rule) => {
		const expression = without(rule.expression, fields);
		return expression ? { ...rule, expression } : 'nothing is left of the rule after dropping fields';
	};
}

function without(expression: Expression, fields: ReadonlySet<string>): Expression | undefined {
	if (expression.op === 'field' || expression.op === 'differs') return fields.has(expression.field) ? undefined : expression;
	if (expression.op === 'keyword') return expression;
	if (expression.op === 'not') {
		const of = without(expression.of, fields);
		return of && { op: 'not', of };
	}
	const of = expression.of.flatMap((one) => without(one, fields) ?? []);
	return of.length > 0 ? { ...expression, of } : undefined;
}

function expanding(step: YamlMap, valuesOf: (name: string) => readonly string[] | undefined): Change {
	const include = textsOf(entryOf(step, 'include')?.value);
	const exclude = textsOf(entryOf(step, 'exclude')?.value);
	const wanted = (name: string) => (include.length === 0 || include.includes(name)) && !exclude.includes(name);
	const expand = (template: string): string[] | undefined => {
		const match = /%([^%\s]+)%/.exec(template);
		if (!match) return [template];
		const values = wanted(match[1] ?? '') ? valuesOf(match[1] ?? '') : undefined;
		return values?.flatMap((value) => expand(template.replace(match[0], () => value)) ?? []);
	};
	return (rule) => ({
		...rule,
		expression: mapFields(rule.expression, (field, test) => {
			const values = test.kind === 'unexpanded' ? expand(test.template) : undefined;
			if (test.kind !== 'unexpanded' || !values) return { op: 'field', field, test };
			const options = { cased: test.cased, dash: test.dash };
			return {
				op: 'or',
				of: values.map((value) => ({ op: 'field', field, test: patternTest(readPattern(value), test.mode, options) })),
			};
		}),
	});
}
