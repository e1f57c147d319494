import type { Expression, Test, TextMode } from '../model.ts';
import { requiredLiterals } from '../regex/literals.ts';
import { parseRegex } from '../regex/parse.ts';
import { surprise } from './rarity.ts';

/** A literal that must be found, in lower case, for a rule to have a chance. `field` is absent for keywords. */
export interface Anchor {
	readonly field: string | undefined;
	readonly mode: TextMode;
	readonly text: string;
}
const asciiRun = /[\0-\x7f]+/g;
const maxAnchors = 400;

/** Anchors of which at least one holds whenever the expression does; `undefined` when none can be named. */
export function anchorsOf(expression: Expression): readonly Anchor[] | undefined {
	switch (expression.op) {
		case 'and': {
			let best: readonly Anchor[] | undefined;
			for (const one of expression.of) {
				const anchors = anchorsOf(one);
				if (anchors && (!best || weight(anchors) < weight(best))) best = anchors;
			}
			return best;
		}
		case 'or': {
			const each = expression.of.map(anchorsOf);
			const all = each.every((anchors) => anchors !== undefined) ? each.flat() : undefined;
			return all && all.length <= maxAnchors ? all : undefined;
		}
		case 'field':
			return testAnchors(expression.field, expression.test);
		case 'keyword':
			return testAnchors(undefined, expression.test);
		default:
			return undefined;
	}
}

/** How often the anchors are thought to hold, 1 meaning once an event. */
function weight(anchors: readonly Anchor[]): number {
	return anchors.reduce(
		(sum, { text, mode }) => sum + 2 ** -(surprise(text) + (mode === 'equals' ? 3 : mode === 'contains' ? 0 : 1)),
		0,
	);
}

function testAnchors(field: string | undefined, test: Test): readonly Anchor[] | undefined {
	const mode = field === undefined ? 'contains' : undefined;
	switch (test.kind) {
		case 'text': {
			if (/^[\0-\x7f]+$/.test(test.text) && !(test.dash && test.text.includes('-'))) {
				return [{ field, mode: mode ?? test.mode, text: test.text.toLowerCase() }];
			}
			return longest([test.text], test.dash, field);
		}
		case 'glob':
			return longest(
				test.parts.filter((part) => typeof part === 'string'),
				test.dash,
				field,
			);
		case 'regex': {
			const regex = parseRegex(test.source, test.flags);
			const texts = regex && requiredLiterals(regex, (some) => some.reduce((sum, text) => sum + 2 ** -surprise(text), 0));
			return texts && texts.length > 0 && !texts.includes('')
				? texts.map((text) => ({ field, mode: 'contains', text }))
				: undefined;
		}
		case 'unexpanded':
			return [];
		default:
			return undefined;
	}
}

/** The rarest piece of ASCII; with `windash` a piece without dashes, which stand for others there. */
function longest(literals: readonly string[], dash: boolean, field: string | undefined): readonly Anchor[] | undefined {
	const pieces = literals
		.flatMap((literal) => (dash ? literal.split('-') : [literal]))
		.flatMap((piece) => piece.match(asciiRun) ?? []);
	const [best] = pieces.sort((a, b) => surprise(b) - surprise(a));
	return best ? [{ field, mode: 'contains', text: best.toLowerCase() }] : undefined;
}
