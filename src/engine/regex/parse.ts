import { type CharSet, invert, normalise, type Regex, type RegexNode } from './ast.ts';
import { caseClosed } from './case-closed.ts';

const digit: CharSet = [[48, 57]];
const word: CharSet = normalise([
	[48, 57],
	[65, 90],
	[95, 95],
	[97, 122],
]);
const space: CharSet = [
	[9, 13],
	[32, 32],
];
const shorthand: Record<string, CharSet> = { d: digit, D: invert(digit), w: word, W: invert(word), s: space, S: invert(space) };
const control: Record<string, number> = { t: 9, n: 10, r: 13, f: 12, v: 11, a: 7, e: 27, '0': 0 };
const maxNesting = 100;

/** Reads the part of the PCRE language that all engines agree on; `undefined` means: leave this one to RE2. */
export function parseRegex(source: string, flags: string): Regex | undefined {
	try {
		return new RegexParser(source, flags).whole();
	} catch (error) {
		if (error instanceof NotAgreed) return undefined;
		throw error;
	}
}

class NotAgreed extends Error {}

class RegexParser {
	private readonly source: string;
	private flags: string;
	private at = 0;
	private nesting = 0;

	constructor(source: string, flags: string) {
		this.source = source;
		this.flags = flags;
	}

	whole(): Regex {
		const inline = /^\(\?([ims]+)\)/.exec(this.source);
		if (inline) {
			this.at = inline[0].length;
			this.flags = [...new Set(this.flags + inline[1])].join('');
		}
		const node = this.alternatives();
		if (this.at < this.source.length) throw new NotAgreed();
		return { node, flags: this.flags };
	}

	private alternatives(): RegexNode {
		if (++this.nesting > maxNesting) throw new NotAgreed();
		const of = [this.sequence()];
		while (this.take('|')) of.push(this.sequence());
		this.nesting--;
		return of.length === 1 && of[0] ? of[0] : { kind: 'alt', of };
	}

	private sequence(): RegexNode {
		const of: RegexNode[] = [];
		while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') of.push(this.repeated());
		return { kind: 'cat', of };
	}

	private repeated(): RegexNode {
		const of = this.atom();
		const quantifier = /[*+?]|\{(\d+)(,?)(\d*)\}/y;
		quantifier.lastIndex = this.at;
		const match = quantifier.exec(this.source);
		if (!match) return of;
		if (of.kind === 'assert') throw new NotAgreed();
		this.at = quantifier.lastIndex;
		const [sign, from, comma, to] = match;
		const min = from !== undefined ? Number(from) : sign === '+' ? 1 : 0;
		const max = from !== undefined ? (comma ? (to ? Number(to) : Infinity) : min) : sign === '?' ? 1 : Infinity;
		if (max < min || this.source[this.at] === '+') throw new NotAgreed();
		const lazy = this.take('?');
		if (/[*+{]/.test(this.source[this.at] ?? '')) throw new NotAgreed();
		return { kind: 'repeat', of, min, max, lazy };
	}

	private atom(): RegexNode {
		const char = this.source[this.at++] ?? '';
		if (char === '(') return this.group();
		if (char === '[') return { kind: 'set', set: this.charClass() };
		if (char === '.') return { kind: 'set', set: this.flags.includes('s') ? [[0, 0xffff]] : invert([[10, 10]]) };
		if (char === '^' || char === '$') return { kind: 'assert', source: char };
		if (char === '\\') {
			const next = this.source[this.at];
			if (next === 'b' || next === 'B') {
				this.at++;
				return { kind: 'assert', source: `\\${next}` };
			}
			return { kind: 'set', set: this.escape() };
		}
		if ('*+?'.includes(char)) throw new NotAgreed();
		return { kind: 'set', set: only(char.charCodeAt(0)) };
	}

	private group(): RegexNode {
		const opening = /\?(?::|P?<[a-z]\w*>)/iy;
		opening.lastIndex = this.at;
		if (opening.test(this.source)) this.at = opening.lastIndex;
		else if (this.source[this.at] === '?' || this.source[this.at] === '*') throw new NotAgreed();
		const node = this.alternatives();
		if (!this.take(')')) throw new NotAgreed();
		return node;
	}

	private escape(): CharSet {
		const char = this.source[this.at++] ?? '';
		const known = shorthand[char];
		if (known) return known;
		const code = control[char];
		if (code !== undefined) {
			if (char === '0' && /\d/.test(this.source[this.at] ?? '')) throw new NotAgreed();
			return only(code);
		}
		if (char === 'x') {
			const hex = /^[0-9a-f]{2}/i.exec(this.source.slice(this.at, this.at + 2));
			if (!hex) throw new NotAgreed();
			this.at += 2;
			return only(Number.parseInt(hex[0], 16));
		}
		if (char === '' || /[a-z0-9]/i.test(char)) throw new NotAgreed();
		return only(char.charCodeAt(0));
	}

	private charClass(): CharSet {
		const negated = this.take('^');
		const ranges: (readonly [number, number])[] = [];
		for (let first = true; first || this.source[this.at] !== ']'; first = false) {
			const low = this.classMember();
			const single = low.length === 1 && low[0]?.[0] === low[0]?.[1] ? low[0]?.[0] : undefined;
			const dash = this.source[this.at] === '-' && this.source[this.at + 1] !== ']';
			if (!dash || single === undefined) {
				ranges.push(...low);
				continue;
			}
			this.at++;
			const high = this.classMember();
			const end = high.length === 1 && high[0]?.[0] === high[0]?.[1] ? high[0]?.[0] : undefined;
			if (end === undefined || end < single) throw new NotAgreed();
			ranges.push([single, end]);
		}
		this.at++;
		const set = normalise(ranges);
		return negated ? invert(this.flags.includes('i') ? caseClosed(set) : set) : set;
	}

	private classMember(): CharSet {
		const char = this.source[this.at++];
		if (char === undefined || (char === '[' && /[:.=]/.test(this.source[this.at] ?? ''))) throw new NotAgreed();
		if (char !== '\\') return only(char.charCodeAt(0));
		if (this.source[this.at] === 'b') throw new NotAgreed();
		return this.escape();
	}

	private take(char: string): boolean {
		if (this.source[this.at] !== char) return false;
		this.at++;
		return true;
	}
}

function only(code: number): CharSet {
	return [[code, code]];
}
