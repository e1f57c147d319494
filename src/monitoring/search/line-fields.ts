/** A regular expression as quoted text of a statement. */
const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\')}'`;

const stringOfJson = String.raw`"(?:[^"\\]|\\.)*"`;
const numberTooLarge = String.raw`-?[0-9]{19,}[0-9.eE+-]*|-?[0-9]+(?:\.[0-9]+)?[eE]\+?[0-9]{3,}`;
const numberOfJson = '-?[0-9][0-9.eE+-]*';
const pair = String.raw`\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}`;
const half = String.raw`\\u[dD][89a-fA-F][0-9a-fA-F]{2}`;

const replaced = (text: string, pattern: string, by: string) => `replaceRegexpAll(${text}, ${quoted(pattern)}, ${by})`;
const withoutHalves = replaced('raw', String.raw`(\\\\|${pair})|${half}`, String.raw`'\\1'`);
/** U+0002, which no JSON holds, stands where a number gets its quotes; two together are none. */
const marked = replaced(
	withoutHalves,
	`(${stringOfJson})|(${numberTooLarge})|(${numberOfJson})`,
	String.raw`'\\1\\3\x02\\2\x02'`,
);

/**
 * The line as the store's own reader of JSON takes it. That gives up a whole line for an integer beyond 64 bits, a number
 * beyond a double or half a surrogate pair, which detection takes: such numbers become texts of their signs, such halves fall away.
 */
export const readableLine = `multiIf(isValidJSON(raw), raw, startsWith(raw, '{'), replaceAll(replaceAll(${marked}, '\\x02\\x02', ''), '\\x02', '"'), '')`;

/**
 * What stands in a field, as JSON writes it; empty when the line has no such field. By a list and not by `if`: what the
 * store puts off until it is needed is mended for every line, which takes ten times as long.
 * @param ways bound names that lead to it, one after the other; the first way that leads somewhere counts
 */
export function writtenAt(ways: readonly (readonly string[])[]): string {
	const read = ways.map((steps) => `JSONExtractRaw(${readableLine}, ${steps.join(', ')})`);
	return `arrayFirst(x -> x != '', [${read.join(', ')}])`;
}

/** The texts of a field: of its value and, when that is a list, of each element. Numbers and truth values are their text. */
export function textsIn(written: string): string {
	const all = `arrayFlatten(arrayMap(x -> arrayConcat([x], JSONExtractArrayRaw(x)), [${written}]))`;
	return `arrayMap(x -> if(startsWith(x, '"'), JSONExtractString(x), x), arrayFilter(x -> x != '', ${all}))`;
}
