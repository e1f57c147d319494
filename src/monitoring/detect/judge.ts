import { createHash } from 'node:crypto';
import { Correlator, GroupFields, type Indicator, IndicatorIndex, type Matcher } from '#engine';
import type { Finding } from '#kernel';
import type { Recognised } from '../formats/recognise.ts';
import { syntheticRuleId } from '../watch/synthetic-rule.ts';
import { type Feed, silentRules } from './correlate.ts';
import { readExclusions } from './exclusions.ts';
import { readRules, type Rules } from './rules.ts';

/** Indicators that came and went, in the form of the index. */
export interface Change {
	readonly add: readonly Indicator[];
	readonly remove: readonly string[];
}

/** What one event raises, by the names of causes. */
export interface Judged {
	readonly rules: readonly string[];
	readonly marks: readonly string[];
	/** Indicators that are too common to count by themselves: their ids. */
	readonly context: readonly string[];
	readonly feeds: readonly Pick<Feed, 'rule' | 'fields'>[];
}

/** What one rule has cost so far in this judge. */
export interface Cost {
	readonly rule: string;
	readonly tries: number;
	readonly milliseconds: number;
}

/** Rules and indicators in one thread. Knows nothing of institutions but what it is told with each slice. */
export class Judge {
	readonly #matcher: Matcher;
	readonly #index: IndicatorIndex;
	readonly #correlator: Correlator;
	readonly #silent: ReadonlySet<string>;
	readonly #fields: GroupFields;
	readonly #fieldNames: readonly string[];

	private constructor({ loaded, matcher }: Rules, index: IndicatorIndex) {
		this.#matcher = matcher;
		this.#index = index;
		this.#correlator = new Correlator(loaded.correlations);
		this.#silent = silentRules(loaded.correlations);
		this.#fieldNames = [...new Set(loaded.correlations.flatMap(fieldsOf))];
		this.#fields = new GroupFields(this.#fieldNames);
	}

	static async open(): Promise<Judge> {
		const [rules, exclusions] = await Promise.all([readRules(), readExclusions()]);
		return new Judge(rules, new IndicatorIndex(exclusions));
	}

	/** Answers a finding for each indicator that cannot be read. */
	change({ add, remove }: Change): Finding[] {
		this.#index.remove(remove);
		return this.#index.add(add);
	}

	/** @param off ids of rules that do not count for this event */
	judge({ event, observables }: Recognised, synthetic: boolean, off: ReadonlySet<string>): Judged {
		const rules: string[] = [];
		const feeds: Pick<Feed, 'rule' | 'fields'>[] = [];
		for (const { id, name } of this.#matcher.match(event)) {
			if (off.has(id) || (id === syntheticRuleId) !== synthetic) continue;
			const rule = name === undefined ? { id } : { id, name };
			if (this.#correlator.wants(rule)) feeds.push({ rule, fields: this.#read(event) });
			if (!this.#silent.has(id) && !this.#silent.has(name ?? '')) rules.push(causeOfRule(id));
		}
		return { rules, feeds, ...this.#marks(observables) };
	}

	/** Costs of rules that were tried, and which are set aside. */
	costs(): { readonly costs: Cost[]; readonly aside: string[] } {
		const { rules, costs } = this.#matcher;
		const idOf = (number: number) => rules[number]?.id ?? '';
		const dearest = costs?.dearest(rules.length) ?? [];
		return {
			costs: dearest.map(({ rule, tries, milliseconds }) => ({ rule: idOf(rule), tries, milliseconds })),
			aside: (costs?.setAside() ?? []).map(idOf),
		};
	}

	/** Tries a rule again that was set aside. */
	pardon(rule: string): void {
		const number = this.#matcher.rules.findIndex(({ id }) => id === rule);
		if (number >= 0) this.#matcher.costs?.pardon(number);
	}

	#marks(observables: Recognised['observables']): Pick<Judged, 'marks' | 'context'> {
		const hits = this.#index.match(observables);
		if (hits.length === 0) return none;
		const standing = new Set(hits.filter(({ stands }) => stands).map(({ id }) => id));
		const leaning = new Set(hits.filter(({ id }) => !standing.has(id)).map(({ id }) => id));
		return { marks: [...standing].map(causeOfIndicatorId), context: [...leaning] };
	}

	#read(event: Recognised['event']): Record<string, string> {
		const read: Record<string, string> = {};
		this.#fields.open(event);
		for (const name of this.#fieldNames) {
			const text = this.#fields.text(name);
			if (text !== undefined) read[name] = bounded(text);
		}
		return read;
	}
}

const none = { marks: [], context: [] };

/** Characters of a value that correlations keep; a longer one is kept by its beginning and its hash, so that equal stays equal. */
const kept = 400;

function bounded(text: string): string {
	if (text.length <= kept) return text;
	return `${text.slice(0, kept)} ${createHash('sha256').update(text).digest('hex')}`;
}

type Correlation = Rules['loaded']['correlations'][number];

function fieldsOf({ groupBy, fields, aliases }: Correlation): string[] {
	return [...groupBy, ...fields, ...[...aliases.values()].flatMap((names) => [...names.values()])];
}

export function causeOfRule(id: string): string {
	return `rule:${id}`.slice(0, 300);
}

export function causeOfIndicatorId(id: string): string {
	return `indicator:${id}`;
}
