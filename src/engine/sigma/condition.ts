import { fail, finding, ok, type Result } from '#kernel';

/** A condition as written: which named parts must hold, and how. */
export type Condition =
	| { readonly op: 'and' | 'or'; readonly of: readonly Condition[] }
	| { readonly op: 'not'; readonly of: Condition }
	| { readonly op: 'name'; readonly name: string }
	| { readonly op: 'some'; readonly count: number | 'all'; readonly pattern: string };

const token = /\s*(?:([()])|([^\s()]+))/gy;
const maxNesting = 200;

/** Reads `a and not 1 of b*` (Sigma specification, "Condition"). `where` goes into the findings. */
export function readCondition(text: string, where: string): Result<Condition> {
	if (text.includes('|')) {
		return fail(finding('condition-invalid', where, 'the "|" form of Sigma 1 is gone: write a correlation rule instead'));
	}
	const reader = new ConditionReader([...text.matchAll(token)].map((match) => match[1] ?? match[2] ?? ''));
	const condition = reader.whole();
	return condition ? ok(condition) : fail(finding('condition-invalid', where, `${reader.fault} in "${text.slice(0, 200)}"`));
}

class ConditionReader {
	fault = '';
	private readonly tokens: readonly string[];
	private at = 0;
	private nesting = 0;

	constructor(tokens: readonly string[]) {
		this.tokens = tokens;
	}

	whole(): Condition | undefined {
		const condition = this.either();
		if (condition && this.at < this.tokens.length) return this.stop(`unexpected "${this.tokens[this.at]}"`);
		return condition;
	}

	private either(): Condition | undefined {
		return this.joined('or', () => this.joined('and', () => this.negated()));
	}

	private joined(op: 'and' | 'or', next: () => Condition | undefined): Condition | undefined {
		const of: Condition[] = [];
		do {
			const one = next();
			if (!one) return undefined;
			of.push(one);
		} while (this.take(op));
		return of.length === 1 ? of[0] : { op, of };
	}

	private negated(): Condition | undefined {
		if (++this.nesting > maxNesting) return this.stop('nested too deeply');
		const result = this.take('not') ? this.not() : this.primary();
		this.nesting--;
		return result;
	}

	private not(): Condition | undefined {
		const of = this.negated();
		return of && { op: 'not', of };
	}

	private primary(): Condition | undefined {
		if (this.take('(')) {
			const inner = this.either();
			if (!inner) return undefined;
			return this.take(')') ? inner : this.stop('a ")" is missing');
		}
		const word = this.tokens[this.at];
		if (word === undefined || /^(\)|and|or|of)$/i.test(word)) return this.stop('a name is missing');
		this.at++;
		if (this.tokens[this.at]?.toLowerCase() !== 'of') return { op: 'name', name: word };
		this.at++;
		const pattern = this.tokens[this.at++];
		if (pattern === undefined || pattern === '(' || pattern === ')') return this.stop('a name is missing after "of"');
		const quantity = word.toLowerCase();
		if (quantity === 'all') return { op: 'some', count: 'all', pattern };
		if (quantity === 'any') return { op: 'some', count: 1, pattern };
		return /^[1-9]\d{0,3}$/.test(quantity)
			? { op: 'some', count: Number(quantity), pattern }
			: this.stop(`"${word} of" is not known`);
	}

	private take(word: string): boolean {
		if (this.tokens[this.at]?.toLowerCase() !== word) return false;
		this.at++;
		return true;
	}

	private stop(reason: string): undefined {
		this.fault ||= reason;
		return undefined;
	}
}

/** The names that a selector means. Names that begin with `_` are left out, unless the pattern begins so too. */
export function selectNames(pattern: string, names: readonly string[]): string[] {
	const open = pattern.startsWith('_') ? names : names.filter((name) => !name.startsWith('_'));
	if (pattern.toLowerCase() === 'them') return [...open];
	const pieces = pattern.split('*').map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
	const fits = new RegExp(`^${pieces.join('.*')}$`);
	return open.filter((name) => fits.test(name));
}

/** The names that stand in a condition as they are, each once; patterns are left out. */
export function namesIn(condition: Condition): string[] {
	if (condition.op === 'name') return [condition.name];
	if (condition.op === 'some') return [];
	const of = condition.op === 'not' ? [condition.of] : condition.of;
	return [...new Set(of.flatMap(namesIn))];
}

/** The same condition with other names in it; patterns stay. */
export function renamedIn(condition: Condition, rename: (name: string) => string): Condition {
	if (condition.op === 'name') return { op: 'name', name: rename(condition.name) };
	if (condition.op === 'some') return condition;
	if (condition.op === 'not') return { op: 'not', of: renamedIn(condition.of, rename) };
	return { op: condition.op, of: condition.of.map((one) => renamedIn(one, rename)) };
}
