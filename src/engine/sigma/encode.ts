/** `wide`, `utf16le`, `utf16be`, `utf16` (with a byte order mark): the bytes of a text in UTF-16. */
export function utf16(text: string, order: 'le' | 'be' | 'bom'): Buffer {
	const little = Buffer.from(text, 'utf16le');
	if (order === 'le') return little;
	return order === 'bom' ? Buffer.concat([Buffer.from([0xff, 0xfe]), little]) : little.swap16();
}

/**
 * The three ways in which bytes show inside a longer Base64 text, by their offset modulo 3: the characters at either end that
 * also depend on the neighbours are left out.
 */
export function base64Offsets(bytes: Buffer): string[] {
	const start = [0, 2, 3];
	const end = [undefined, -3, -2];
	return [0, 1, 2].map((offset) => {
		const padded = Buffer.concat([Buffer.alloc(offset, 0x20), bytes]);
		return padded.toString('base64').slice(start[offset], end[padded.length % 3]);
	});
}
