import type { DetectionRule, Expression } from '#engine';
import { personFieldNames } from '../persons/fields.ts';
import { nameOf } from '../persons/pseudonym.ts';

/** Fields of persons as a rule may write them: the last part of a path, capitals or not. */
const fields = new Set([...personFieldNames].map((name) => name.toLowerCase()));
const isPersonField = (field: string) => fields.has(field.toLowerCase()) || fields.has(field.toLowerCase().split('.').at(-1)!);

type Test = Extract<Expression, { op: 'keyword' }>['test'];

/** Texts of a test, or nothing where it asks no more than that there is a value. */
function textsOf(test: Test): readonly string[] | 'any' {
	switch (test.kind) {
		case 'text':
			return [test.text];
		case 'glob':
			return test.parts.filter((part) => typeof part === 'string');
		case 'regex':
		case 'unexpanded':
		case 'fieldref':
			return 'any';
		default:
			return [];
	}
}

/** A whole name that is nobody's, or the sign that accounts of machines end in. */
function isStoredAsItIs(test: Test, text: string): boolean {
	if (text.endsWith('$')) return true;
	return test.kind === 'text' && test.mode === 'equals' && nameOf(text.slice(text.lastIndexOf('\\') + 1)) === undefined;
}

/**
 * What a rule says of persons: `fields` when it tests a field of a person by what the name is, which a stored line no longer
 * tells, and the texts of its other tests, in which a name may stand. A name that is nobody's is stored as it is.
 */
export function namesInRule(rules: readonly DetectionRule[]): { readonly fields: boolean; readonly texts: readonly string[] } {
	const texts = new Set<string>();
	let tested = false;
	const walk = (expression: Expression): void => {
		if (expression.op === 'and' || expression.op === 'or') expression.of.forEach(walk);
		else if (expression.op === 'not' || expression.op === 'differs') walk(expression.of);
		else {
			const found = textsOf(expression.test);
			if (expression.op === 'field' && isPersonField(expression.field)) {
				tested ||= found === 'any' || found.some((text) => !isStoredAsItIs(expression.test, text));
			} else if (found !== 'any') for (const text of found) texts.add(text);
		}
	};
	for (const { expression } of rules) walk(expression);
	return { fields: tested, texts: [...texts] };
}
