import type { Expression, LogSource } from '../model.ts';
import { readPart } from '../sigma/detection.ts';
import { entryOf, textOf } from '../yaml/access.ts';
import type { YamlMap, YamlNode } from '../yaml/tree.ts';
import { type Change, changeItems, type Reader } from './change.ts';
import { readAffix, readMapping, readPrefixMapping } from './names.ts';
import { readValuePlaceholders, readWildcardPlaceholders } from './placeholders.ts';
import { readHashes, readMapString, readReplaceString, readSetValue } from './values.ts';

/** Here nothing is written for another system, so what only changes how a query or an alert looks changes nothing. */
const nothing: Reader =
	() =>
	({ rule }) =>
		rule;

/** Types of pySigma's transformations; a new one is one row. `nest` is in `pipeline.ts`, which reads steps. */
export const transformations: Readonly<Record<string, Reader>> = {
	field_name_mapping: readMapping,
	field_name_prefix_mapping: readPrefixMapping,
	field_name_prefix: (step) => readAffix(step, 'prefix'),
	field_name_suffix: (step) => readAffix(step, 'suffix'),
	change_logsource: readLogsourceChange,
	add_condition: readAddition,
	drop_detection_item: () => (working) => changeItems(working, () => undefined),
	value_placeholders: readValuePlaceholders,
	wildcard_placeholders: readWildcardPlaceholders,
	replace_string: readReplaceString,
	map_string: readMapString,
	set_value: readSetValue,
	hashes_fields: readHashes,
	rule_failure: (step) => () => textOf(entryOf(step, 'message')?.value) ?? 'the pipeline refuses this rule',
	detection_item_failure: readItemFailure,
	strict_field_mapping_failure: () => readStrict,
	set_state: (step) => remember(step, 'state', 'key', 'val'),
	set_custom_attribute: (step) => remember(step, 'attributes', 'attribute', 'value'),
	add_field: nothing,
	remove_field: nothing,
	set_field: nothing,
	// Numbers equal their text and texts are compared without regard to case already.
	convert_type: nothing,
	case: nothing,
	regex: (step, vars) =>
		textOf(entryOf(step, 'method')?.value) === 'plain' ? 'regex by method plain is not supported' : nothing(step, vars),
};

function readLogsourceChange(step: YamlMap): Change {
	const part = (key: string) => textOf(entryOf(step, key)?.value)?.toLowerCase();
	const [product, category, service] = [part('product'), part('category'), part('service')];
	const logsource: LogSource = { ...(product && { product }), ...(category && { category }), ...(service && { service }) };
	return ({ rule }) => ({ ...rule, logsource });
}

function readAddition(step: YamlMap): Change | string {
	const node = entryOf(step, 'conditions')?.value;
	if (node?.kind !== 'map') return 'add_condition needs conditions';
	const negated = textOf(entryOf(step, 'negated')?.value) === 'true';
	const template = textOf(entryOf(step, 'template')?.value) === 'true';
	const read = readPart(node, 'conditions');
	if (read.findings[0]) return read.findings[0].detail;
	return ({ rule }) => {
		const fill = (text: string) =>
			text.replaceAll(/\$\{?(product|category|service)\}?/g, (_, part: keyof LogSource) => rule.logsource[part] ?? '');
		const of = template ? readPart(filled(node, fill), 'conditions').expression : read.expression;
		const added: Expression = negated ? { op: 'not', of } : of;
		return { ...rule, expression: { op: 'and', of: [added, rule.expression] } };
	};
}

function filled(node: YamlMap, fill: (text: string) => string): YamlMap {
	const value = (one: YamlNode): YamlNode => {
		if (one.kind === 'map') return filled(one, fill);
		if (one.kind === 'list') return { ...one, items: one.items.map(value) };
		return typeof one.value === 'string' ? { ...one, text: fill(one.text), value: fill(one.value) } : one;
	};
	return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: value(entry.value) })) };
}

function readItemFailure(step: YamlMap): Change {
	const message = textOf(entryOf(step, 'message')?.value) ?? 'the pipeline refuses this field';
	return (working) => {
		let refused = false;
		changeItems(working, ({ expression }) => {
			refused = true;
			return expression;
		});
		return refused ? message : working.rule;
	};
}

const readStrict: Change = (working) => {
	const unmapped = new Set<string>();
	changeItems(working, ({ field, expression }) => {
		if (field !== undefined && !working.progress.mapped.has(field)) unmapped.add(field);
		return expression;
	});
	return unmapped.size > 0 ? `no mapping gave the fields ${[...unmapped].join(', ')}` : working.rule;
};

function remember(step: YamlMap, where: 'state' | 'attributes', key: string, value: string): Change | string {
	const name = textOf(entryOf(step, key)?.value);
	if (name === undefined) return `this step needs ${key}`;
	const text = textOf(entryOf(step, value)?.value) ?? '';
	return ({ rule, progress }) => {
		progress[where].set(name, text);
		return rule;
	};
}
