import { type CorrelationRule, type DetectionRule, loadRulesLenient } from '#engine';
import { fail, finding, ok, type Result } from '#kernel';

export interface RuleToTry {
	readonly id: string;
	readonly title: string;
	readonly rules: readonly DetectionRule[];
	/** Over these rules or over each other. */
	readonly correlations: readonly CorrelationRule[];
}

/**
 * Reads a rule that is to be tried; all its faults when it has any. A file of several is tried as one: an event that any
 * detection matches is a hit, unless it only counts for a correlation of the file; then what the correlation fires on is.
 */
export function readRuleToTry(text: string, file: string): Result<RuleToTry> {
	const { rules, correlations, findings } = loadRulesLenient([{ file, text }]);
	if (findings.length > 0) return fail(...findings);
	const [first] = [...correlations, ...rules];
	if (first === undefined || rules.length === 0) {
		return fail(finding('rule-absent', `${file}:1`, 'no detection rule stands here'));
	}
	return ok({ id: first.id.slice(0, 200), title: first.title.slice(0, 300), rules, correlations });
}
