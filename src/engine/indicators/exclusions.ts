import { type ExclusionClass, exclusionClasses, type Indicator, type Observable } from './model.ts';
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
	private next = 0;

	/** Answers a finding for each value that is not of its kind. */
	add(exclusions: readonly Exclusion[]): ReturnType<IndicatorIndex['add']> {
		return this.index.add(
			exclusions.map(({ class: name, kind, value, match }) => ({
				id: `${exclusionClasses.indexOf(name)}:${this.next++}`,
				kind,
				value,
				...(match && { match }),
			})),
		);
	}

	classesOf(observable: Observable): ExclusionClass[] {
		const classes = this.index.match([observable]).map(({ id }) => exclusionClasses[Number(id.split(':', 1)[0])]);
		return exclusionClasses.filter((name) => classes.includes(name));
	}
}
