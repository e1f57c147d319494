import type { Expression } from '../model.ts';

/** All field names an expression asks for. */
export function fieldsOf(expression: Expression, into = new Set<string>()): Set<string> {
	switch (expression.op) {
		case 'and':
		case 'or':
			for (const one of expression.of) fieldsOf(one, into);
			break;
		case 'not':
			fieldsOf(expression.of, into);
			break;
		case 'differs':
			into.add(expression.field);
			fieldsOf(expression.of, into);
			break;
		case 'field':
			into.add(expression.field);
			if (expression.test.kind === 'fieldref') into.add(expression.test.field);
			break;
		case 'keyword':
			break;
	}
	return into;
}

/** The values of which the field must have one for the expression to hold; `undefined` when it asks nothing of the field. */
export function requiredValues(expression: Expression, field: string): ReadonlySet<string> | undefined {
	if (expression.op === 'and') {
		for (const one of expression.of) {
			const values = requiredValues(one, field);
			if (values) return values;
		}
		return undefined;
	}
	if (expression.op === 'or') {
		const each = expression.of.map((one) => requiredValues(one, field));
		return each.length > 0 && each.every((values) => values !== undefined)
			? new Set(each.flatMap((values) => [...values]))
			: undefined;
	}
	if (expression.op !== 'field' || expression.field !== field || expression.test.kind !== 'text') return undefined;
	return expression.test.mode === 'equals' ? new Set([expression.test.text.toLowerCase()]) : undefined;
}
