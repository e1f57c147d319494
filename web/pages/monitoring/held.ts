interface Known {
	readonly id: string;
}

export interface Held<T> {
	readonly rows: readonly T[];
	/** Came in since, and wait until they are asked for. */
	readonly fresh: readonly T[];
	/** Stand on the screen but no longer in the list. */
	readonly gone: ReadonlySet<string>;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * The list as it stood with each row brought up to date, so that nothing moves under the eyes of who reads it.
 * @param before rows on the screen; null: nothing to hold on to, the list is shown as it is
 */
export function hold<T extends Known>(before: readonly T[] | null, now: readonly T[]): Held<T> {
	if (before === null) return { rows: now, fresh: [], gone: nothing };
	const newest = new Map(now.map((row) => [row.id, row]));
	const shown = new Set(before.map(({ id }) => id));
	const last = before.at(-1)?.id ?? '';
	return {
		// Older pages that were asked for come below; they move nothing.
		rows: [...before.map((row) => newest.get(row.id) ?? row), ...now.filter(({ id }) => !shown.has(id) && id < last)],
		fresh: now.filter(({ id }) => !shown.has(id) && id >= last),
		gone: new Set(before.filter(({ id }) => !newest.has(id)).map(({ id }) => id)),
	};
}
