import { finding, Refusal } from '#kernel';
import type { AnyValue, KeyValue } from './otlp-model.ts';

/** Deeper values are left out. */
const deepest = 32;

export function broken(detail: string): Refusal {
	return new Refusal('input-invalid', `the export cannot be read: ${detail}`, [finding('otlp-broken', '/', detail)]);
}

/** JSON comes in any shape: what stands in a list of OTLP is an object. */
export function listOf<T>(value: readonly T[] | undefined): readonly T[] {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value)) throw broken('a list was expected');
	if (value.some((one) => typeof one !== 'object' || one === null)) throw broken('a list may hold objects only');
	return value as readonly T[];
}

/** A number beyond 2^53 or beyond JSON stays text, so that JSON and protobuf say the same. */
function numberOf(value: number | string | undefined, safe: (number: number) => boolean): unknown {
	const number = typeof value === 'string' && /^[-+\d.eE]{1,40}$/.test(value) ? Number(value) : value;
	return typeof number === 'number' ? (safe(number) ? number : String(value)) : value;
}

/** The value as JSON writes it. Refuses what has no shape of a value. */
export function plainValue(value: AnyValue | undefined, depth = 0): unknown {
	if (value === undefined || value === null || depth > deepest) return undefined;
	if (typeof value !== 'object') throw broken('a value must be an object');
	if (value.arrayValue !== undefined) return listOf(value.arrayValue?.values).map((one) => plainValue(one, depth + 1));
	if (value.kvlistValue !== undefined) return recordOf(value.kvlistValue?.values, depth + 1);
	return (
		value.stringValue ??
		value.boolValue ??
		numberOf(value.intValue, Number.isSafeInteger) ??
		numberOf(value.doubleValue, Number.isFinite) ??
		value.bytesValue
	);
}

export function recordOf(pairs: readonly KeyValue[] | undefined, depth = 0): Record<string, unknown> {
	return Object.fromEntries(
		listOf(pairs).flatMap(({ key, value }) => (key === undefined ? [] : [[key, plainValue(value, depth)]])),
	);
}
