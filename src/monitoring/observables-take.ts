import type { Observable, ObservableKind } from './observables.ts';
import { normaliseObservable, readAddress, readDomain, readUrl } from './observables-normalise.ts';

/** An event gives no more than this; what a hostile line holds beyond it is in the raw line still. */
const mostObservables = 100;
const mostElements = 100;

/**
 * What a field holds. `host` is a name or an address, `hash` says its kind by its length, `hashes` is Sysmon's list,
 * `upn` a user name that may be an address of mail, `text` free text with URLs in it.
 */
export type Slot =
	| Exclude<ObservableKind, 'ipv4' | 'ipv6'>
	| 'ip'
	| 'ip-port'
	| 'host'
	| 'hash'
	| 'hashes'
	| 'emails'
	| 'upn'
	| 'text';

/** Field -> what it holds, or the map of the object inside. A list is taken element by element. */
export interface FieldMap {
	readonly [field: string]: Slot | FieldMap;
}

/** Collects the observables of one event, each once. */
export class Taker {
	readonly found: Observable[] = [];

	add(observable: Observable | undefined): void {
		if (observable === undefined || this.found.length >= mostObservables) return;
		for (const other of this.found) if (other.value === observable.value && other.kind === observable.kind) return;
		this.found.push(observable);
	}

	take(slot: Slot, text: string): void {
		if (text !== '' && text !== '-') slots[slot](this, text);
	}

	takeFields(event: unknown, fields: CompiledFields): void {
		if (typeof event !== 'object' || event === null) return;
		for (const [name, slot, inner] of fields) {
			const value = (event as Record<string, unknown>)[name];
			if (value === undefined || value === null) continue;
			if (Array.isArray(value)) for (const element of value.slice(0, mostElements)) this.#takeValue(element, slot, inner);
			else this.#takeValue(value, slot, inner);
		}
	}

	#takeValue(value: unknown, slot: Slot | undefined, inner: CompiledFields | undefined): void {
		if (slot !== undefined) {
			if (typeof value === 'string') this.take(slot, value);
		} else if (inner !== undefined) this.takeFields(value, inner);
	}
}

export type CompiledFields = readonly (readonly [string, Slot | undefined, CompiledFields | undefined])[];

export function compileFields(fields: FieldMap): CompiledFields {
	return Object.entries(fields).map(([name, slot]) =>
		typeof slot === 'string' ? ([name, slot, undefined] as const) : ([name, undefined, compileFields(slot)] as const),
	);
}

type Take = (taker: Taker, text: string) => void;
const plainly =
	(kind: ObservableKind): Take =>
	(taker, text) =>
		taker.add(normaliseObservable(kind, text));
const urlInText = /\b(?:https?|ftp):\/\/[^\s"'<>()[\]{}|^`\\,;]{3,2000}/gi;
const hashKinds: Readonly<Record<number, ObservableKind>> = { 32: 'md5', 40: 'sha1', 64: 'sha256' };

const slots: Readonly<Record<Slot, Take>> = {
	ip: (taker, text) => taker.add(readAddress(text)),
	'ip-port': takeAddressAndPort,
	domain: takeHost,
	host: takeHost,
	url: takeUrl,
	hash: takeHash,
	hashes: (taker, text) => {
		for (const part of text.split(',', 10)) if (!/^imphash=/i.test(part)) takeHash(taker, part.slice(part.indexOf('=') + 1));
	},
	md5: plainly('md5'),
	sha1: plainly('sha1'),
	sha256: plainly('sha256'),
	ja3: plainly('ja3'),
	ja4: plainly('ja4'),
	email: takeMail,
	emails: (taker, text) => {
		for (const part of text.split(/[,;]/, mostElements)) takeMail(taker, part);
	},
	upn: (taker, text) => {
		taker.add(normaliseObservable('user-name', text));
		if (text.includes('@')) takeMail(taker, text);
	},
	text: (taker, text) => {
		if (!text.includes('://')) return;
		for (const match of text.slice(0, 32_768).matchAll(urlInText)) takeUrl(taker, match[0]);
	},
	'file-name': plainly('file-name'),
	'user-name': plainly('user-name'),
	'host-name': plainly('host-name'),
};

function takeHost(taker: Taker, text: string): void {
	const address = readAddress(text);
	const domain = address === undefined ? readDomain(text) : undefined;
	taker.add(domain === undefined ? address : { kind: 'domain', value: domain });
}

/** `192.0.2.1:443`, `[2001:db8::1]:443` or an address alone. */
function takeAddressAndPort(taker: Taker, text: string): void {
	taker.add(readAddress(text) ?? readAddress(text.slice(0, Math.max(text.lastIndexOf(':'), 0))));
}

function takeUrl(taker: Taker, text: string): void {
	const url = readUrl(text.trim());
	if (url === undefined) return;
	taker.add({ kind: 'url', value: url.href });
	takeHost(taker, url.hostname);
}

function takeHash(taker: Taker, text: string): void {
	const kind = hashKinds[text.length];
	if (kind !== undefined) taker.add(normaliseObservable(kind, text));
}

/** `Name <someone@example.nl>` or the address alone. */
function takeMail(taker: Taker, text: string): void {
	const open = text.lastIndexOf('<');
	const close = text.lastIndexOf('>');
	taker.add(normaliseObservable('email', open !== -1 && close > open ? text.slice(open + 1, close) : text));
}
