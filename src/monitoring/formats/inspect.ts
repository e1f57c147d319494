import { endOfString } from '#kernel';

/**
 * Depth and number of keys of a text that should be JSON, before it is parsed: a hostile line is refused before it costs.
 * On text that is no JSON the figures mean nothing, and JSON.parse says so.
 */
export function inspectJson(text: string): { depth: number; keys: number } {
	let depth = 0;
	let deepest = 0;
	let keys = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 0x22) at = endOfString(text, at);
		else if (code === 0x3a) keys++;
		else if (code === 0x7b || code === 0x5b) {
			if (++depth > deepest) deepest = depth;
		} else if (code === 0x7d || code === 0x5d) depth--;
	}
	return { depth: deepest, keys };
}

/**
 * Keys that a parsed value has in all: fewer than its text had when the text gave one twice. Minus infinity when one of
 * them is `__proto__`, which no source has and every copy of the record would stumble over.
 */
export function keysIn(value: unknown): number {
	if (typeof value !== 'object' || value === null) return 0;
	let count = 0;
	if (Array.isArray(value)) {
		for (const element of value) if (typeof element === 'object') count += keysIn(element);
		return count;
	}
	for (const name in value) {
		if (name === '__proto__') return Number.NEGATIVE_INFINITY;
		count++;
		const inner = (value as Record<string, unknown>)[name];
		if (typeof inner === 'object' && inner !== null) count += keysIn(inner);
	}
	return count;
}
