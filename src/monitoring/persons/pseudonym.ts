import { createHmac } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { isNobody } from './nobody.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
/** Of the 256 bits: that two of a million persons meet has a chance of less than one in a million million. */
const bytes = 10;
const nonAscii = /[^\0-\x7f]/;
const mostKnown = 20_000;
/** Nothing in it that a format reads as its own sign. */
const inDomain = /^@[\p{L}\p{N}][\p{L}\p{N}.-]{0,252}$/u;
const form = /^p_[a-z2-7]{16}$/;

/** `p_` and 16 letters: one word to every format and to search, and no name that people choose. */
export function isPseudonym(text: string): boolean {
	return form.test(text);
}

/** The part of a stored name that has an entry: `p_...` of `p_...@example.nl`. */
export function barePseudonym(name: string): string {
	return name.slice(0, name.indexOf('@') === -1 ? undefined : name.indexOf('@'));
}

function base32(given: Buffer): string {
	let text = '';
	let held = 0;
	let bits = 0;
	for (const byte of given) {
		held = (held << 8) | byte;
		bits += 8;
		for (; bits >= 5; bits -= 5) text += alphabet[(held >>> (bits - 5)) & 31];
		held &= 31;
	}
	return text;
}

const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** A name in the one form under which it gets its pseudonym; `undefined` when it is nobody's. */
export function nameOf(text: string): string | undefined {
	const given = text.trim().toLowerCase();
	const name = given.replace(edges, '');
	return isNobody(given) || isNobody(name) ? undefined : withAsciiDomain(name);
}

/** As an observable has it, so that an address is the same in both spellings. */
function withAsciiDomain(name: string): string {
	const at = name.lastIndexOf('@') + 1;
	if (at === 0 || !nonAscii.test(name.slice(at))) return name;
	const domain = domainToASCII(name.slice(at));
	return domain === '' ? name : name.slice(0, at) + domain;
}

/** The names of one institution: the same name gives the same pseudonym, and another one under the key of another. */
export class Pseudonyms {
	readonly #key: Uint8Array;
	readonly #known = new Map<string, string>();

	constructor(key: Uint8Array) {
		this.#key = key;
	}

	/** What is stored for a name; one that is nobody's stays as it is. An address keeps its domain. */
	of(text: string): string {
		const known = this.#known.get(text);
		if (known !== undefined) return known;
		const name = nameOf(text);
		const made = name === undefined ? text : this.#make(name);
		if (this.#known.size < mostKnown) this.#known.set(text, made);
		return made;
	}

	#make(name: string): string {
		const hash = createHmac('sha256', this.#key).update(`person\0${name}`).digest();
		const domain = name.slice(name.lastIndexOf('@'));
		return `p_${base32(hash.subarray(0, bytes))}${inDomain.test(domain) ? domain : ''}`;
	}
}

/** Kinds of observables that are a person's. */
export const personKinds: ReadonlySet<string> = new Set(['user-name', 'email']);

/** A value of a kind as it is stored. */
export function hiddenValue(pseudonyms: Pseudonyms, kind: string, value: string): string {
	return personKinds.has(kind) ? pseudonyms.of(value) : value;
}
