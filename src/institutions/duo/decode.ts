import { fail, finding, ok, type Result } from '#kernel';

/** Largest file, in bytes, and most lines. The sector has some 200 institutions. */
export const largestFile = 5_000_000;
export const mostLines = 5_000;

/** Lines end in `\n` afterwards. UTF-8 with or without BOM when every byte fits, else Windows-1252, as DUO has published both. */
export function decodeText(bytes: Uint8Array): Result<string> {
	if (bytes.length > largestFile)
		return fail(finding('too-large', 'file', `${bytes.length} bytes where ${largestFile} is the most`));
	const [first, second] = bytes;
	if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
		return fail(finding('encoding', 'file', 'UTF-16; expected UTF-8 or Windows-1252'));
	}
	const text = decode(bytes)?.replaceAll(/\r\n?/g, '\n');
	if (text === undefined) return fail(finding('encoding', 'file', 'the file says it is UTF-8 but has bytes that are not'));
	// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
	const odd = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.exec(text);
	if (odd !== null) {
		const line = text.slice(0, odd.index).split('\n').length;
		const code = odd[0].charCodeAt(0).toString(16).padStart(4, '0');
		return fail(finding('encoding', `line ${line}`, `control character U+${code}; this is no text in UTF-8 or Windows-1252`));
	}
	return ok(text);
}

function decode(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
		return marked ? undefined : new TextDecoder('windows-1252').decode(bytes);
	}
}
