import type { Encoding } from './modifiers.ts';

/** `wide`, `utf16le`, `utf16be`, `utf16` (with a byte order mark): the bytes of a text in UTF-16. */
function utf16(text: string, order: 'le' | 'be' | 'bom'): Buffer {
	const little = Buffer.from(text, 'utf16le');
	if (order === 'le') return little;
	return order === 'bom' ? Buffer.concat([Buffer.from([0xff, 0xfe]), little]) : little.swap16();
}

/**
 * The three ways in which bytes show inside a longer Base64 text, by their offset modulo 3: the characters at either end that
 * also depend on the neighbours are left out.
 */
function base64Offsets(bytes: Buffer): string[] {
	const start = [0, 2, 3];
	const end = [undefined, -3, -2];
	return [0, 1, 2].map((offset) => {
		const padded = Buffer.concat([Buffer.alloc(offset, 0x20), bytes]);
		return padded.toString('base64').slice(start[offset], end[padded.length % 3]);
	});
}

/** The texts that a text becomes under encodings applied in this order; bytes show as the characters of the same number. */
export function encodeText(text: string, encodings: readonly Encoding[]): string[] {
	let forms: (string | Buffer)[] = [text];
	for (const encoding of encodings) {
		forms = forms.flatMap((form): (string | Buffer)[] => {
			const bytes = typeof form === 'string' ? Buffer.from(form, 'utf8') : form;
			if (encoding === 'base64') return [bytes.toString('base64')];
			if (encoding === 'base64offset') return base64Offsets(bytes);
			const order = encoding === 'utf16be' ? 'be' : encoding === 'utf16' ? 'bom' : 'le';
			return [utf16(typeof form === 'string' ? form : form.toString('latin1'), order)];
		});
	}
	return forms.map((form) => (typeof form === 'string' ? form : form.toString('latin1')));
}

const dashes = ['-', '/', '–', '—', '―'];
const maxSpellings = 700;

/** Every way to write the dashes of a text; `undefined` when there are too many. */
export function dashSpellings(text: string): string[] | undefined {
	let spellings = [''];
	for (const char of text) {
		const forms = dashes.includes(char) ? dashes : [char];
		if (spellings.length * forms.length > maxSpellings) return undefined;
		spellings = spellings.flatMap((start) => forms.map((form) => start + form));
	}
	return spellings;
}
