const odd = /[ςſ]/;
const oddLetters = /[ςſ]/g;

/** Lower case for comparing: equal for texts that differ in case only, wherever the letter stands in a word. */
export function fold(text: string): string {
	const lower = text.toLowerCase();
	return odd.test(lower) ? lower.replace(oddLetters, (letter) => (letter === 'ς' ? 'σ' : 's')) : lower;
}

const dashes = /[/–—―]/g;

/** Writes every character that starts a Windows option as `-`, so that all spellings of a command line compare equal. */
export function foldDashes(text: string): string {
	return text.replace(dashes, '-');
}

/** The characters beyond ASCII that become ASCII in lower case. */
export const becomesAscii = /[\u0130\u017f\u212a]/;
