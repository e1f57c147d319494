/**
 * Place of the quote that closes the string of JSON opened at `at`: the next one behind an even number of backslashes; the length of
 * the text when none does.
 */
export function endOfString(text: string, at: number): number {
	for (let next = text.indexOf('"', at + 1); next !== -1; next = text.indexOf('"', next + 1)) {
		let before = next;
		while (text.charCodeAt(before - 1) === 0x5c) before--;
		if ((next - before) % 2 === 0) return next;
	}
	return text.length;
}
