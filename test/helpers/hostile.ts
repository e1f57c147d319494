import { type Schema, sampleOf } from './samples.ts';

/** Values that a client can write in JSON and that nobody expects there. */
export const hostile: readonly unknown[] = [
	...['', '\0', 'a\0b', '\ud800', 'x'.repeat(70_000), '99999-01-01', '-000001-01-01T00:00:00Z', '2026-02-30', 'NaN'],
	...["'; drop table x; --", '%00', '%ff', '\\', '\u202e', '..//..', '__proto__', '1e999', '0x10', '𝟙', '-1'],
	...[-1, 0, 0.5, 2 ** 31, 2 ** 53 + 2, -(2 ** 63), 1e308, null, true, [], {}, [null], [[[]]], { a: { b: null } }],
	...[['a', 'a'], { constructor: 1, toString: null }, { length: -1 }],
];

/** A sample with every property that a schema knows, required or not. */
export function fullSample(schema: Schema): unknown {
	const [choice] = schema.anyOf ?? schema.oneOf ?? [];
	if (choice !== undefined) return fullSample(choice);
	if (schema.type === 'array') return [fullSample(schema.items ?? {})];
	if (schema.type !== 'object' || schema.properties === undefined) return sampleOf(schema);
	return Object.fromEntries(Object.entries(schema.properties).map(([name, part]) => [name, fullSample(part)]));
}

/** Every place in a value, itself included, as the steps that lead there. */
export function placesIn(value: unknown, at: readonly string[] = []): (readonly string[])[] {
	if (typeof value !== 'object' || value === null) return [at];
	return [at, ...Object.entries(value).flatMap(([name, part]) => placesIn(part, [...at, name]))];
}

/** The value with something else in one place. */
export function withPlace(value: unknown, [step, ...rest]: readonly string[], other: unknown): unknown {
	if (step === undefined) return other;
	if (Array.isArray(value)) return value.map((part, at) => (String(at) === step ? withPlace(part, rest, other) : part));
	const parts = value as Record<string, unknown>;
	return { ...parts, [step]: withPlace(parts[step], rest, other) };
}
