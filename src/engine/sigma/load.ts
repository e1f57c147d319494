import { fail, type Finding, finding, ok, type Result } from '#kernel';
import type { DetectionRule } from '../model.ts';
import { entryOf } from '../yaml/access.ts';
import { readYaml, type YamlNode } from '../yaml/tree.ts';
import { readRule } from './read-rule.ts';

export interface RuleSource {
	/** Name for findings. */
	readonly file: string;
	readonly text: string;
}
export interface LoadedRules {
	readonly rules: readonly DetectionRule[];
	readonly findings: readonly Finding[];
}

/** Reads what can be read and lists every fault of the rest; never throws. */
export function loadRulesLenient(sources: readonly RuleSource[]): LoadedRules {
	const rules: DetectionRule[] = [];
	const findings: Finding[] = [];
	const seen = new Map<string, string>();
	for (const { file, text } of sources) {
		const documents = readYaml(file, text);
		if (!documents.ok) {
			findings.push(...documents.findings);
			continue;
		}
		if (documents.value.length === 0) findings.push(finding('rule-invalid', `${file}:1`, 'the file is empty'));
		for (const document of documents.value) {
			const read = readDocument(document, file);
			if (!read.ok) findings.push(...read.findings);
			else {
				const before = seen.get(read.value.id);
				if (before) findings.push(finding('rule-duplicate', read.value.where, `id ${read.value.id} stands in ${before} too`));
				else rules.push(read.value);
				seen.set(read.value.id, before ?? read.value.where);
			}
		}
	}
	return { rules, findings };
}

/** A rule set whole, or all its faults. */
export function loadRules(sources: readonly RuleSource[]): Result<LoadedRules> {
	const loaded = loadRulesLenient(sources);
	return loaded.findings.length > 0 ? fail(...loaded.findings) : ok(loaded);
}

function readDocument(document: YamlNode, file: string): Result<DetectionRule> {
	if (document.kind !== 'map') return fail(finding('rule-invalid', `${file}:${document.line}`, 'a rule must be a mapping'));
	if (entryOf(document, 'detection') || entryOf(document, 'logsource')) return readRule(document, file);
	return fail(finding('rule-invalid', `${file}:${document.line}`, 'neither detection, correlation nor filter stands here'));
}
