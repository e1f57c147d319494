export interface BudgetOptions {
	/** Milliseconds from any fixed moment, with fractions. */
	readonly clock: () => number;
	/** A rule that takes longer than this on one event, in milliseconds, is set aside. */
	readonly perEvent: number;
	/** A rule that takes longer than this per try, in milliseconds, over a thousand tries is set aside. */
	readonly onAverage: number;
}

export interface RuleCost {
	/** Place of the rule in the list the matcher was given. */
	readonly rule: number;
	readonly tries: number;
	readonly milliseconds: number;
	/** Set aside: no longer tried until the matcher is made anew. */
	readonly aside: boolean;
}
const window = 1000;

/** What each rule costs, and which were set aside so that they cannot hold up the stream. */
export class RuleCosts {
	private readonly options: BudgetOptions;
	private readonly tries: Float64Array;
	private readonly spent: Float64Array;
	private readonly aside: Uint8Array;

	constructor(rules: number, options: BudgetOptions) {
		this.options = options;
		this.tries = new Float64Array(rules);
		this.spent = new Float64Array(rules);
		this.aside = new Uint8Array(rules);
	}

	measure(rule: number, check: () => boolean): boolean {
		if (this.aside[rule]) return false;
		const start = this.options.clock();
		const matches = check();
		const took = this.options.clock() - start;
		const tries = (this.tries[rule] ?? 0) + 1;
		const spent = (this.spent[rule] ?? 0) + took;
		this.tries[rule] = tries;
		this.spent[rule] = spent;
		if (took > this.options.perEvent || (tries >= window && spent / tries > this.options.onAverage)) this.aside[rule] = 1;
		return matches;
	}

	/** The dearest rules first; `most` bounds the list. */
	dearest(most: number): RuleCost[] {
		return Array.from(this.tries, (tries, rule) => ({
			rule,
			tries,
			milliseconds: this.spent[rule] ?? 0,
			aside: this.aside[rule] === 1,
		}))
			.filter((cost) => cost.tries > 0)
			.sort((a, b) => b.milliseconds - a.milliseconds)
			.slice(0, most);
	}

	/** Tries a rule again, with a clean sheet. */
	pardon(rule: number): void {
		this.aside[rule] = 0;
		this.tries[rule] = 0;
		this.spent[rule] = 0;
	}

	setAside(): number[] {
		return [...this.aside].flatMap((aside, rule) => (aside ? [rule] : []));
	}
}
