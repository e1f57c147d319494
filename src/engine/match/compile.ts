import type { Expression, Test } from '../model.ts';
import { contains, readIp, readNetwork } from '../net/ip.ts';
import { compileRegex } from '../regex/compile.ts';
import { type EventContext, prepared, type Scalar } from './context.ts';
import { anyContained, globTest, type TextTest, textTest } from './text-tests.ts';
import { timePart } from './times.ts';

/** In lower case a text is at most this many times as long. */
const longestFold = 3;
const ascii = /^[\0-\x7f]+$/;
export type Check = (context: EventContext) => boolean;
/** Gives the slot of a field name. */
export type SlotOf = (field: string) => number;

/** Turns what a rule says into nested functions that stop at the first answer, cheap ones first. */
export function compileExpression(expression: Expression, slotOf: SlotOf): Check {
	switch (expression.op) {
		case 'and':
			return conjunction(byCost(expression.of).map((one) => compileExpression(one, slotOf)));
		case 'or':
			return disjunction(anyOf(expression.of, slotOf));
		case 'not': {
			const inner = compileExpression(expression.of, slotOf);
			return (context) => !inner(context);
		}
		case 'differs': {
			const slot = slotOf(expression.field);
			const inner = compileExpression(expression.of, slotOf);
			return (context) => context.has(slot) && !inner(context);
		}
		case 'keyword':
			return keywordCheck(expression.test);
		case 'field':
			return fieldCheck(slotOf(expression.field), expression.test, slotOf);
	}
}

function conjunction(checks: readonly Check[]): Check {
	const [a, b, c] = checks;
	if (checks.length === 2 && a && b) return (context) => a(context) && b(context);
	if (checks.length === 3 && a && b && c) return (context) => a(context) && b(context) && c(context);
	return (context) => {
		for (const check of checks) if (!check(context)) return false;
		return true;
	};
}

function disjunction(checks: readonly Check[]): Check {
	const [a, b] = checks;
	if (checks.length === 2 && a && b) return (context) => a(context) || b(context);
	return (context) => {
		for (const check of checks) if (check(context)) return true;
		return false;
	};
}

/** From this many texts on, one search for all of them is cheaper than one for each. */
const leastTogether = 8;

/** Texts that one field may contain are searched for together. */
function anyOf(of: readonly Expression[], slotOf: SlotOf): Check[] {
	const perField = Map.groupBy(of.filter(isContained), ({ field }) => field);
	const together = [...perField].filter(([, tests]) => tests.length >= leastTogether);
	const taken = new Set<Expression>(together.flatMap(([, tests]) => tests));
	const apart = byCost(of.filter((one) => !taken.has(one))).map((one) => compileExpression(one, slotOf));
	const joint = together.map(([field, tests]) => foldedCheck(slotOf(field), anyContained(tests.map(({ test }) => test.text))));
	return [...joint, ...apart];
}

type Contained = Expression & { readonly op: 'field'; readonly test: Test & { readonly kind: 'text' } };

function isContained(one: Expression): one is Contained {
	return (
		one.op === 'field' &&
		one.test.kind === 'text' &&
		one.test.mode === 'contains' &&
		!one.test.cased &&
		!one.test.dash &&
		ascii.test(one.test.text)
	);
}

function byCost(of: readonly Expression[]): Expression[] {
	return [...of].sort((a, b) => costOf(a) - costOf(b));
}

function costOf(expression: Expression): number {
	if (expression.op === 'and' || expression.op === 'or') return expression.of.reduce((sum, one) => sum + costOf(one), 1);
	if (expression.op === 'not' || expression.op === 'differs') return costOf(expression.of) + 1;
	if (expression.op === 'keyword') return 200;
	const { test } = expression;
	if (test.kind === 'regex') return 100;
	if (test.kind === 'glob') return 8;
	return test.kind === 'text' && test.mode === 'contains' ? 4 : 2;
}

