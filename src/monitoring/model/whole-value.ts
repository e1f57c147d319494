/** Signs of ASCII that may mean something in an expression; the engines refuse a backslash before others. */
const special = /[!-/:-@[-^`{-~]/g;
const brief: Readonly<Record<string, string>> = {
	'"': '"',
	'\\': '\\',
	'/': '/',
	'\b': 'b',
	'\f': 'f',
	'\n': 'n',
	'\r': 'r',
	'\t': 't',
};

/** Numbers in `\u` of signs that are no part of a name: control signs, blanks, punctuation but `+ - . @ _`, pictures. */
const numberOutside =
	'u(?:00(?:[01][0-9a-f]|2[0-9acf]|3[a-f]|5[b-e]|60|7[b-f]|[89][0-9a-f]|a[0-9b-f]|b[0146-8bf])|20[0-6][0-9a-f]|3000|d83[c-e](?:\\\\ud[c-f][0-9a-f]{2})?)';

/** In JSON a letter after a backslash belongs to the backslash, unless that belongs to one before it. */
const afterEscape = `^\\s*[{[](?:.*[^\\\\])?(?:\\\\\\\\)*\\\\(?:[bfnrt]|${numberOutside})`;

/** A sign as it is, or as JSON may write it. */
function spelled(sign: string): string {
	const numbers = new Set([sign, sign.toLowerCase(), sign.toUpperCase()].map(numbered));
	const short = Object.hasOwn(brief, sign) ? [`\\\\${brief[sign]!.replace(special, '\\$&')}`] : [];
	return `(?:${[sign.replace(special, '\\$&'), ...numbers, ...short].join('|')})`;
}

function numbered(sign: string): string {
	const units = Array.from({ length: sign.length }, (_, at) => sign.charCodeAt(at).toString(16).padStart(4, '0'));
	return units.map((unit) => `\\\\u${unit}`).join('');
}

/**
 * A regular expression for any of these texts as a value of its own, however JSON writes its signs: `jan` in `user=jan`,
 * `C:\Users\jan\` and `"\tj\u0061n"`, not in `januari`, `jan.vries` or `jan@example.nl`, which are other people's. Capitals count as
 * small letters; for RE2 and PostgreSQL.
 * @param name letters and digits as the engine writes them inside a class
 */
export function wholeValue(texts: readonly string[], name: string): string {
	const values = texts.map((text) => Array.from(text, spelled).join(''));
	const sign = `\\\\(?:$|[^u]|u[0-9a-f]{0,3}(?:$|[^0-9a-f])|${numberOutside})`;
	const after = `$|[^${name}_.@+\\\\-]|${sign}|[.+-](?:$|[^${name}_\\\\]|${sign})`;
	return `(?is)(?:^|[^${name}_.@+-]|${afterEscape})(?:${values.join('|')})(?:${after})`;
}

export const letters = { re2: '\\pL\\pN', postgres: '[:alnum:]' } as const;
