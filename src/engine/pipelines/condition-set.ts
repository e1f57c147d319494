import { type Condition, namesIn, readCondition } from '../sigma/condition.ts';
import { entryOf, textOf } from '../yaml/access.ts';
import type { YamlMap } from '../yaml/tree.ts';

/** Whether something holds of a subject; read from one `type:` entry, or a sentence that says what is wrong with it. */
export type Holds<T> = (subject: T) => boolean;
export type ConditionReader<T> = (condition: YamlMap) => Holds<T> | string;
export type ConditionReaders<T> = Readonly<Record<string, ConditionReader<T>>>;

/** The keys of one kind of conditions: `rule_conditions`, `rule_cond_op`, `rule_cond_not`, `rule_cond_expr` and the like. */
export interface ConditionKeys {
	readonly conditions: string;
	readonly prefix: string;
}

/** Reads one kind of conditions of a step; without any, all subjects are meant. */
export function readConditionSet<T>(
	step: YamlMap,
	{ conditions, prefix }: ConditionKeys,
	readers: ConditionReaders<T>,
): Holds<T> | string {
	const node = entryOf(step, conditions)?.value;
	const option = (name: string) => textOf(entryOf(step, `${prefix}_${name}`)?.value);
	if (node === undefined) return () => true;
	if (node.kind === 'scalar') return `${conditions} must be a list or a mapping`;
	const named =
		node.kind === 'list'
			? node.items.map((value, at) => [String(at + 1), value] as const)
			: node.entries.map((one) => [one.key, one.value] as const);
	const read = new Map<string, Holds<T>>();
	for (const [name, value] of named) {
		if (value.kind !== 'map') return `condition ${name} must be a mapping`;
		const type = textOf(entryOf(value, 'type')?.value) ?? '';
		const reader = Object.hasOwn(readers, type) ? readers[type] : undefined;
		const holds = reader ? reader(value) : `condition "${type}" is not known in ${conditions}`;
		if (typeof holds === 'string') return holds;
		read.set(name, holds);
	}
	if (read.size === 0) return () => true;
	const joined = join(read, option('expr'), option('op'), conditions);
	if (typeof joined === 'string' || option('not') !== 'true') return joined;
	return (subject) => !joined(subject);
}

function join<T>(
	read: ReadonlyMap<string, Holds<T>>,
	expression: string | undefined,
	operator: string | undefined,
	conditions: string,
): Holds<T> | string {
	const all = [...read.values()];
	if (expression === undefined) {
		if (operator === 'or') return (subject) => all.some((holds) => holds(subject));
		return (subject) => all.every((holds) => holds(subject));
	}
	const parsed = readCondition(expression, conditions);
	if (!parsed.ok) return parsed.findings[0]?.detail ?? `"${expression}" cannot be read`;
	const names = namesIn(parsed.value);
	const unknown = names.find((name) => !read.has(name));
	if (unknown !== undefined) return `"${expression}" names "${unknown}", which is not there`;
	const unused = [...read.keys()].find((name) => !names.includes(name));
	if (unused !== undefined) return `"${expression}" does not name "${unused}"`;
	return judge(parsed.value, read);
}

function judge<T>(condition: Condition, read: ReadonlyMap<string, Holds<T>>): Holds<T> {
	if (condition.op === 'name') return read.get(condition.name) ?? (() => false);
	if (condition.op === 'some') return () => false;
	if (condition.op === 'not') {
		const of = judge(condition.of, read);
		return (subject) => !of(subject);
	}
	const of = condition.of.map((one) => judge(one, read));
	return condition.op === 'or'
		? (subject) => of.some((holds) => holds(subject))
		: (subject) => of.every((holds) => holds(subject));
}
