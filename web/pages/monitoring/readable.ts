const opening = '{[';
const closing = '}]';

/** One line of JSON laid out for reading, character by character so that long numbers keep their digits; anything else as it came. */
export function readable(line: string): string {
	if (!opening.includes(line.trim()[0] ?? ' ')) return line;
	let depth = 0;
	let inText = false;
	let laid = '';
	const newLine = () => `\n${'  '.repeat(Math.max(0, depth))}`;
	for (let at = 0; at < line.length; at++) {
		const sign = line[at] ?? '';
		if (inText) {
			laid += sign;
			if (sign === '\\') laid += line[++at] ?? '';
			else if (sign === '"') inText = false;
		} else if (sign === '"') {
			inText = true;
			laid += sign;
		} else if (opening.includes(sign)) {
			depth++;
			laid += sign + newLine();
		} else if (closing.includes(sign)) {
			depth--;
			laid += newLine() + sign;
		} else if (sign === ',') laid += sign + newLine();
		else if (sign === ':') laid += ': ';
		else if (!/\s/.test(sign)) laid += sign;
	}
	return laid;
}
