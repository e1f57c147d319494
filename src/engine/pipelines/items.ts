import type { Expression, Test } from '../model.ts';

/** A detection item: the tests on one field, or one keyword, as far as they stand together. */
export interface Item {
	readonly field: string | undefined;
	readonly expression: Expression;
}

/** Rebuilds an expression item by item. `undefined` takes an item away, and with the last one the whole. */
export function mapItems(expression: Expression, change: (item: Item) => Expression | undefined): Expression | undefined {
	const field = fieldOf(expression);
	if (field !== mixed) return change({ field, expression });
	if (expression.op === 'not') {
		const of = mapItems(expression.of, change);
		return of && { op: 'not', of };
	}
	if (expression.op !== 'and' && expression.op !== 'or') return expression;
	const of = expression.of.flatMap((one) => mapItems(one, change) ?? []);
	return of.length > 0 ? { ...expression, of } : undefined;
}

/** Rebuilds an item with each test replaced by the tests that stand in its place, of which any suffices; the same item when none changed. */
export function mapTests(expression: Expression, change: (test: Test) => readonly Test[]): Expression {
	switch (expression.op) {
		case 'and':
		case 'or': {
			const of = expression.of.map((one) => mapTests(one, change));
			return of.every((one, at) => one === expression.of[at]) ? expression : { ...expression, of };
		}
		case 'not':
		case 'differs': {
			const of = mapTests(expression.of, change);
			return of === expression.of ? expression : { ...expression, of };
		}
		case 'field':
		case 'keyword': {
			const tests = change(expression.test);
			if (tests.length === 1 && tests[0] === expression.test) return expression;
			const each = tests.map((test): Expression => ({ ...expression, test }));
			return each.length === 1 && each[0] ? each[0] : { op: 'or', of: each };
		}
	}
}

/** The same item under another name. */
export function renamed(expression: Expression, name: string): Expression {
	switch (expression.op) {
		case 'and':
		case 'or':
			return { ...expression, of: expression.of.map((one) => renamed(one, name)) };
		case 'not':
			return { op: 'not', of: renamed(expression.of, name) };
		case 'differs':
			return { op: 'differs', field: name, of: renamed(expression.of, name) };
		case 'field':
			return { ...expression, field: name };
		case 'keyword':
			return expression;
	}
}

/** All tests of an expression. */
export function testsOf(expression: Expression): Test[] {
	if (expression.op === 'field' || expression.op === 'keyword') return [expression.test];
	if (expression.op === 'not' || expression.op === 'differs') return testsOf(expression.of);
	return expression.of.flatMap(testsOf);
}

const mixed = Symbol('more than one item');

function fieldOf(expression: Expression): string | undefined | typeof mixed {
	if (expression.op === 'keyword') return undefined;
	if (expression.op === 'field' || expression.op === 'differs') return expression.field;
	if (expression.op === 'not' || expression.of.length === 0) return mixed;
	const fields = new Set(expression.of.map(fieldOf));
	const [field] = fields;
	return fields.size === 1 ? field : mixed;
}
