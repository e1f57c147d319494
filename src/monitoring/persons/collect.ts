import type { Recognised } from '../formats/recognise.ts';
import { attributeFields, type PersonFields, personFields } from './fields.ts';
import { personsInText } from './person-texts.ts';
import { nameOf } from './pseudonym.ts';

/** Persons of one event: each name as it was written, by its form in small letters. */
export interface Persons {
	readonly names: ReadonlyMap<string, string>;
	/** Of those the ones that must stand in the line, because a field held them. */
	readonly told: ReadonlySet<string>;
	/** There were more than are looked for. */
	readonly tooMany: boolean;
}

/** What an event may hold; a letter to more people than this has its line masked. */
const most = 2000;
const longest = 512;
/** Steps down a path; a record is no deeper, see recognise.ts. */
const deepest = 64;

interface Path {
	readonly parts: readonly string[];
	readonly whole: string;
	readonly beside: readonly [string, string] | undefined;
}

/** `jan/EXAMPLE.NL`, `jan/admin`: behind the name stands where it counts. */
const realm = /\.|^[A-Z0-9-]+$|^admin$/;

type Way = 'names' | 'mails' | 'wholes' | 'dns';
const ways: readonly Way[] = ['names', 'mails', 'wholes', 'dns'];

function pathOf(text: string): Path {
	const [whole = '', condition] = text.split('?', 2);
	const [field = '', value = ''] = condition?.split('=') ?? [];
	return { parts: whole.split('.'), whole, beside: condition === undefined ? undefined : [field, value] };
}

function pathsOf(row: PersonFields, way: Way) {
	const paths = new Set([...(row[way] ?? []), ...(attributeFields[way] ?? [])]);
	return [...paths].map((path) => ({ way, path: pathOf(path) }));
}

const compiled = new Map(
	Object.entries(personFields).map(([format, row]: [string, PersonFields]) => [
		format,
		{ text: row.text === true, paths: ways.flatMap((way) => pathsOf(row, way)) },
	]),
);

/** All persons that a line tells of, in fields of its format, in what was recognised and, where its text speaks, in that. */
export function personsOf({ format, event, observables }: Recognised, raw: string): Persons {
	const gathered = new Gathered();
	const row = compiled.get(format);
	for (const { kind, value } of observables) {
		if (kind === 'user-name') gathered.name(value);
		else if (kind === 'email') gathered.add(value, true);
	}
	for (const { way, path } of row?.paths ?? []) gathered.walk(event, path, 0, way);
	if (row?.text === true)
		for (const name of personsInText(typeof event.message === 'string' ? event.message : raw)) gathered.name(name);
	return gathered;
}

class Gathered implements Persons {
	readonly names = new Map<string, string>();
	readonly told = new Set<string>();
	tooMany = false;

	add(given: string, told: boolean): void {
		const name = given.length > longest ? undefined : nameOf(given);
		if (name === undefined) return;
		if (this.names.size >= most) {
			this.tooMany = true;
			return;
		}
		if (!this.names.has(name)) this.names.set(name, asWritten(given, name));
		if (told) this.told.add(name);
	}

	walk(value: unknown, path: Path, depth: number, way: Way): void {
		if (Array.isArray(value)) {
			for (const element of value) this.walk(element, path, depth, way);
		} else if (depth === path.parts.length) this.#take(value, way);
		else if (typeof value === 'object' && value !== null && depth < deepest) this.#down(value, path, depth, way);
	}

	#down(value: object, path: Path, depth: number, way: Way): void {
		const record = value as Readonly<Record<string, unknown>>;
		const last = depth === path.parts.length - 1;
		if (last && path.beside !== undefined && record[path.beside[0]] !== path.beside[1]) return;
		const inner = record[path.parts[depth]!];
		if (inner !== undefined && inner !== null) this.walk(inner, path, depth + 1, way);
		// The same field written flat, as some shippers do.
		if (depth === 0 && path.parts.length > 1 && record[path.whole] !== undefined)
			this.walk(record[path.whole], path, path.parts.length, way);
	}

	#take(value: unknown, way: Way): void {
		const text = typeof value === 'number' ? String(value) : value;
		if (typeof text !== 'string' || text === '' || text === '-') return;
		if (way === 'names') this.name(text);
		else if (way === 'wholes') this.add(text, true);
		else if (way === 'dns') this.#distinguished(text);
		else for (const part of text.split(/[,;]/)) this.#mail(part);
	}

	/** `EXAMPLE\jan`, `jan@EXAMPLE.NL`, `jan/EXAMPLE.NL`: the name without its domain, and the account by itself. */
	name(text: string): void {
		const account = text.trim().slice(text.trim().lastIndexOf('\\') + 1);
		const [first = '', second] = account.split('/', 2);
		if (second !== undefined && realm.test(second)) {
			this.add(first, true);
			return;
		}
		this.add(account, true);
		if (nameOf(account) === undefined) return;
		if (second !== undefined) for (const part of [first, second]) this.add(part, false);
		const at = account.indexOf('@');
		if (at > 0) this.add(account.slice(0, at), false);
	}

	#mail(text: string): void {
		const open = text.lastIndexOf('<');
		const close = text.lastIndexOf('>');
		const bracketed = open !== -1 && close > open;
		const address = bracketed ? text.slice(open + 1, close) : text;
		if (address.includes('@')) this.add(address, true);
		if (bracketed && open > 0) this.add(text.slice(0, open), true);
	}

	#distinguished(text: string): void {
		const common = /(?:^|,)\s*(?:CN|UID)=((?:\\.|[^,\\]){1,500})/i.exec(text)?.[1];
		if (common !== undefined) this.add(common.replaceAll('\\', ''), false);
	}
}

/** With its capitals, for who opens it. */
function asWritten(given: string, name: string): string {
	const at = given.toLowerCase().indexOf(name);
	const written = at === -1 ? name : given.slice(at, at + name.length);
	return written.toLowerCase() === name ? written : name;
}
