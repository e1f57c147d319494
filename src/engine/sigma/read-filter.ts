import { type Finding, fail, finding, ok, type Result } from '#kernel';
import type { DetectionRule, Expression, LogSource } from '../model.ts';
import { entryOf, textsOf } from '../yaml/access.ts';
import type { YamlMap } from '../yaml/tree.ts';
import { DetectionReader } from './detection.ts';
import { readHeader } from './header.ts';
import { readLogsource } from './read-rule.ts';

/** A Sigma filter: what it says is taken away from the rules it names. */
export interface FilterRule {
	/** Ids or names; `any` for all rules of the logsource. */
	readonly rules: readonly string[] | 'any';
	readonly logsource: LogSource;
	readonly expression: Expression;
	readonly where: string;
}

/** Reads one filter (Sigma filters specification 2.1). */
export function readFilter(document: YamlMap, file: string): Result<FilterRule> {
	const findings: Finding[] = [];
	const { where } = readHeader(document, file, findings);
	const logsource = readLogsource(entryOf(document, 'logsource')?.value);
	if (!logsource) findings.push(finding('filter-invalid', `${file}:${document.line}`, 'the filter has no logsource'));
	const body = entryOf(document, 'filter')?.value;
	if (body?.kind !== 'map')
		return fail(...findings, finding('filter-invalid', `${file}:${document.line}`, 'the filter must be a mapping'));
	const rules = textsOf(entryOf(body, 'rules')?.value);
	const reader = new DetectionReader(file);
	const expression = reader.read(body, ['rules']);
	findings.push(...reader.findings);
	if (rules.length === 0)
		findings.push(finding('filter-invalid', `${file}:${body.line}`, 'the filter names no rules; write "any" for all'));
	if (findings.length > 0 || !logsource) return fail(...findings);
	return ok({ rules: rules.some((name) => name.toLowerCase() === 'any') ? 'any' : rules, logsource, expression, where });
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
		const unless = meant.map(({ expression }): Expression => ({ op: 'not', of: expression }));
		return { ...rule, expression: { op: 'and', of: [rule.expression, ...unless] } };
	});
}

/** A filter holds for rules whose logsource says at least what the filter's says. */
function sameSource(filter: LogSource, rule: LogSource): boolean {
	return (['product', 'category', 'service'] as const).every((part) => filter[part] === undefined || filter[part] === rule[part]);
}
