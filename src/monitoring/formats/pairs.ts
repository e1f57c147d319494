const mostPairs = 300;

/**
 * `key=value key="quoted value"` as a record; later keys win. One pass, so that no line costs more than its length.
 * A value ends at a blank, or at `separator` where the source uses another sign.
 */
export function readPairs(text: string, separator = ' '): Record<string, string> {
	const pairs: Record<string, string> = Object.create(null);
	let at = 0;
	for (let count = 0; count < mostPairs && at < text.length; count++) {
		while (text[at] === separator || text[at] === ' ') at++;
		const equals = text.indexOf('=', at);
		if (equals === -1) break;
		const before = text.slice(at, equals);
		const key = before.slice(before.lastIndexOf(separator) + 1).trim();
		const quote = text[equals + 1];
		const quoted = quote === '"' || quote === "'";
		const close = quoted ? text.indexOf(quote, equals + 2) : text.indexOf(separator, equals + 1);
		const end = close === -1 ? text.length : close;
		if (key !== '' && key.length <= 100 && key !== '__proto__') pairs[key] = text.slice(equals + (quoted ? 2 : 1), end);
		at = end + 1;
	}
	return { ...pairs };
}
