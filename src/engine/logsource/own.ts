/** A member of a table by a name that came from outside, so that `__proto__` and `constructor` find nothing. */
export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
	return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** A member of a value that may be anything. */
export function member(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? own(value as Record<string, unknown>, name) : undefined;
}
