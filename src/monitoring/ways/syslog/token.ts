/** Our element of structured data (RFC 5424, 6.3): `[dijkwacht@32473 token="dwt_..."]`, whatever its enterprise number. */
const element = /\[dijkwacht@\d{1,10} [^\]]{0,200}?token="([\w.~+/-]{1,100})"[^\]]{0,200}\]/;
const header = /^<\d{1,3}>1 (?:\S{1,255} ){5}/;
/** The element stands within the first bytes of a message, or does not count. */
const searched = 4096;

/**
 * Takes the token out of a message, so that the secret is kept nowhere. Looks in the structured data alone: what a
 * message says further on is somebody else's text.
 */
export function takeToken(message: Buffer): { readonly bytes: Buffer; readonly token: string | undefined } {
	const text = message.subarray(0, searched).toString('latin1');
	const begin = header.exec(text)?.[0].length;
	if (begin === undefined || text[begin] !== '[') return { bytes: message, token: undefined };
	const data = text.slice(begin, begin + endOfData(text.slice(begin)));
	const found = element.exec(data);
	if (found === null) return { bytes: message, token: undefined };
	const rest = data.slice(0, found.index) + data.slice(found.index + found[0].length);
	const kept = [
		message.subarray(0, begin),
		Buffer.from(rest === '' ? '-' : rest, 'latin1'),
		message.subarray(begin + data.length),
	];
	return { bytes: Buffer.concat(kept), token: found[1] };
}

/** Length of the structured data at the begin of the text; a bracket inside quotes does not end it. */
function endOfData(text: string): number {
	let quoted = false;
	for (let at = 1; at < text.length; at++) {
		const character = text[at];
		if (quoted && character === '\\') at++;
		else if (character === '"') quoted = !quoted;
		else if (!quoted && character === ']' && text[at + 1] !== '[') return at + 1;
	}
	return text.length;
}
