import type { Expression, Test } from '../model.ts';

/** Rebuilds an expression with each field test replaced. */
export function mapFields(expression: Expression, change: (field: string, test: Test) => Expression): Expression {
	switch (expression.op) {
		case 'and':
		case 'or':
			return { ...expression, of: expression.of.map((one) => mapFields(one, change)) };
		case 'not':
			return { op: 'not', of: mapFields(expression.of, change) };
		case 'differs': {
			const of = mapFields(expression.of, change);
			const fields = new Set<string>();
			mapFields(of, (field, test) => {
				fields.add(field);
				return { op: 'field', field, test };
			});
			const each = [...fields].map((field): Expression => ({ op: 'differs', field, of }));
			return each.length === 1 && each[0] ? each[0] : { op: 'or', of: each };
		}
		case 'field':
			return change(expression.field, expression.test);
		case 'keyword':
			return expression;
	}
}
