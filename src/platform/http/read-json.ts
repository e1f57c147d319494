import { endOfString, finding, Refusal } from '#kernel';

/** An object or an array that is open, and the key or place in it that is being read. */
interface Frame {
	readonly keys: Set<string> | undefined;
	at: string | number;
}

/** The most places that are told. */
const mostTold = 100;

const pointer = (frames: readonly Frame[]) =>
	frames.map(({ at }) => `/${String(at).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Where objects name a key twice, as JSON pointers. `text` is valid JSON; one pass. */
export function repeatedKeys(text: string): string[] {
	const frames: Frame[] = [];
	const found: string[] = [];
	for (let at = 0; at < text.length && found.length < mostTold; at += 1) {
		const sign = text[at];
		const frame = frames.at(-1);
		if (sign === '{') frames.push({ keys: new Set(), at: '' });
		else if (sign === '[') frames.push({ keys: undefined, at: 0 });
		else if (sign === '}' || sign === ']') frames.pop();
		else if (sign === ',' && typeof frame?.at === 'number') frame.at += 1;
		else if (sign === '"') {
			const end = endOfString(text, at);
			let next = end + 1;
			while (' \t\r\n'.includes(text[next] ?? '-')) next += 1;
			if (text[next] === ':' && frame?.keys !== undefined) {
				const key = JSON.parse(text.slice(at, end + 1)) as string;
				frame.at = key;
				if (frame.keys.has(key)) found.push(pointer(frames));
				frame.keys.add(key);
			}
			at = end;
		}
	}
	return found;
}

/**
 * A body of JSON. Refuses text that is none, and objects that name a key twice: readers differ on which of the two counts,
 * so that what one checked another would not do.
 */
export function readJson(text: string): unknown {
	let value: unknown;
	try {
		value = JSON.parse(text, (key, part: unknown) => (key === '__proto__' ? undefined : part));
	} catch (fault) {
		throw new Refusal('input-invalid', `the body is not JSON: ${(fault as Error).message}`);
	}
	const twice = repeatedKeys(text).map((place) => finding('duplicate-key', `/body${place}`, 'the key stands there twice'));
	if (twice.length > 0) throw new Refusal('input-invalid', '', twice);
	return value;
}
