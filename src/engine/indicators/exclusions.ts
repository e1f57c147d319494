import { type ExclusionClass, exclusionClasses, type Indicator, type Observable } from './model.ts';
import { holdsFor } from './holds.ts';
import { IndicatorIndex } from './indicator-index.ts';

export interface Exclusion {
	readonly list: string;
	readonly class: ExclusionClass;
	readonly kind: Indicator['kind'];
	readonly value: string;
	readonly match?: Indicator['match'];
}

/**
 * Public lists of what is too common to count: resolvers, content networks, sinkholes. A fifth of all addresses stands on one, which is
 * why each list has a class and a hit on a listed value is told with it and not dropped.
 */
export class ExclusionList {
	private readonly index = new IndicatorIndex();
	private readonly known: Exclusion[] = [];

	/** Answers a finding for each value that is not of its kind. */
	add(exclusions: readonly Exclusion[]): ReturnType<IndicatorIndex['add']> {
		return this.index.add(
			exclusions.map((exclusion) => {
				const { kind, value, match } = exclusion;
				return { id: String(this.known.push(exclusion) - 1), kind, value, ...(match && { match }) };
			}),
		);
	}

	/** By whole values: a name made to share the hash of a listed one must not be passed over. */
	classesOf(observable: Observable): ExclusionClass[] {
		const found = this.index.match([observable]).map(({ id }) => this.known[Number(id)]);
		const classes = new Set(found.filter((one) => one && holdsFor(one, observable)).map((one) => one?.class));
		return exclusionClasses.filter((name) => classes.has(name));
	}
}
