import { type CorrelationRule, compileRules, Correlator, type DetectionRule, type EventRecord, type Matcher } from '#engine';
import { bounds, silentRules } from '../detect/correlate.ts';

export interface Hits {
	/** Whether a detection matched that speaks for itself. */
	readonly itself: boolean;
	/** The group of each correlation that fired on this event, as an alert would name it. */
	readonly groups: readonly string[];
}

const none: Hits = { itself: false, groups: [] };

/** What rules and the correlations over them find in the events of one institution, told in the order of their time. */
export class Follow {
	readonly #matcher: Matcher;
	readonly #silent: ReadonlySet<string>;
	readonly #correlator: Correlator;

	constructor(rules: readonly DetectionRule[], correlations: readonly CorrelationRule[]) {
		this.#matcher = compileRules(rules);
		this.#silent = silentRules(correlations);
		this.#correlator = new Correlator(correlations, bounds);
	}

	/** Forgets what correlations remember: the events of another institution follow. */
	begin(): void {
		this.#correlator.restore({ version: 1, states: [] });
	}

	/** @param id of the event: told again it counts once */
	hits(event: EventRecord, time: Date, id: string): Hits {
		const matched = this.#matcher.match(event);
		if (matched.length === 0) return none;
		const fired = matched.flatMap((rule) => this.#correlator.feed(rule, event, time.getTime(), '', id));
		return {
			itself: matched.some(({ id: rule, name }) => !this.#silent.has(rule) && !this.#silent.has(name ?? '')),
			groups: fired.map(({ group }) => Object.values(group).join(' ')),
		};
	}
}
