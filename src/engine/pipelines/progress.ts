/** What the steps before have done to one rule; conditions of later steps ask for it. */
export interface Progress {
	/** Ids of steps that changed the rule. */
	readonly applied: Set<string>;
	/** Field name -> ids of steps that changed an item which now has this name. */
	readonly appliedTo: Map<string, Set<string>>;
	/** Field names that a mapping gave. */
	readonly mapped: Set<string>;
	/** Written by `set_state`. */
	readonly state: Map<string, string>;
	/** Written by `set_custom_attribute`. */
	readonly attributes: Map<string, string>;
}

export function newProgress(): Progress {
	return { applied: new Set(), appliedTo: new Map(), mapped: new Set(), state: new Map(), attributes: new Map() };
}

/** Remembers that a step changed the item which now has this field name. */
export function noteApplied({ appliedTo }: Progress, field: string, step: string): void {
	const steps = appliedTo.get(field);
	if (steps) steps.add(step);
	else appliedTo.set(field, new Set([step]));
}
