/** Foreign JSON is read part by part; what has another shape than expected reads as absent. */
export type Json = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function asList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

export function asText(value: unknown, longest = 4000): string {
	return typeof value === 'string' ? value.slice(0, longest) : '';
}

/** Moment in UTC, ISO 8601; undefined when it is none. Also reads seconds since 1970, as MISP writes them. */
export function asMoment(value: unknown): string | undefined {
	const time = typeof value === 'string' && /^\d{1,11}$/.test(value) ? Number(value) * 1000 : Date.parse(asText(value, 40));
	const iso = Number.isFinite(time) ? new Date(time).toISOString() : '';
	return /^\d{4}-/.test(iso) ? iso : undefined;
}

/** A whole number 0 to 100. */
export function asConfidence(value: unknown, otherwise = 50): number {
	const read = typeof value === 'number' || (typeof value === 'string' && /^\d{1,3}$/.test(value)) ? Number(value) : otherwise;
	return Number.isInteger(read) && read >= 0 && read <= 100 ? read : otherwise;
}
