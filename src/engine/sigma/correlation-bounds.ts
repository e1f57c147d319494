import { type Finding, finding } from '#kernel';
import type { Bound } from '../correlation/model.ts';
import { entryOf, textOf, textsOf, unspaced } from '../yaml/access.ts';
import type { YamlNode } from '../yaml/tree.ts';
import { type Condition, readCondition } from './condition.ts';

export const operators = ['lt', 'lte', 'gt', 'gte', 'eq', 'neq'] as const;

export interface ReadBounds {
	readonly bounds: Bound[];
	readonly fields: string[];
	readonly percentile: number;
	readonly expression?: Condition;
}

/** The condition of a correlation: numbers with a field, or names of rules joined by and, or, not. */
export function readBounds(node: YamlNode | undefined, file: string, findings: Finding[]): ReadBounds {
	const none = { bounds: [], fields: [], percentile: 50 };
	if (!node) return none;
	const fault = (line: number, detail: string) => findings.push(finding('correlation-invalid', `${file}:${line}`, detail));
	if (node.kind === 'scalar') {
		const read = readCondition(node.text, `${file}:${node.line}`);
		if (read.ok) return { ...none, expression: read.value };
		findings.push(...read.findings);
		return none;
	}
	if (node.kind === 'list') {
		fault(node.line, 'a condition must be a mapping or a text');
		return none;
	}
	const bounds: Bound[] = [];
	for (const { key, line, value } of node.entries) {
		const operator = operators.find((known) => known === key);
		const number = Number(textOf(value));
		if (operator && textOf(value)?.trim() && Number.isFinite(number)) bounds.push({ operator, number });
		else if (operator || (key !== 'field' && key !== 'percentile')) fault(line, `"${key}" is not a condition with a number`);
	}
	const percentile = Number(textOf(entryOf(node, 'percentile')?.value) ?? 50);
	if (!(percentile >= 0 && percentile <= 100)) fault(node.line, 'a percentile lies between 0 and 100');
	return { bounds, fields: textsOf(entryOf(node, 'field')?.value).map(unspaced), percentile };
}
