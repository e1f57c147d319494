import { type Finding, fail, finding, ok, type Result } from '#kernel';

export interface Token {
	readonly kind: 'word' | 'quoted' | '(' | ')' | ':' | '[' | ']' | 'and' | 'or' | 'not' | 'end';
	readonly text: string;
	/** Column, from 1. */
	readonly at: number;
}

const longestQuery = 2000;
const single = new Set(['(', ')', '[', ']', ':']);
const words = new Map<string, Token['kind']>([
	['AND', 'and'],
	['OR', 'or'],
	['NOT', 'not'],
]);

/** Cuts a search into its parts. A backslash takes the next sign literally, also in a quoted value. */
export function tokensOf(query: string): Result<Token[]> {
	if (query.length > longestQuery) return fail(finding('search-too-long', 'column 1', `at most ${longestQuery} signs`));
	const tokens: Token[] = [];
	const findings: Finding[] = [];
	for (let at = 0; at < query.length; ) {
		const sign = query[at]!;
		if (/\s/.test(sign)) at++;
		else if (single.has(sign) && !(sign === ':' && tokens.at(-1)?.kind === ':'))
			tokens.push({ kind: sign as '(', text: sign, at: ++at });
		else if (sign === '"') {
			const end = closingQuote(query, at);
			if (end === -1) findings.push(finding('quote-open', `column ${at + 1}`, 'this quote is not closed'));
			tokens.push({ kind: 'quoted', text: unescaped(query.slice(at + 1, end === -1 ? undefined : end)), at: at + 1 });
			at = end === -1 ? query.length : end + 1;
		} else {
			const start = at;
			at = endOfWord(query, at, tokens.at(-1)?.kind === ':');
			const text = query.slice(start, at);
			tokens.push({ kind: words.get(text) ?? 'word', text, at: start + 1 });
		}
	}
	tokens.push({ kind: 'end', text: '', at: query.length + 1 });
	return findings.length > 0 ? fail(...findings) : ok(tokens);
}

function closingQuote(query: string, open: number): number {
	for (let at = open + 1; at < query.length; at++) {
		if (query[at] === '\\') at++;
		else if (query[at] === '"') return at;
	}
	return -1;
}

/** A value may hold colons (`2001:db8::1`, `::1`, `12:30`), the name of a field may not. */
function endOfWord(query: string, start: number, value: boolean): number {
	let at = start;
	for (; at < query.length; at++) {
		const sign = query[at]!;
		if (sign === '\\') at++;
		else if (/\s/.test(sign) || sign === '"' || sign === '(' || sign === ')' || sign === '[' || sign === ']') break;
		else if (sign === ':' && !value) break;
	}
	return Math.min(at, query.length);
}

export function unescaped(text: string): string {
	return text.replace(/\\(.)/gs, '$1');
}
