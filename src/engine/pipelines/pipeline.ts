import { fail, type Finding, finding, ok, type Result } from '#kernel';
import type { Read } from '../sigma/read.ts';
import { entryOf, plainOf, textOf } from '../yaml/access.ts';
import { readYaml, type YamlMap, type YamlNode } from '../yaml/tree.ts';
import type { Change, Naming, Vars } from './change.ts';
import { type Holds, readConditionSet } from './condition-set.ts';
import { fieldConditions, itemConditions, type ItemSubject, ruleConditions, type RuleSubject } from './conditions.ts';
import { naming } from './names.ts';
import { transformations } from './transformations.ts';

export interface Step {
	readonly id: string | undefined;
	readonly applies: Holds<RuleSubject>;
	readonly meant: Holds<ItemSubject>;
	readonly change: Change | undefined;
	/** For steps that change names: also the names in correlations change. */
	readonly naming: Naming | undefined;
	/** For `nest`. */
	readonly steps: readonly Step[];
}

/** A processing pipeline: steps that change rules before they are used. */
export interface Pipeline {
	readonly name: string;
	/** Lower goes first. */
	readonly priority: number;
	readonly steps: readonly Step[];
}

const deepestNesting = 8;

/** Reads a processing pipeline in pySigma's YAML form; steps of a type that is not known are findings. */
export function readPipeline(file: string, text: string): Result<Pipeline> {
	const read = readYaml(file, text);
	if (!read.ok) return read;
	const [document] = read.value;
	if (document?.kind !== 'map') return fail(finding('pipeline-invalid', `${file}:1`, 'a pipeline must be a mapping'));
	const { value, findings } = pipelineOf(document, file);
	return value ? ok(value) : fail(...findings);
}

/** The pipeline that a document holds; what it says of finished queries (`postprocessing`, `finalizers`) has no meaning here. */
export function pipelineOf(document: YamlMap, file: string): Read<Pipeline> {
	const findings: Finding[] = [];
	const steps = stepsOf(entryOf(document, 'transformations')?.value, varsOf(document), file, findings, 0);
	if (findings.length > 0) return { value: undefined, findings };
	const name = textOf(entryOf(document, 'name')?.value) ?? file;
	return { value: { name, priority: Number(textOf(entryOf(document, 'priority')?.value) ?? 0) || 0, steps }, findings };
}

function stepsOf(list: YamlNode | undefined, vars: Vars, file: string, findings: Finding[], depth: number): Step[] {
	const fault = (line: number, detail: string) => findings.push(finding('pipeline-invalid', `${file}:${line}`, detail));
	const steps: Step[] = [];
	for (const node of list?.kind === 'list' ? list.items : []) {
		if (node.kind !== 'map') {
			fault(node.line, 'a transformation must be a mapping');
			continue;
		}
		const type = textOf(entryOf(node, 'type')?.value) ?? '';
		const nested = type === 'nest';
		if (nested && depth >= deepestNesting) fault(node.line, 'steps are nested too deeply');
		const inner = nested && depth < deepestNesting ? stepsOf(entryOf(node, 'items')?.value, vars, file, findings, depth + 1) : [];
		const step = stepOf(node, type, vars, inner);
		if (typeof step === 'string') fault(node.line, step);
		else steps.push(step);
	}
	return steps;
}

function stepOf(node: YamlMap, type: string, vars: Vars, steps: readonly Step[]): Step | string {
	const reader = Object.hasOwn(transformations, type) ? transformations[type] : undefined;
	if (!reader && type !== 'nest') return `transformation "${type}" is not known`;
	const read = reader?.(node, vars);
	if (typeof read === 'string') return read;
	const applies = readConditionSet(node, { conditions: 'rule_conditions', prefix: 'rule_cond' }, ruleConditions);
	if (typeof applies === 'string') return applies;
	const item = readConditionSet(node, { conditions: 'detection_item_conditions', prefix: 'detection_item_cond' }, itemConditions);
	if (typeof item === 'string') return item;
	const field = readConditionSet(node, { conditions: 'field_name_conditions', prefix: 'field_name_cond' }, fieldConditions);
	if (typeof field === 'string') return field;
	const change = typeof read === 'object' ? naming(read.naming) : read;
	return {
		id: textOf(entryOf(node, 'id')?.value),
		meant: (subject) => item(subject) && field(subject),
		...{ applies, change, steps, naming: typeof read === 'object' ? read.naming : undefined },
	};
}

function varsOf(document: YamlMap): Vars {
	const node = entryOf(document, 'vars')?.value;
	const vars = new Map<string, string[]>();
	for (const { key, value } of node?.kind === 'map' ? node.entries : []) vars.set(key, [plainOf(value)].flat().map(String));
	return vars;
}
