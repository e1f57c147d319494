import { fail, finding, ok, type Result } from '#kernel';
import type { Pattern, Query } from './query.ts';
import { type Token, tokensOf, unescaped } from './tokens.ts';

const mostTerms = 50;
const deepest = 20;
/** Of a number or a moment; anything else behind these signs is a text that begins with them. */
const comparison = /^([<>]=?)(-?\d.*)$/;

/** A fault met while descending; it never leaves this file. */
class Fault extends Error {
	readonly token: Token;

	constructor(token: Token, detail: string) {
		super(detail);
		this.token = token;
	}
}

/**
 * Reads a search: `field:value`, `field:val*`, `field:"as it stands"`, `field:[from TO to]`, `field:>=from`, words and "phrases" anywhere
 * in the raw line, `AND` (or nothing), `OR`, `NOT`, parentheses. Empty means everything.
 */
export function parseQuery(text: string): Result<Query> {
	const tokens = tokensOf(text);
	if (!tokens.ok) return tokens;
	try {
		return ok(new Parser(tokens.value).parse());
	} catch (fault) {
		if (!(fault instanceof Fault)) throw fault;
		return fail(finding('search-unreadable', `column ${fault.token.at}`, fault.message));
	}
}

class Parser {
	readonly #tokens: readonly Token[];
	#at = 0;
	#terms = 0;
	#depth = 0;

	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}

	parse(): Query {
		if (this.#next().kind === 'end') return { op: 'and', of: [] };
		const query = this.#or();
		if (this.#next().kind !== 'end') throw new Fault(this.#next(), `"${this.#next().text}" was not expected here`);
		return query;
	}

	#next(): Token {
		return this.#tokens[this.#at]!;
	}

	#take(): Token {
		return this.#tokens[this.#at++]!;
	}

	#or(): Query {
		const of = [this.#and()];
		while (this.#next().kind === 'or') {
			this.#take();
			of.push(this.#and());
		}
		return of.length === 1 ? of[0]! : { op: 'or', of };
	}

	#and(): Query {
		const of = [this.#not()];
		for (;;) {
			const { kind } = this.#next();
			if (kind === 'and') this.#take();
			else if (kind !== 'word' && kind !== 'quoted' && kind !== 'not' && kind !== '(') break;
			of.push(this.#not());
		}
		return of.length === 1 ? of[0]! : { op: 'and', of };
	}

	#not(): Query {
		if (++this.#depth > deepest) throw new Fault(this.#next(), `nested deeper than ${deepest} levels`);
		const token = this.#take();
		const query = this.#term(token);
		this.#depth--;
		return query;
	}

	#term(token: Token): Query {
		if (token.kind === 'not') return { op: 'not', of: this.#not() };
		if (token.kind === '(') {
			const query = this.#or();
			const close = this.#take();
			if (close.kind !== ')') throw new Fault(token, 'this parenthesis is not closed');
			return query;
		}
		if (token.kind !== 'word' && token.kind !== 'quoted') throw new Fault(token, 'a word, "phrase" or field:value was expected');
		if (++this.#terms > mostTerms) throw new Fault(token, `more than ${mostTerms} terms`);
		if (this.#next().kind !== ':') return { op: 'text', pattern: patternOf(token) };
		this.#take();
		return this.#value(token);
	}

	#value(name: Token): Query {
		if (name.kind !== 'word' || !/^[\w@.-]{1,100}$/.test(name.text)) throw new Fault(name, 'this is no name of a field');
		const token = this.#take();
		if (token.kind === '[') return this.#range(name, token);
		if (token.kind !== 'word' && token.kind !== 'quoted') throw new Fault(token, 'a value was expected after the colon');
		const [, sign = '', bound = ''] = (token.kind === 'word' && comparison.exec(token.text)) || [];
		if (sign === '') return { op: 'field', field: name.text, pattern: patternOf(token) };
		const beyond = sign.length === 1;
		const [from, to] = sign.startsWith('>') ? [bound, '*'] : ['*', bound];
		return { op: 'range', field: name.text, from, to, beyond };
	}

	#range(name: Token, open: Token): Query {
		const parts: string[] = [];
		for (let token = this.#take(); token.kind !== ']'; token = this.#take()) {
			if (token.kind === 'end') throw new Fault(open, 'this range is not closed');
			parts.push(token.text);
		}
		const [from, to, ...more] = parts.join('').split('TO');
		if (from === undefined || to === undefined || more.length > 0) throw new Fault(open, 'a range is [from TO to]');
		return { op: 'range', field: name.text, from, to, beyond: false };
	}
}

function patternOf({ kind, text }: Token): Pattern {
	if (kind === 'quoted') return { pieces: [text] };
	const pieces = text.match(/(?:\\.|\\$|[^*\\])+|\*/gs) ?? [];
	const found: string[] = [''];
	for (const piece of pieces) {
		if (piece === '*') found.push('');
		else found[found.length - 1] = unescaped(piece);
	}
	return { pieces: found };
}