function fieldCheck(slot: number, test: Test, slotOf: SlotOf): Check {
	switch (test.kind) {
		case 'present':
			return test.wanted ? (context) => context.has(slot) : (context) => !context.has(slot);
		case 'null':
			return (context) => !context.has(slot) || context.all(slot).includes(null);
		case 'unexpanded':
			return () => false;
		case 'fieldref': {
			const other = slotOf(test.field);
			return (context) => fieldsAgree(context, slot, other, test);
		}
		case 'text':
		case 'glob':
			if (!test.cased && !test.dash) return foldedCheck(slot, matcherOf(test));
			return scalarCheck(slot, scalarTest(test));
		default:
			return scalarCheck(slot, scalarTest(test));
	}
}

function matcherOf(test: Test & { kind: 'text' | 'glob' }): TextTest {
	return test.kind === 'text' ? textTest(test.mode, test.text) : globTest(test.parts);
}

function foldedCheck(slot: number, matches: TextTest): Check {
	return (context) => {
		const text = context.text(slot);
		if (text !== undefined) return matches(text);
		return (
			context.isList(slot) && context.all(slot).some((value) => value !== null && matches(prepared(String(value), false, false)))
		);
	};
}

function scalarCheck(slot: number, matches: (value: Scalar) => boolean): Check {
	return (context) => {
		const text = context.raw(slot);
		if (text !== undefined) return matches(text);
		return context.isList(slot) && context.all(slot).some(matches);
	};
}

/** A test on one value of any type; null passes none of these. */
function scalarTest(test: Test): (value: Scalar) => boolean {
	switch (test.kind) {
		case 'text':
		case 'glob': {
			const matches = matcherOf(test);
			return (value) => value !== null && matches(prepared(String(value), test.cased, test.dash));
		}
		case 'regex': {
			const matches = compileRegex(test.source, test.flags);
			return (value) => value !== null && matches(String(value));
		}
		case 'cidr': {
			const network = readNetwork(test.network);
			return (value) => {
				const ip = typeof value === 'string' && network ? readIp(value.trim()) : undefined;
				return ip !== undefined && network !== undefined && contains(network, ip);
			};
		}
		case 'compare':
			return (value) => compare(value, test);
		default:
			return () => false;
	}
}

const decimal = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i;

function numberIn(text: string): number | undefined {
	return text.length < 400 && decimal.test(text) ? Number(text) : undefined;
}

function compare(value: Scalar, { operator, number, part }: Test & { kind: 'compare' }): boolean {
	if (value === null || typeof value === 'boolean') return false;
	const actual = part ? timePart(value, part) : typeof value === 'number' ? value : numberIn(value);
	if (actual === undefined || Number.isNaN(actual)) return false;
	if (operator === 'eq') return actual === number;
	if (operator === 'lt' || operator === 'lte') return actual < number || (operator === 'lte' && actual === number);
	return actual > number || (operator === 'gte' && actual === number);
}

function fieldsAgree(context: EventContext, slot: number, other: number, { mode, cased }: Test & { kind: 'fieldref' }): boolean {
	if (!context.has(slot) || !context.has(other)) return false;
	const one = cased ? context.raw(slot) : context.text(slot);
	const wanted = cased ? context.raw(other) : context.text(other);
	if (one !== undefined && wanted !== undefined) return textTest(mode, wanted)(one);
	const texts = (from: number) =>
		context.all(from).flatMap((value) => (value === null ? [] : prepared(String(value), cased, false)));
	return texts(slot).some((text) => texts(other).some((each) => textTest(mode, each)(text)));
}

function keywordCheck(test: Test): Check {
	if (test.kind === 'null' || test.kind === 'present' || test.kind === 'fieldref') return () => false;
	if ((test.kind === 'text' || test.kind === 'glob') && !test.cased && !test.dash) {
		const fits = matcherOf(test);
		const texts = test.kind === 'text' ? [test.text] : test.parts.filter((part) => typeof part === 'string');
		const shortest = Math.max(0, ...texts.map(({ length }) => Math.floor(length / longestFold)));
		return (context) => context.someLeaf(fits, shortest);
	}
	const matches = scalarTest(test);
	return (context) => context.leaves().some(matches);
}
