import { type Finding, finding } from '#kernel';
import type { CorrelationRule } from '../correlation/model.ts';
import type { DetectionRule } from '../model.ts';
import { renamedIn } from './condition.ts';

/** Correlations whose rules all exist and that do not go round in circles; a finding for each of the others. */
export function checkReferences(
	rules: readonly DetectionRule[],
	correlations: readonly CorrelationRule[],
	findings: Finding[],
): CorrelationRule[] {
	const known = new Map<string, Rule>();
	const put = (rule: Rule) => {
		known.set(rule.id, rule);
		if (rule.name) known.set(rule.name, rule);
	};
	for (const rule of [...rules, ...correlations]) put(rule);
	let kept = settled(correlations, (reference) => known.get(reference) ?? byLowerId(known, reference), findings);
	for (const { id, name } of correlations) for (const one of [id, name ?? id]) known.delete(one);
	for (const correlation of kept) put(correlation);
	for (let before = -1; before !== kept.length; ) {
		before = kept.length;
		kept = kept.filter((correlation) => {
			const missing = correlation.rules.find((reference) => !known.has(reference));
			const circle = missing === undefined && reaches(correlation, correlation, known, new Set());
			if (missing === undefined && !circle) return true;
			const detail = circle ? 'the correlation leads back to itself' : `rule "${missing}" is not there`;
			findings.push(finding('correlation-invalid', correlation.where, detail));
			known.delete(correlation.id);
			if (correlation.name) known.delete(correlation.name);
			return false;
		});
	}
	return kept;
}

type Rule = DetectionRule | CorrelationRule;

/** Ids are the same in capitals and small letters. */
function byLowerId(known: ReadonlyMap<string, Rule>, reference: string): Rule | undefined {
	const rule = known.get(reference.toLowerCase());
	return rule?.id === reference.toLowerCase() ? rule : undefined;
}

/** A condition and aliases may name a rule by its id where `rules` has its name, and the other way round. */
function settled(
	correlations: readonly CorrelationRule[],
	find: (reference: string) => Rule | undefined,
	findings: Finding[],
): CorrelationRule[] {
	return correlations.flatMap((correlation) => {
		const rules = correlation.rules.map((reference) =>
			reference === find(reference)?.name ? reference : (find(reference)?.id ?? reference),
		);
		const strange = new Set<string>();
		const among = (name: string): string => {
			const found = rules.find((reference) => reference === name || (find(name) && find(name) === find(reference)));
			if (found === undefined) strange.add(name);
			return found ?? name;
		};
		const expression = correlation.expression && renamedIn(correlation.expression, among);
		const aliases = new Map(
			[...correlation.aliases].map(([alias, fields]) => [
				alias,
				new Map([...fields].map(([name, field]) => [among(name), field])),
			]),
		);
		if (strange.size === 0) return [{ ...correlation, rules, aliases, ...(expression && { expression }) }];
		const detail = `${[...strange].map((name) => `"${name}"`).join(', ')} stands in a condition or alias, but not among the rules`;
		findings.push(finding('correlation-invalid', correlation.namesAt ?? correlation.where, detail));
		return [];
	});
}

function reaches(
	from: CorrelationRule,
	target: CorrelationRule,
	known: ReadonlyMap<string, DetectionRule | CorrelationRule>,
	seen: Set<CorrelationRule>,
): boolean {
	return from.rules.some((reference) => {
		const rule = known.get(reference);
		if (rule?.kind !== 'correlation') return false;
		if (rule === target) return true;
		if (seen.has(rule)) return false;
		seen.add(rule);
		return reaches(rule, target, known, seen);
	});
}
