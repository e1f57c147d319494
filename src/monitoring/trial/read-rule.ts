import { type DetectionRule, loadRulesLenient } from '#engine';
import { type Finding, fail, finding, ok, type Result } from '#kernel';

export interface RuleToTry {
	readonly id: string;
	readonly title: string;
	readonly rules: readonly DetectionRule[];
}

/**
 * Reads a rule that is to be tried; all its faults when it has any. A file of several detections is tried as one: an event
 * that any of them matches is a hit. Correlations count over time and wait for what is live: they are refused.
 */
export function readRuleToTry(text: string, file: string): Result<RuleToTry> {
	const { rules, correlations, findings } = loadRulesLenient([{ file, text }]);
	if (findings.length > 0) return fail(...findings);
	const [first] = rules;
	if (correlations.length > 0) return fail(...correlations.map(({ where, title }) => noCorrelation(where, title)));
	if (first === undefined) return fail(finding('rule-absent', `${file}:1`, 'no detection rule stands here'));
	return ok({ id: first.id.slice(0, 200), title: first.title.slice(0, 300), rules });
}

function noCorrelation(where: string, title: string): Finding {
	return finding('correlation', where, `"${title}" is a correlation; try the detection rules it counts, one file each`);
}
