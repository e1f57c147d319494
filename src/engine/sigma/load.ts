import { fail, type Finding, finding, ok, type Result } from '#kernel';
import type { CorrelationRule } from '../correlation/model.ts';
import type { DetectionRule } from '../model.ts';
import { applyPipelines, type Pipeline } from '../pipelines/pipeline.ts';
import { entryOf } from '../yaml/access.ts';
import { readYaml, type YamlNode } from '../yaml/tree.ts';
import { readCorrelation } from './read-correlation.ts';
import { applyFilters, type FilterRule, readFilter } from './read-filter.ts';
import { readRule } from './read-rule.ts';
import { checkReferences } from './references.ts';

export interface RuleSource {
	/** Name for findings. */
	readonly file: string;
	readonly text: string;
}
export interface LoadedRules {
	/** Detections, with filters and pipelines worked in. */
	readonly rules: readonly DetectionRule[];
	readonly correlations: readonly CorrelationRule[];
	readonly findings: readonly Finding[];
}
export interface LoadOptions {
	/** Applied in the order of their priority. */
	readonly pipelines?: readonly Pipeline[];
}

/** Reads what can be read and lists every fault of the rest; never throws. */
export function loadRulesLenient(sources: readonly RuleSource[], options: LoadOptions = {}): LoadedRules {
	const findings: Finding[] = [];
	const read: { rules: DetectionRule[]; correlations: CorrelationRule[]; filters: FilterRule[] } = {
		rules: [],
		correlations: [],
		filters: [],
	};
	const seen = new Map<string, string>();
	for (const { file, text } of sources) {
		const documents = readYaml(file, text);
		if (!documents.ok) {
			findings.push(...documents.findings);
			continue;
		}
		if (documents.value.length === 0) findings.push(finding('rule-invalid', `${file}:1`, 'the file is empty'));
		for (const document of documents.value) {
			const rule = readDocument(document, file);
			if (!rule.ok) findings.push(...rule.findings);
			else if (!('kind' in rule.value)) read.filters.push(rule.value);
			else if (isNew(rule.value, seen, findings)) {
				if (rule.value.kind === 'detection') read.rules.push(rule.value);
				else read.correlations.push(rule.value);
			}
		}
	}
	const piped = applyPipelines(read.rules, options.pipelines ?? []);
	findings.push(...piped.findings);
	const rules = applyFilters(piped.rules, read.filters, findings);
	return { rules, correlations: checkReferences(rules, read.correlations, findings), findings };
}

/** A rule set whole, or all its faults. */
export function loadRules(sources: readonly RuleSource[], options: LoadOptions = {}): Result<LoadedRules> {
	const loaded = loadRulesLenient(sources, options);
	return loaded.findings.length > 0 ? fail(...loaded.findings) : ok(loaded);
}

function isNew({ id, where }: DetectionRule | CorrelationRule, seen: Map<string, string>, findings: Finding[]): boolean {
	const before = seen.get(id);
	if (before === undefined) {
		seen.set(id, where);
		return true;
	}
	findings.push(finding('rule-duplicate', where, `id ${id} stands in ${before} too`));
	return false;
}

function readDocument(document: YamlNode, file: string): Result<DetectionRule | CorrelationRule | FilterRule> {
	if (document.kind !== 'map') return fail(finding('rule-invalid', `${file}:${document.line}`, 'a rule must be a mapping'));
	if (entryOf(document, 'correlation')) return readCorrelation(document, file);
	if (entryOf(document, 'filter')) return readFilter(document, file);
	if (entryOf(document, 'detection') || entryOf(document, 'logsource')) return readRule(document, file);
	return fail(finding('rule-invalid', `${file}:${document.line}`, 'neither detection, correlation nor filter stands here'));
}
