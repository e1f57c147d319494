import type { DetectionRule } from '#engine';
import { asSystem, type Platform } from '#platform';
import { candidatesIn } from '../persons/past.ts';
import { barePseudonym } from '../persons/pseudonym.ts';
import { pseudonymsOf } from '../persons/secret.ts';
import { knownOf, withPseudonyms } from '../store/persons.ts';
import { namesInRule } from './names-in-rule.ts';

/** Of these institutions those whose stored lines cannot answer for a rule, because names in it stand under pseudonyms there. */
export async function notCheckable(
	platform: Platform,
	rules: readonly DetectionRule[],
	institutions: readonly string[],
): Promise<Set<string>> {
	const { fields, texts } = namesInRule(rules);
	const names = [...new Set(texts.flatMap(candidatesIn))];
	return asSystem(platform, async ({ tx }) => {
		const hidden = await withPseudonyms(tx, institutions);
		if (fields || hidden.size === 0) return hidden;
		const found = new Set<string>();
		for (const [institution, pseudonyms] of await pseudonymsOf(tx, platform.config, [...hidden])) {
			const asked = names.map((name) => barePseudonym(pseudonyms.of(name)));
			if ((await knownOf(tx, institution, asked)).size > 0) found.add(institution);
		}
		return found;
	});
}
