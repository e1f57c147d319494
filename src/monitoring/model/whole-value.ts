/** Signs of ASCII that may mean something in an expression; the engines refuse a backslash before others. */
const special = /[!-/:-@[-^`{-~]/g;

/** The spellings a text may have inside a line: as it is, and escaped as JSON does, with or without letters beyond ASCII. */
export function spellings(text: string): string[] {
	const escaped = JSON.stringify(text).slice(1, -1);
	const ascii = escaped.replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
	return [...new Set([text, escaped, ascii])];
}

/**
 * A regular expression for any of these texts as a value of its own: `jan` in `user=jan` and `C:\Users\jan\`, not in
 * `januari`, `jan.vries` or `jan@example.nl`, which are other people's. Capitals count as small letters; for RE2 and PostgreSQL.
 * @param name letters and digits as the engine writes them inside a class
 */
export function wholeValue(texts: readonly string[], name: string): string {
	const literal = texts.map((text) => text.replace(special, '\\$&'));
	const outside = `[^${name}_.@+-]`;
	return `(?i)(^|${outside})(${literal.join('|')})($|${outside}|[.+-]($|[^${name}_]))`;
}

export const letters = { re2: '\\pL\\pN', postgres: '[:alnum:]' } as const;
