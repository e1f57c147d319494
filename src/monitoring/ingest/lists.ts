import { endOfString, Refusal } from '#kernel';
import type { Line } from './lines.ts';

/** A list of objects alone, or as clouds hand it over: `{"Records": [`, `{"@odata.context": "...", "value": [`. */
export const opening =
	/^\s*(?:\{\s*(?:"[@\w.-]{1,40}"\s*:\s*"[^"\\]{0,300}"\s*,\s*){0,5}"(?:Records|records|value|items)"\s*:\s*)?\[(?=\s*\{)/;

/** An event costs its object too: a list of empty ones would hold far more than its size. */
const mostListed = 50_000;

/**
 * Events that came as one list on one line, each as a line of its own, byte for byte. All lines are numbered anew then, so that
 * each event keeps a place of its own; a list that does not close, or alone holds more than a batch may, stays as it is, to be
 * refused with its reason.
 */
export function spreadLists(lines: readonly Line[]): readonly Line[] {
	if (!lines.some(mayBeList)) return lines;
	const spread: Line[] = [];
	for (const line of lines) {
		const objects = mayBeList(line) ? objectsIn(line.bytes) : undefined;
		if (objects === undefined) spread.push({ ...line, number: spread.length });
		else for (const bytes of objects) spread.push({ number: spread.length, bytes, tooLong: false });
		if (spread.length - lines.length > mostListed)
			throw new Refusal('too-large', `the lists of a batch hold at most ${mostListed} events; send them in parts`);
	}
	return spread;
}

/** By the first two signs, since every line is asked. */
function mayBeList({ bytes, tooLong }: Line): boolean {
	if (tooLong || (bytes[0] !== 0x5b && bytes[0] !== 0x7b)) return false;
	if (bytes[0] === 0x7b && !/^\{\s*"[@RrviknN]/.test(bytes.toString('latin1', 0, 12))) return false;
	return opening.test(bytes.toString('latin1', 0, 2000));
}

function objectsIn(bytes: Buffer): Buffer[] | undefined {
	// One sign a byte, so that places in the text are places in the bytes.
	const text = bytes.toString('latin1');
	const head = opening.exec(text)?.[0] ?? '';
	const objects: Buffer[] = [];
	let depth = 0;
	let start = 0;
	let comma = true;
	for (let at = head.length; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (depth > 0) {
			if (code === 0x22) at = endOfString(text, at);
			else if (code === 0x7b || code === 0x5b) depth++;
			else if ((code === 0x7d || code === 0x5d) && --depth === 0) objects.push(bytes.subarray(start, at + 1));
		} else if (code === 0x7b && comma) {
			if (objects.length >= mostListed) return undefined;
			start = at;
			depth = 1;
			comma = false;
		} else if (code === 0x2c && !comma) comma = true;
		else if (code === 0x5d) return endsWell(text.slice(at + 1), head) ? objects : undefined;
		else if (code !== 0x20 && !(code >= 9 && code <= 13)) return undefined;
	}
	return undefined;
}

/** Behind the list of a cloud more about it may stand, but no list. */
function endsWell(rest: string, head: string): boolean {
	if (!head.includes('{')) return rest.trim() === '';
	return /^\s*(?:,\s*"[@\w.-]{1,40}"\s*:\s*(?:"[^"\\]{0,2000}"|[\w.-]{1,30})\s*){0,10}\}\s*$/.test(rest.slice(0, 25_000));
}
