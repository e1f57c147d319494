import type { Expression, Test, TextMode } from '../model.ts';
import { requiredLiterals } from '../regex/literals.ts';
import { parseRegex } from '../regex/parse.ts';
import { fold } from '../text/fold.ts';
import { surprise } from './rarity.ts';

/** A literal that must be found for a rule to have a chance: in lower case, `\x80` standing for anything beyond ASCII. No field: keywords. */
export interface Anchor {
	readonly field: string | undefined;
	readonly mode: TextMode;
	readonly text: string;
}
const beyondAscii = /[^\0-\x7f]/g;
const maxAnchors = 3000;

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

/** Searching inside a whole text costs about as much as trying a rule this often. */
const scanCost = 2 ** -8;

/** What the anchors are thought to cost: how often they hold (1 meaning once an event), and the search for them. */
function weight(anchors: readonly Anchor[]): number {
	const often = anchors.reduce(
		(sum, { text, mode }) => sum + 2 ** -(surprise(text) + (mode === 'equals' ? 3 : mode === 'contains' ? 0 : 1)),
		0,
	);
	return anchors.some(({ mode }) => mode === 'contains') ? often + scanCost : often;
}

function testAnchors(field: string | undefined, test: Test): readonly Anchor[] | undefined {
	const mode = field === undefined ? 'contains' : undefined;
	switch (test.kind) {
		case 'text':
			if (test.text === '') return undefined;
			if (test.dash && test.text.includes('-')) return rarest([test.text], true, field);
			return [{ field, mode: mode ?? test.mode, text: plain(test.text, mode ?? test.mode) }];
		case 'glob':
			return rarest(
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

/** The rarest piece; with `windash` one without dashes, which stand for others there. */
function rarest(literals: readonly string[], dash: boolean, field: string | undefined): readonly Anchor[] | undefined {
	const pieces = literals.flatMap((literal) => (dash ? literal.split('-') : [literal])).filter((piece) => piece !== '');
	const [best] = pieces.sort((a, b) => surprise(b) - surprise(a));
	return best === undefined ? undefined : [{ field, mode: 'contains', text: plain(best, 'contains') }];
}

/** As the searches want it: in lower case, and for all but whole values every character beyond ASCII as the same one. */
function plain(text: string, mode: TextMode): string {
	return mode === 'equals' ? fold(text) : fold(text).replace(beyondAscii, '\x80');
}
