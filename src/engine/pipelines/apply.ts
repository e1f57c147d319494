import { type Finding, finding } from '#kernel';
import type { CorrelationRule } from '../correlation/model.ts';
import type { DetectionRule } from '../model.ts';
import type { Naming } from './change.ts';
import { testsOf } from './items.ts';
import type { Pipeline, Step } from './pipeline.ts';
import { newProgress, type Progress } from './progress.ts';

export interface Processed {
	readonly rules: DetectionRule[];
	readonly correlations: CorrelationRule[];
	readonly findings: Finding[];
}

/** The rules after all pipelines, and what they refuse. A rule in which a placeholder is left is refused: nobody gave its values. */
export function applyPipelines(
	rules: readonly DetectionRule[],
	correlations: readonly CorrelationRule[],
	pipelines: readonly Pipeline[],
): Processed {
	const findings: Finding[] = [];
	const ordered = [...pipelines].sort((a, b) => a.priority - b.priority).flatMap(({ steps }) => steps);
	const namings = new Map<string, Naming[]>();
	const changed = rules.flatMap((rule) => {
		const done: Naming[] = [];
		const now = run(rule, ordered, newProgress(), done);
		const fault = typeof now === 'string' ? { code: 'pipeline-refuses', detail: now } : unexpanded(now);
		for (const name of [rule.id, rule.name]) if (name !== undefined && done.length > 0) namings.set(name, done);
		if (typeof now !== 'string' && fault === undefined) return now;
		if (fault !== undefined) findings.push(finding(fault.code, rule.where, fault.detail));
		return [];
	});
	return { rules: changed, correlations: correlations.map((one) => withNames(one, namings)), findings };
}

function run(rule: DetectionRule, steps: readonly Step[], progress: Progress, done: Naming[]): DetectionRule | string {
	let now = rule;
	for (const { id, applies, meant, change, naming, steps: nested } of steps) {
		if (!applies({ rule: now, progress })) continue;
		const next = change ? change({ rule: now, progress, step: id, meant }) : run(now, nested, progress, done);
		if (typeof next === 'string') return next;
		if (naming) done.push(naming);
		if (id !== undefined) progress.applied.add(id);
		now = next;
	}
	return now;
}

function unexpanded(rule: DetectionRule): { code: string; detail: string } | undefined {
	const test = testsOf(rule.expression).find((one) => one.kind === 'unexpanded');
	if (test?.kind !== 'unexpanded') return undefined;
	return { code: 'placeholder-unexpanded', detail: `no pipeline gives values for the placeholder in "${test.template}"` };
}

/** Events are grouped by the names they have, so a correlation follows its rules where these got other names. */
function withNames(correlation: CorrelationRule, namings: ReadonlyMap<string, readonly Naming[]>): CorrelationRule {
	const rename = (field: string, steps: readonly Naming[]) => steps.reduce((name, step) => step(name)?.[0] ?? name, field);
	const own = correlation.rules.flatMap((reference) => namings.get(reference) ?? []);
	const steps = [...new Set(own)];
	if (steps.length === 0) return correlation;
	const aliases = new Map(
		[...correlation.aliases].map(([alias, fields]) => [
			alias,
			new Map([...fields].map(([rule, field]) => [rule, rename(field, namings.get(rule) ?? [])])),
		]),
	);
	const plain = (field: string) => (aliases.has(field) ? field : rename(field, steps));
	return { ...correlation, aliases, groupBy: correlation.groupBy.map(plain), fields: correlation.fields.map(plain) };
}
