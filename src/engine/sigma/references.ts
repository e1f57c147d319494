import { type Finding, finding } from '#kernel';
import type { CorrelationRule } from '../correlation/model.ts';
import type { DetectionRule } from '../model.ts';

/** Correlations whose rules all exist and that do not go round in circles; a finding for each of the others. */
export function checkReferences(
	rules: readonly DetectionRule[],
	correlations: readonly CorrelationRule[],
	findings: Finding[],
): CorrelationRule[] {
	const known = new Map<string, DetectionRule | CorrelationRule>();
	for (const rule of [...rules, ...correlations]) {
		known.set(rule.id, rule);
		if (rule.name) known.set(rule.name, rule);
	}
	let kept = [...correlations];
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
