import { fail, type Finding, finding, ok, type Result } from '#kernel';
import type { Read } from '../sigma/read.ts';
import type { DetectionRule } from '../model.ts';
import { entryOf, plainOf, textOf } from '../yaml/access.ts';
import { readYaml, type YamlMap } from '../yaml/tree.ts';
import { type Change, readTransformation, type Vars } from './transformations.ts';
import { appliesTo, readConditions, type RuleCondition } from './conditions.ts';

interface Step {
	readonly change: Change;
	readonly conditions: readonly RuleCondition[];
	readonly any: boolean;
}

/** A processing pipeline: steps that change rules before they are used. */
export interface Pipeline {
	readonly name: string;
	/** Lower goes first. */
	readonly priority: number;
	readonly steps: readonly Step[];
}

/** Reads a processing pipeline in pySigma's YAML form; steps of a type that is not known are findings. */
export function readPipeline(file: string, text: string): Result<Pipeline> {
	const read = readYaml(file, text);
	if (!read.ok) return read;
	const [document] = read.value;
	if (document?.kind !== 'map') return fail(finding('pipeline-invalid', `${file}:1`, 'a pipeline must be a mapping'));
	const { value, findings } = pipelineOf(document, file);
	return value ? ok(value) : fail(...findings);
}

/** The pipeline that a document holds. */
export function pipelineOf(document: YamlMap, file: string): Read<Pipeline> {
	const findings: Finding[] = [];
	const vars = varsOf(document);
	const list = entryOf(document, 'transformations')?.value;
	const steps: Step[] = [];
	for (const node of list?.kind === 'list' ? list.items : []) {
		if (node.kind !== 'map') {
			findings.push(finding('pipeline-invalid', `${file}:${node.line}`, 'a transformation must be a mapping'));
			continue;
		}
		const change = readTransformation(node, vars);
		const conditions = readConditions(entryOf(node, 'rule_conditions')?.value);
		if (typeof change === 'string') findings.push(finding('pipeline-invalid', `${file}:${node.line}`, change));
		else if (typeof conditions === 'string') findings.push(finding('pipeline-invalid', `${file}:${node.line}`, conditions));
		else steps.push({ change, conditions, any: textOf(entryOf(node, 'rule_cond_op')?.value) === 'or' });
	}
	if (findings.length > 0) return { value: undefined, findings };
	const name = textOf(entryOf(document, 'name')?.value) ?? file;
	return { value: { name, priority: Number(textOf(entryOf(document, 'priority')?.value) ?? 0) || 0, steps }, findings };
}

/** The rules after all pipelines, and what they refuse. */
export function applyPipelines(
	rules: readonly DetectionRule[],
	pipelines: readonly Pipeline[],
): { rules: DetectionRule[]; findings: Finding[] } {
	const findings: Finding[] = [];
	const ordered = [...pipelines].sort((a, b) => a.priority - b.priority);
	const changed = rules.flatMap((rule) => {
		let now: DetectionRule | undefined = rule;
		for (const { steps } of ordered) {
			for (const { change, conditions, any } of steps) {
				if (!now || !appliesTo(now, conditions, any)) continue;
				const next: DetectionRule | string = change(now);
				if (typeof next === 'string') {
					findings.push(finding('pipeline-refuses', rule.where, next));
					now = undefined;
				} else now = next;
			}
		}
		return now ?? [];
	});
	return { rules: changed, findings };
}

function varsOf(document: YamlMap): Vars {
	const node = entryOf(document, 'vars')?.value;
	const vars = new Map<string, string[]>();
	for (const { key, value } of node?.kind === 'map' ? node.entries : []) vars.set(key, [plainOf(value)].flat().map(String));
	return vars;
}
