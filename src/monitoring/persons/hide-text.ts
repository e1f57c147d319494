import { endOfString } from '#kernel';

/** Up to so many first words are looked for one by one, which is quicker than to read every word. */
const fewWords = 40;
/** Looks into the texts for one event; a hostile line must not hold up those behind it. */
const mostLooks = 2_000_000;
const wide = /[\p{L}\p{N}]/u;

function isWord(code: number): boolean {
	if (code < 128) return (code > 96 && code < 123) || (code > 47 && code < 58) || (code > 64 && code < 91) || code === 95;
	// Halves of a pair stand together with what they are halves of.
	return (code >= 0xd800 && code <= 0xdfff) || wide.test(String.fromCharCode(code));
}

/** In small letters with every sign in its place: some letters grow when they are made small. */
function small(text: string): string {
	const whole = text.toLowerCase();
	if (whole.length === text.length) return whole;
	return Array.from({ length: text.length }, (_, at) => {
		const one = text[at]!.toLowerCase();
		return one.length === 1 ? one : text[at]!;
	}).join('');
}

function endOfWord(text: string, from: number): number {
	let end = from;
	while (end < text.length && isWord(text.charCodeAt(end))) end++;
	return end;
}

/** Texts and what is put in their place. Of two that begin at the same place the longer one counts; whole words only. */
export class Replacer {
	readonly #puts = new Map<string, { readonly put: string; readonly name: string } | undefined>();
	/** First word -> lengths of the texts that begin with it, longest first. */
	readonly #lengths = new Map<string, number[]>();
	/** Names that stood in a text, in one of their spellings. */
	readonly found = new Set<string>();
	#numbers = false;
	#looks = 0;

	/** There was more to look for than is worth it: texts are masked from then on. */
	get exhausted(): boolean {
		return this.#looks > mostLooks;
	}

	/** A text that stays, and so does what stands inside of it. */
	keep(text: string): void {
		this.#add(text, undefined);
	}

	/** A spelling of a name and what is put in its place. */
	replace(text: string, put: string, name: string): void {
		this.#add(text, { put, name });
		if (/^\d+$/.test(text)) this.#numbers = true;
	}

	#add(given: string, put: { readonly put: string; readonly name: string } | undefined): void {
		const text = small(given);
		if (text === '' || !isWord(text.charCodeAt(0))) return;
		this.#puts.set(text, put);
		const word = text.slice(0, endOfWord(text, 0));
		const lengths = this.#lengths.get(word) ?? [];
		if (!lengths.includes(text.length))
			this.#lengths.set(
				word,
				[...lengths, text.length].sort((a, b) => b - a),
			);
	}

	/** @param keys words before an equals sign name a field and stay */
	inText(text: string, keys: boolean): string {
		const folded = small(text);
		let done = '';
		let from = 0;
		let free = 0;
		for (const at of this.#places(folded)) {
			if (at < free || (at > 0 && isWord(folded.charCodeAt(at - 1)))) continue;
			const end = this.#endAt(folded, at, endOfWord(folded, at), keys);
			if (end === undefined) continue;
			free = end;
			const found = this.#puts.get(folded.slice(at, end));
			if (found === undefined) continue;
			done += text.slice(from, at) + found.put;
			from = end;
			this.found.add(found.name);
		}
		if (this.exhausted) return maskText(text);
		return from === 0 ? text : done + text.slice(from);
	}

	/** Where a name may begin, in order. */
	#places(folded: string): number[] {
		const places: number[] = [];
		if (this.#lengths.size > fewWords) {
			for (let at = 0; at < folded.length; at++) {
				if (!isWord(folded.charCodeAt(at))) continue;
				places.push(at);
				at = endOfWord(folded, at);
			}
			return places;
		}
		for (const word of this.#lengths.keys())
			for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1)) places.push(at);
		return places.sort((a, b) => a - b);
	}

	#endAt(folded: string, at: number, wordEnd: number, keys: boolean): number | undefined {
		const lengths = this.#lengths.get(folded.slice(at, wordEnd));
		if (lengths === undefined) return undefined;
		for (const length of lengths) {
			if (++this.#looks > mostLooks) return undefined;
			const end = at + length;
			if (end > folded.length || (end < folded.length && isWord(folded.charCodeAt(end)) && isWord(folded.charCodeAt(end - 1))))
				continue;
			if (!this.#puts.has(folded.slice(at, end))) continue;
			if (keys && folded[end] === '=' && end === wordEnd) continue;
			return end;
		}
		return undefined;
	}

	/** The same inside the values of a JSON text, in whatever way they are escaped; names of fields stay. */
	inJson(text: string): string {
		const near = this.#near(small(text));
		let done = '';
		let from = 0;
		let bare = 0;
		for (let open = text.indexOf('"'); open !== -1; open = text.indexOf('"', bare)) {
			const between = this.#bare(text.slice(bare, open));
			const end = endOfString(text, open) + 1;
			const value = near(open, end) && !/^\s*:/.test(text.slice(end, end + 20));
			const token = value ? this.#value(text.slice(open, end)) : undefined;
			if (between !== undefined || token !== undefined) {
				done += text.slice(from, bare) + (between ?? text.slice(bare, open)) + (token ?? text.slice(open, end));
				from = end;
			}
			bare = end;
		}
		const last = this.#bare(text.slice(bare));
		return from === 0 && last === undefined ? text : done + text.slice(from, bare) + (last ?? text.slice(bare));
	}

	/** Tells whether a name may begin in a part of the text; an escaped letter may hide one anywhere. */
	#near(folded: string): (from: number, to: number) => boolean {
		if (folded.includes('\\u')) return () => true;
		const places = this.#places(folded);
		let next = 0;
		return (from, to) => {
			while (next < places.length && places[next]! < from) next++;
			return next < places.length && places[next]! < to;
		};
	}

	/** The token with what is put in it; `undefined` when nothing is. */
	#value(token: string): string | undefined {
		const plain = !token.includes('\\');
		const value = plain ? token.slice(1, -1) : readToken(token);
		const put = this.inText(value, false);
		if (put === value) return undefined;
		return plain ? `"${put}"` : JSON.stringify(put);
	}

	/** A number that names somebody becomes a text; `undefined` when there is none. */
	#bare(text: string): string | undefined {
		if (!this.#numbers) return undefined;
		const put = text.replaceAll(/(?<![\d.eE+-])\d{6,}(?![\d.eE])/g, (digits) => {
			const found = this.#puts.get(digits);
			if (found !== undefined) this.found.add(found.name);
			return found === undefined ? digits : `"${found.put}"`;
		});
		return put === text ? undefined : put;
	}
}

/** A text of JSON; as it stands when it is none, which then stands in a header before the JSON. */
function readToken(token: string): string {
	try {
		return JSON.parse(token) as string;
	} catch {
		return token.slice(1, -1);
	}
}

/** The shape of a text without what it says, for a line of which nobody knows where its names stand. */
export function maskText(text: string): string {
	return text.replaceAll(/\p{L}/gu, 'x').replaceAll(/\p{N}/gu, '0');
}
