import type { Cost } from './judge.ts';

export interface RuleCost {
	/** Events on which the rule was tried since this process began. */
	readonly tries: number;
	readonly microsecondsPerTry: number;
	/** Set since when it is over its budget and no longer tried. */
	readonly asideSince: Date | null;
}

/** Times a rule may be over its budget before it is left aside. */
const chances = 3;
const never: RuleCost = { tries: 0, microsecondsPerTry: 0, asideSince: null };

/** What rules cost in all judges of this process together. */
export class Costs {
	readonly #byJudge = new Map<number, readonly Cost[]>();
	readonly #strikes = new Map<string, number>();
	readonly #aside = new Map<string, Date>();

	/** Rules left aside everywhere. */
	get asideRules(): readonly string[] {
		return [...this.#aside.keys()];
	}

	told(judge: number, costs: readonly Cost[]): void {
		this.#byJudge.set(judge, costs);
	}

	/** Notes that a rule was over its budget; true when it gets another chance. */
	strike(rule: string, now: Date): boolean {
		const strikes = (this.#strikes.get(rule) ?? 0) + 1;
		this.#strikes.set(rule, strikes);
		if (strikes < chances) return true;
		if (!this.#aside.has(rule)) this.#aside.set(rule, now);
		return false;
	}

	of(rule: string): RuleCost {
		let tries = 0;
		let milliseconds = 0;
		for (const costs of this.#byJudge.values()) {
			const cost = costs.find((one) => one.rule === rule);
			tries += cost?.tries ?? 0;
			milliseconds += cost?.milliseconds ?? 0;
		}
		const asideSince = this.#aside.get(rule) ?? null;
		return tries === 0 ? { ...never, asideSince } : { tries, microsecondsPerTry: (milliseconds * 1000) / tries, asideSince };
	}
}
