import { endOfString } from '#kernel';

/**
 * Cuts a text of JSON objects that stand behind each other, with or without anything white between them, into its objects.
 * @returns undefined when something else stands between them or the last one is not closed
 */
export function jsonObjects(text: string): string[] | undefined {
	const objects: string[] = [];
	let depth = 0;
	let start = -1;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (depth === 0 && code !== 0x7b) {
			if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) continue;
			return undefined;
		}
		if (code === 0x22) at = endOfString(text, at);
		else if (code === 0x7b) {
			if (depth++ === 0) start = at;
		} else if (code === 0x7d && --depth === 0) objects.push(text.slice(start, at + 1));
	}
	return depth === 0 ? objects : undefined;
}
