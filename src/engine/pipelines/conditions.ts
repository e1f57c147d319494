import { type DetectionRule, type Expression, ruleLevels, type Test } from '../model.ts';
import { fieldsOf } from '../match/fields.ts';
import { compileRe2 } from '../regex/compile.ts';
import { entryOf, textOf, textsOf, unspaced } from '../yaml/access.ts';
import type { YamlMap } from '../yaml/tree.ts';
import type { ConditionReaders, Holds } from './condition-set.ts';
import { type Item, mapItems, testsOf } from './items.ts';
import type { Progress } from './progress.ts';
import { hasWildcard, writtenOf } from './written.ts';

export interface RuleSubject {
	readonly rule: DetectionRule;
	readonly progress: Progress;
}
export interface ItemSubject {
	readonly item: Item;
	readonly progress: Progress;
}

const text = (condition: YamlMap, key: string) => textOf(entryOf(condition, key)?.value);
const lower = (condition: YamlMap, key: string) => text(condition, key)?.toLowerCase();
const sameAs = (condition: YamlMap) => {
	const wanted = (text(condition, 'value') ?? '').toLowerCase();
	return (test: Test) => writtenOf(test)?.toLowerCase() === wanted;
};

/** `rule_conditions`; a new type is one row. */
export const ruleConditions: ConditionReaders<RuleSubject> = {
	logsource(condition) {
		const parts = (['product', 'category', 'service'] as const).map((part) => [part, lower(condition, part)] as const);
		return ({ rule }) => parts.every(([part, wanted]) => wanted === undefined || rule.logsource[part] === wanted);
	},
	contains_field: (condition) => {
		const field = unspaced(text(condition, 'field') ?? '');
		return ({ rule }) => fieldsOf(rule.expression).has(field);
	},
	contains_detection_item: (condition) => {
		const field = unspaced(text(condition, 'field') ?? '');
		const same = sameAs(condition);
		return ({ rule }) => itemsOf(rule.expression).some((one) => one.field === field && testsOf(one.expression).some(same));
	},
	is_sigma_rule: () => () => true,
	is_sigma_correlation_rule: () => () => false,
	tag: (condition) => {
		const tag = lower(condition, 'tag') ?? '';
		return ({ rule }) => rule.tags.some((one) => one.toLowerCase() === tag);
	},
	rule_attribute: readAttribute,
	processing_item_applied: (condition) => {
		const id = text(condition, 'processing_item_id') ?? '';
		return ({ progress }) => progress.applied.has(id);
	},
	processing_state: readState,
};

/** `detection_item_conditions`; those on values ask for any of them unless `cond: all`. */
export const itemConditions: ConditionReaders<ItemSubject> = {
	match_string: (condition) => {
		const pattern = text(condition, 'pattern') ?? '';
		const negate = text(condition, 'negate') === 'true';
		const search = expressionAtStart(pattern);
		if (typeof search === 'string') return search;
		return values(condition, (test) => search(writtenOf(test) ?? '') !== negate);
	},
	match_value: (condition) => values(condition, sameAs(condition)),
	contains_wildcard: (condition) => values(condition, hasWildcard),
	is_null: (condition) => values(condition, (test) => test.kind === 'null'),
	processing_item_applied: readAppliedTo,
	processing_state: readState,
};

/** `field_name_conditions`. */
export const fieldConditions: ConditionReaders<ItemSubject> = {
	include_fields: readFields,
	exclude_fields: (condition) => {
		const included = readFields(condition);
		return typeof included === 'string' ? included : (subject) => !included(subject);
	},
	processing_item_applied: readAppliedTo,
	processing_state: readState,
};

function values(condition: YamlMap, holds: (test: Test) => boolean): Holds<ItemSubject> {
	const all = text(condition, 'cond') === 'all';
	return ({ item }) => (all ? testsOf(item.expression).every(holds) : testsOf(item.expression).some(holds));
}

function readFields(condition: YamlMap): Holds<ItemSubject> | string {
	const fields = textsOf(entryOf(condition, 'fields')?.value);
	if (fields.length === 0) return 'a condition on field names needs fields';
	const mode = text(condition, 'mode') ?? 'plain';
	const plain = fields.map(unspaced);
	if (mode === 'plain') return ({ item }) => item.field !== undefined && plain.includes(item.field);
	if (mode !== 're') return `"${mode}" is no mode for field names: plain or re`;
	const searches = fields.map(expressionAtStart);
	const fault = searches.find((one) => typeof one === 'string');
	if (fault !== undefined) return fault as string;
	return ({ item }) => item.field !== undefined && searches.some((one) => typeof one !== 'string' && one(item.field ?? ''));
}

function readAppliedTo(condition: YamlMap): Holds<ItemSubject> {
	const id = text(condition, 'processing_item_id') ?? '';
	return ({ item, progress }) => progress.appliedTo.get(item.field ?? '')?.has(id) ?? false;
}

function readState(condition: YamlMap): Holds<{ readonly progress: Progress }> {
	const [key, value, op] = [text(condition, 'key') ?? '', text(condition, 'val') ?? '', text(condition, 'op') ?? 'eq'];
	return ({ progress }) => compare(progress.state.get(key), value, op);
}

const attributes = ['id', 'name', 'title', 'level', 'status', 'author', 'description'] as const;

function readAttribute(condition: YamlMap): Holds<RuleSubject> | string {
	const attribute = text(condition, 'attribute') ?? '';
	const value = text(condition, 'value') ?? '';
	const op = text(condition, 'op') ?? 'eq';
	if (!['eq', 'ne', 'gte', 'gt', 'lte', 'lt', 'in', 'not_in'].includes(op)) return `"${op}" compares no attribute`;
	if (attribute === 'tags' || attribute === 'references' || attribute === 'falsepositives') {
		return ({ rule }) =>
			op === 'ne' ? true : op === 'in' || op === 'not_in' ? rule[attribute].includes(value) === (op === 'in') : false;
	}
	const known = attributes.find((one) => one === attribute);
	const level = (one: string | undefined) => String(ruleLevels.indexOf((one ?? '').toLowerCase() as (typeof ruleLevels)[number]));
	if (known === 'level') return ({ rule }) => compare(level(rule.level), level(value), op);
	return ({ rule, progress }) => compare(known ? rule[known] : progress.attributes.get(attribute), value, op);
}

function compare(have: string | undefined, wanted: string, op: string): boolean {
	if (have === undefined) return false;
	if (op === 'eq' || op === 'in') return have === wanted;
	if (op === 'ne' || op === 'not_in') return have !== wanted;
	const [a, b] = [Number(have), Number(wanted)];
	return op === 'gte' ? a >= b : op === 'gt' ? a > b : op === 'lte' ? a <= b : a < b;
}

/** As `re.match` of Python: from the start of the text; case does not matter, since texts are folded already. */
function expressionAtStart(pattern: string): ((subject: string) => boolean) | string {
	try {
		const compiled = compileRe2(`^(?:${pattern})`, 'is');
		return (subject) => compiled.matcher(subject).find();
	} catch {
		return `"${pattern}" is no regular expression that runs in linear time`;
	}
}

function itemsOf(expression: Expression): Item[] {
	const items: Item[] = [];
	mapItems(expression, (item) => {
		items.push(item);
		return item.expression;
	});
	return items;
}
