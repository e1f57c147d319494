import { type Finding, finding } from '#kernel';
import type { DetectionRule, Expression, LogSource } from '../model.ts';
import { entryOf, textOf, textsOf } from '../yaml/access.ts';
import type { YamlMap, YamlNode } from '../yaml/tree.ts';
import { readDetection } from './detection.ts';
import { readHeader } from './header.ts';
import { append, type Read } from './read.ts';
import { readLogsource } from './read-rule.ts';

/** A Sigma filter: rules it is meant for hit only where its condition holds too, which mostly reads `not selection`. */
export interface FilterRule {
	/** Ids or names; `any` for all rules of the logsource. */
	readonly rules: readonly string[] | 'any';
	readonly logsource: LogSource;
	readonly expression: Expression;
	readonly where: string;
}

/** Reads one filter (Sigma filters specification 2.1; what `rules` may say is told by pySigma). */
export function readFilter(document: YamlMap, file: string, number: number): Read<FilterRule> {
	const findings: Finding[] = [];
	const { where } = readHeader(document, file, number, findings);
	const fault = (line: number, detail: string) => findings.push(finding('filter-invalid', `${file}:${line}`, detail));
	const logsource = readLogsource(entryOf(document, 'logsource')?.value);
	if (!logsource) fault(document.line, 'the filter has no logsource');
	const body = entryOf(document, 'filter');
	if (body?.value.kind !== 'map') {
		fault(body?.line ?? document.line, 'the filter must be a mapping');
		return { value: undefined, findings };
	}
	const rules = targetsOf(entryOf(body.value, 'rules')?.value);
	if (!rules) fault(body.line, 'the filter names no rules; write "any" for all');
	const { expression, usable, findings: more } = readDetection(body.value, file, ['rules']);
	append(findings, more);
	return { value: rules && usable && logsource ? { rules, logsource, expression, where } : undefined, findings };
}

function targetsOf(node: YamlNode | undefined): FilterRule['rules'] | undefined {
	if (node?.kind === 'list' && node.items.length === 0) return 'any';
	const written = textsOf(node);
	if (/^(any|all)$/i.test(textOf(node) ?? '') || written.some((name) => name.toLowerCase() === 'any')) return 'any';
	return written.length > 0 ? written : undefined;
}

/** The rules with every filter that is meant for them; a finding for each rule that a filter names in vain. */
export function applyFilters(
	rules: readonly DetectionRule[],
	filters: readonly FilterRule[],
	findings: Finding[],
): DetectionRule[] {
	for (const filter of filters) {
		if (filter.rules === 'any') continue;
		for (const name of filter.rules) {
			if (rules.some((rule) => rule.id === name || rule.name === name)) continue;
			findings.push(finding('filter-invalid', filter.where, `rule "${name}" is not there`));
		}
	}
	return rules.map((rule) => {
		const meant = filters.filter(
			(filter) =>
				sameSource(filter.logsource, rule.logsource) &&
				(filter.rules === 'any' ||
					filter.rules.includes(rule.id) ||
					(rule.name !== undefined && filter.rules.includes(rule.name))),
		);
		if (meant.length === 0) return rule;
		return { ...rule, expression: { op: 'and', of: [rule.expression, ...meant.map(({ expression }) => expression)] } };
	});
}

/** A filter holds for rules whose logsource says at least what the filter's says. */
function sameSource(filter: LogSource, rule: LogSource): boolean {
	return (['product', 'category', 'service'] as const).every((part) => filter[part] === undefined || filter[part] === rule[part]);
}
