import { fail, finding, ok, type Result } from '#kernel';
import { FAILSAFE_SCHEMA, load, nullCoreTag, YAMLException } from 'js-yaml';
import { place } from '../model/framework-check.ts';

/** Without numbers, dates and booleans: `08`, `1.10` and `no` stay the text their author wrote. */
const TEXT_SCHEMA = FAILSAFE_SCHEMA.withTags(nullCoreTag);
const MAX_CHARACTERS = 16 * 1024 * 1024;
const MAX_DEPTH = 60;
const MAX_ALIASES = 1000;
const MAX_VALUES = 600_000;

/**
 * Reads one YAML document (JSON is YAML too) from an unknown sender in bounded time and memory.
 * All scalars come back as text or null. Refuses: more than 16 Mi characters or 600,000 values, duplicate keys, deep nesting,
 * aliases that multiply, tags, several documents. Findings name `file:line:column`.
 */
export function readYamlText(text: string, fileName: string): Result<unknown> {
	if (text.length > MAX_CHARACTERS)
		return fail(finding('too-large', place(fileName, []), `${text.length} characters, at most ${MAX_CHARACTERS}`));
	if (separators(text) > MAX_VALUES) return fail(finding('too-large', place(fileName, []), `more than ${MAX_VALUES} values`));
	try {
		const value = load(text, { schema: TEXT_SCHEMA, maxDepth: MAX_DEPTH, maxAliases: MAX_ALIASES });
		if (!fitsBudget(value, MAX_VALUES))
			return fail(finding('too-large', place(fileName, []), `more than ${MAX_VALUES} values once its aliases are followed`));
		return ok(value);
	} catch (error) {
		if (!(error instanceof YAMLException)) throw error;
		const where = error.mark ? `${fileName}:${error.mark.line + 1}:${error.mark.column + 1}` : place(fileName, []);
		return fail(finding('content-refused', where, error.reason));
	}
}

/** Reads JSON strictly (syntax as JSON, not as YAML), with duplicate keys and depth refused; scalars come back as text or null. */
export function readJsonText(text: string, fileName: string): Result<unknown> {
	if (text.length <= MAX_CHARACTERS && separators(text) <= MAX_VALUES) {
		try {
			JSON.parse(text);
		} catch (error) {
			return fail(
				finding('content-refused', place(fileName, []), `not JSON: ${error instanceof Error ? error.message.slice(0, 200) : ''}`),
			);
		}
	}
	return readYamlText(text, fileName);
}

/** Aliases share objects, so a small file can stand for billions of values: count them as a reader would meet them. */
function fitsBudget(root: unknown, budget: number): boolean {
	const waiting: unknown[] = [root];
	let left = budget;
	while (waiting.length > 0) {
		const value = waiting.pop();
		if (typeof value !== 'object' || value === null) continue;
		const inner = Object.values(value);
		left -= inner.length;
		if (left < 0) return false;
		for (const one of inner) waiting.push(one);
	}
	return true;
}

/** Upper bound of the number of values: each but the first stands behind one of these. Counted before parsing, which costs 180 bytes each. */
function separators(text: string): number {
	let count = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 0x2c || code === 0x0a || code === 0x0d || code === 0x5b || code === 0x7b) count++;
	}
	return count;
}
