/** Words in which a line that holds a text must have it, see `LineParts`. */
interface Words {
	readonly inShape: readonly string[];
	readonly inValues: readonly string[];
}

/** Shorter words stand in nearly every line. */
const shortest = 3;

export interface Chance {
	readonly sql: string;
	readonly values: Readonly<Record<string, readonly string[]>>;
}

/**
 * What is true of every line that holds one of these texts in capitals or not, as it stands or escaped in JSON, and of few
 * others. It reads the parts of a line, which costs much less than putting them together. `undefined` when every line may.
 * @param name begins the names of the values
 */
export function mayHold(texts: readonly string[], name = 'words'): Chance | undefined {
	const words = wordsOf(texts);
	if (words === undefined) return undefined;
	const { inShape, inValues } = words;
	const holds = (part: string, list: string) => `multiSearchAnyCaseInsensitive(${part}, {${name}${list}:Array(String)})`;
	const parts = [
		...(inShape.length === 0 ? [] : [holds('shape', 'Shape')]),
		...(inValues.length === 0 ? [] : [holds('head', 'Values'), holds('tail', 'Values')]),
		...["shape = ''", 'position(shape, char(92, 117)) > 0', 'lengthUTF8(shape) != length(shape)'],
	];
	const values = {
		...(inShape.length > 0 && { [`${name}Shape`]: inShape }),
		...(inValues.length > 0 && { [`${name}Values`]: inValues }),
	};
	return { sql: `(${parts.join(' OR ')})`, values };
}

function wordsOf(texts: readonly string[]): Words | undefined {
	const [inShape, inValues] = [new Set<string>(), new Set<string>()];
	for (const text of texts) {
		const word = longestWord(text);
		if (word === undefined) return undefined;
		const value = /[0-9]/.test(word.text);
		if (!value) inShape.add(word.text);
		if (value || word.open) inValues.add(word.text);
	}
	return texts.length === 0 ? undefined : { inShape: [...inShape], inValues: [...inValues] };
}

/**
 * At the edge of a text more of the word may follow in the line, and that may have a digit: then it is `open`. Beside a sign beyond
 * ASCII too, which may stand for a letter (the long s).
 */
function longestWord(text: string): { readonly text: string; readonly open: boolean } | undefined {
	let longest: { text: string; open: boolean } | undefined;
	for (const { 0: word, index } of text.matchAll(/[0-9A-Za-z]+/g)) {
		if (word.length < shortest || word.length <= (longest?.text.length ?? 0)) continue;
		const ends = [text[index - 1], text[index + word.length]];
		longest = { text: word.toLowerCase(), open: ends.some((sign) => sign === undefined || sign > '\x7f') };
	}
	return longest;
}
