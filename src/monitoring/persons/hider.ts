import { domainToUnicode } from 'node:url';
import { objectFormats } from '../formats.ts';
import type { Recognised } from '../formats/recognise.ts';
import type { Observable } from '../observables.ts';
import { personsOf } from './collect.ts';
import { maskText, Replacer } from './hide-text.ts';
import { barePseudonym, hiddenValue, Pseudonyms } from './pseudonym.ts';
import { aboutPseudonym, Sealer } from './seal.ts';

/** What is needed to store the events of an institution under pseudonyms; plain values that travel to the threads. */
export interface Hiding {
	/** Id of the public key. */
	readonly key: string;
	/** Of the HMAC. */
	readonly secret: Uint8Array;
	readonly publicKey: Uint8Array;
}

/** A name under the public key of its institution. */
export interface SealedName {
	readonly pseudonym: string;
	readonly sealed: Uint8Array;
}

/** An event as it may be stored. */
export interface HiddenEvent {
	readonly raw: string;
	readonly observables: readonly Observable[];
	/** The same for any other text of the event. */
	hide(text: string): string;
}

interface Spelling {
	readonly text: string;
	readonly put: string;
}

const objects = new Set(objectFormats.map(({ name }) => name));
/** Kinds that name a machine or a file's content: a machine that is called after somebody keeps its name. */
const kept = new Set(['host-name', 'domain', 'ipv4', 'ipv6']);
/** Kinds whose values may hold a name: a home folder, an address in a link. */
const mixed = new Set(['url', 'file-name']);
const masked = 'line masked: a name in it could not be replaced: ';

/** Hides the persons of one slice, and seals each name once. */
export class Hider {
	readonly #institution: string;
	readonly #hiding: Hiding;
	readonly #pseudonyms: Pseudonyms;
	/** Pseudonym -> the name as it was first written. */
	readonly #met = new Map<string, string>();
	readonly #spellings = new Map<string, readonly Spelling[]>();

	constructor(institution: string, hiding: Hiding) {
		this.#institution = institution;
		this.#hiding = hiding;
		this.#pseudonyms = new Pseudonyms(hiding.secret);
	}

	hide(reading: Recognised, raw: string): HiddenEvent {
		const { names, told, tooMany } = personsOf(reading, raw);
		if (names.size === 0) return { raw, observables: reading.observables, hide: (text) => text };
		const replacer = new Replacer();
		for (const { kind, value } of reading.observables) if (kept.has(kind)) replacer.keep(value);
		for (const [name, written] of names) this.#prepare(replacer, name, written);
		const open = objects.has(reading.format) ? raw.indexOf('{') : -1;
		const hidden =
			open === -1
				? replacer.inText(raw, true)
				: (open === 0 ? '' : replacer.inText(raw.slice(0, open), true)) + replacer.inJson(raw.slice(open));
		const whole =
			!tooMany && !replacer.exhausted && [...told].every((name) => replacer.found.has(name) || isWithin(name, replacer.found));
		return {
			raw: whole ? hidden : masked + maskText(raw),
			observables: this.#observables(reading.observables, replacer),
			hide: (text) => replacer.inText(text, false),
		};
	}

	/** A line that was refused: nobody knows what in it is a name. */
	mask(text: string): string {
		return maskText(text);
	}

	/** A name with the other spellings it may have in a line. */
	#prepare(replacer: Replacer, name: string, written: string): void {
		const known = this.#spellings.get(name) ?? this.#spellingsOf(name, written);
		this.#spellings.set(name, known);
		for (const { text, put } of known) replacer.replace(text, put, name);
	}

	#spellingsOf(name: string, written: string): Spelling[] {
		const put = this.#pseudonyms.of(name);
		const bare = barePseudonym(put);
		if (!this.#met.has(bare)) this.#met.set(bare, written);
		const escaped = encodeURIComponent(name);
		const capitals = name.toUpperCase().toLowerCase();
		return [
			// The audit of Linux writes a name with a blank in it like this.
			...(/[ "]/.test(name) ? [{ text: Buffer.from(written, 'utf8').toString('hex'), put }] : []),
			...(escaped === name ? [] : [{ text: escaped, put: encodeURIComponent(put) }]),
			...(/[&<>"']/.test(name) ? asXml(name).map((text) => ({ text, put })) : []),
			// A personal site of SharePoint.
			...(name.includes('@') ? [{ text: name.replaceAll(/[^\p{L}\p{N}]/gu, '_'), put: bare }] : []),
			...(name.includes('@xn--') || name.includes('.xn--') ? [{ text: withUnicodeDomain(name), put }] : []),
			// Some letters are two in capitals.
			...(capitals === name ? [] : [{ text: capitals, put }]),
			{ text: name, put },
		];
	}

	#observables(observables: readonly Observable[], replacer: Replacer): Observable[] {
		const hidden = observables.map(({ kind, value }) => {
			return { kind, value: mixed.has(kind) ? replacer.inText(value, false) : hiddenValue(this.#pseudonyms, kind, value) };
		});
		return [...new Map(hidden.map((one) => [`${one.kind} ${one.value}`, one])).values()];
	}

	/** The names that were met, each sealed. */
	end(): SealedName[] {
		if (this.#met.size === 0) return [];
		const sealer = new Sealer(this.#hiding.publicKey);
		return [...this.#met].map(([pseudonym, name]) => ({
			pseudonym,
			sealed: sealer.seal(name, aboutPseudonym(this.#institution, pseudonym)),
		}));
	}
}

function withUnicodeDomain(name: string): string {
	const at = name.lastIndexOf('@') + 1;
	return name.slice(0, at) + domainToUnicode(name.slice(at));
}

function asXml(name: string): string[] {
	const basic = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	return [basic, basic.replaceAll('"', '&quot;').replaceAll("'", '&apos;')];
}

/** A name that stands in the line as a part of a longer one was replaced with it. */
function isWithin(name: string, found: ReadonlySet<string>): boolean {
	const spaced = (text: string) => ` ${text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
	for (const other of found) if (other !== name && spaced(other).includes(spaced(name))) return true;
	return false;
}
