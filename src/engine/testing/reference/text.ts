/** A place in a pattern: one character, any one character, any number of characters. */
export type Place = { readonly char: string } | 'one' | 'any';
const anyDash = ['-', '/', '\u2013', '\u2014', '\u2015'];

/** Sigma rules specification, "Escape Character". */
export function placesOf(text: string): Place[] {
	const places: Place[] = [];
	const chars = [...text];
	for (let at = 0; at < chars.length; at++) {
		const char = chars[at] as string;
		const next = chars[at + 1];
		if (char === '\\' && next !== undefined && '\\*?'.includes(next)) {
			places.push({ char: next });
			at++;
		} else places.push(char === '*' ? 'any' : char === '?' ? 'one' : { char });
	}
	return places;
}

export function literal(text: string): Place[] {
	return [...text].map((char) => ({ char }));
}

export function caseless(text: string): string {
	return text.toLowerCase().replaceAll('\u03c2', '\u03c3').replaceAll('\u017f', 's');
}

export interface Comparing {
	readonly cased: boolean;
	/** Every dash of Windows in the pattern stands for all of them. */
	readonly dashes: boolean;
}

/** Whether a pattern takes the whole text: by trying, from the end, whether the rest of the pattern takes the rest of the text. */
export function fits(places: readonly Place[], text: string, { cased, dashes }: Comparing): boolean {
	const chars = [...(cased ? text : caseless(text))];
	const wanted = places.flatMap((place): Place[] =>
		typeof place === 'string' || cased ? [place] : literal(caseless(place.char)),
	);
	let rest: boolean[] = [...chars.map(() => false), true];
	for (let at = wanted.length - 1; at >= 0; at--) {
		const place = wanted[at] as Place;
		const now: boolean[] = [];
		for (let from = chars.length; from >= 0; from--) {
			if (place === 'any') now[from] = rest[from] === true || now[from + 1] === true;
			else now[from] = from < chars.length && rest[from + 1] === true && takes(place, chars[from] as string, dashes);
		}
		rest = now;
	}
	return rest[0] === true;
}

function takes(place: Exclude<Place, 'any'>, char: string, dashes: boolean): boolean {
	if (place === 'one' || place.char === char) return true;
	return dashes && anyDash.includes(place.char) && anyDash.includes(char);
}
