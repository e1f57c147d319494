import { endOfString } from '#kernel';

export interface Cut {
	readonly objects: readonly string[];
	/** Nothing else stands between them, and the last one is closed. */
	readonly whole: boolean;
}

/** Cuts a text of JSON objects, behind each other with or without anything white between them or in one list, into its objects. */
export function jsonObjects(given: string): Cut {
	const text = given.trim();
	const objects: string[] = [];
	const listed = text.startsWith('[');
	let comma = true;
	let depth = 0;
	let start = -1;
	for (let at = listed ? 1 : 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (depth === 0 && code !== 0x7b) {
			if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) continue;
			if (listed && code === 0x2c && !comma) comma = true;
			else return { objects, whole: listed && code === 0x5d && at === text.length - 1 && (!comma || objects.length === 0) };
			continue;
		}
		if (depth === 0 && listed && !comma) return { objects, whole: false };
		comma = false;
		if (code === 0x22) at = endOfString(text, at);
		else if (code === 0x7b) {
			if (depth++ === 0) start = at;
		} else if (code === 0x7d && --depth === 0) objects.push(text.slice(start, at + 1));
	}
	return { objects, whole: depth === 0 && !listed };
}

/** The text of a member of an object that JSON.parse has read, as it stood there; undefined when its name is written with escapes. */
export function memberText(object: string, name: string): string | undefined {
	const key = JSON.stringify(name);
	let found: string | undefined;
	let depth = 0;
	let start = -1;
	for (let at = 0; at < object.length; at++) {
		const code = object.charCodeAt(at);
		if (code === 0x22) {
			const begin = at;
			at = endOfString(object, at);
			if (depth !== 1 || start !== -1 || object.slice(begin, at + 1) !== key) continue;
			const colon = /^\s*:/.exec(object.slice(at + 1, at + 100));
			if (colon === null) continue;
			at += colon[0].length;
			start = at + 1;
		} else if (code === 0x7b || code === 0x5b) depth++;
		else if (code === 0x7d || code === 0x5d) depth--;
		// Where several members have the name, the last one counts, as it does for JSON.parse.
		if (start !== -1 && ((code === 0x2c && depth === 1) || depth === 0)) {
			found = object.slice(start, at).trim();
			start = -1;
		}
	}
	return found;
}
