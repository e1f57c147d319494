/** The bytes a text stands for after an encoding modifier (Sigma modifiers appendix 2.1, "Encoding"). */
export function wideBytes(chars: string, form: string): number[] {
	const bytes: number[] = form === 'utf16' ? [0xff, 0xfe] : [];
	for (let at = 0; at < chars.length; at++) {
		const code = chars.charCodeAt(at);
		bytes.push(...(form === 'utf16be' ? [code >> 8, code & 255] : [code & 255, code >> 8]));
	}
	return bytes;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function base64(bytes: readonly number[]): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += 3) {
		const [a = 0, b = 0, c = 0] = bytes.slice(at, at + 3);
		const left = Math.min(3, bytes.length - at);
		const quad = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63];
		text += quad.map((six, place) => (place <= left ? alphabet[six] : '=')).join('');
	}
	return text;
}

/** The characters that stay the same whatever stands before (0, 1 or 2 bytes) and after: found by trying different neighbours. */
export function base64Anywhere(bytes: readonly number[]): string[] {
	return [0, 1, 2].map((offset) => {
		const shown = [0, 255].map((neighbour) =>
			base64([...Array(offset).fill(neighbour), ...bytes, neighbour, neighbour, neighbour]),
		);
		const [one = '', other = ''] = shown;
		const same = [...one].map((char, at) => char === other[at]);
		const first = same.indexOf(true);
		let last = first;
		while (same[last]) last++;
		const whole = Math.floor(((offset + bytes.length) * 8) / 6);
		return one.slice(Math.max(first, Math.ceil((offset * 8) / 6)), Math.min(last, whole));
	});
}
