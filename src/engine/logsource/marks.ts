import type { EventRecord, LogSource } from '../model.ts';
import { own } from './own.ts';

/** What stands under a path: `a.b.c`, `a: {"b.c"}`, `a: {b: {c}}` are the same; of a list the first item is looked into. */
export function at(value: unknown, path: string): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	const object = (Array.isArray(value) ? value[0] : value) as Record<string, unknown>;
	if (typeof object !== 'object' || object === null) return undefined;
	const whole = own(object, path);
	if (whole !== undefined) return whole;
	for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
		const inside = own(object, path.slice(0, dot));
		const found = inside === undefined ? undefined : at(inside, path.slice(dot + 1));
		if (found !== undefined) return found;
	}
	return undefined;
}

export function has(event: EventRecord, path: string): boolean {
	return at(event, path) !== undefined;
}

/** The first of these paths that holds a text, in lower case and bounded. */
export function word(event: EventRecord, ...paths: readonly string[]): string | undefined {
	for (const path of paths) {
		const found = at(event, path);
		const text = Array.isArray(found) ? found[0] : found;
		if (typeof text === 'string' && text !== '') return text.slice(0, 120).toLowerCase();
	}
	return undefined;
}

export function source(product: string, service?: string, category?: string): LogSource {
	return { ...(product && { product }), ...(category && { category }), ...(service && { service }) };
}
