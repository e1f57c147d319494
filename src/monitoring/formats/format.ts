import type { EventRecord } from '#engine';
import type { Observable } from '../observables.ts';
import { type CompiledFields, compileFields, type FieldMap, Taker } from '../observables-take.ts';

/** What a format makes of a line. */
export interface Reading {
	/** The record the rules see; its fields stay as the source named them. */
	readonly event: EventRecord;
	readonly time: Date | undefined;
	/** Kind of source within the format, for searching: `zeek/dns`, `windows/security/4624`. At most 120 characters. */
	readonly source: string;
	readonly observables: readonly Observable[];
}

/** Header of a syslog line, of either RFC, that a line format stands behind. */
export interface SyslogHeader {
	readonly time: Date | undefined;
	readonly host: string;
	readonly app: string;
	/** Message id of RFC 5424; '' where there is none. */
	readonly tag?: string;
	readonly severity: number | undefined;
	readonly facility: number | undefined;
}

/** Reads a line of text that stands inside something else; `undefined` when it is of no known format. @param near gives a year */
export type ReadLine = (line: string, near: Date) => Reading | undefined;

/** One JSON object a line. */
export interface ObjectFormat {
	readonly name: string;
	readonly accepts: (event: EventRecord) => boolean;
	readonly read: (event: EventRecord, readLine: ReadLine) => Reading;
}

/** One line of text, behind a syslog header or bare. `read` answers `undefined` when the line is of this format but broken. */
export interface LineFormat {
	readonly name: string;
	readonly accepts: (line: string, header: SyslogHeader | undefined) => boolean;
	readonly read: (line: string, header: SyslogHeader | undefined, received: Date) => Reading | undefined;
}

interface Parts {
	readonly time: (event: EventRecord) => Date | undefined;
	readonly source: (event: EventRecord) => string;
	readonly fields: FieldMap;
	/** Names that rules use beside the source's own; they are added to the record the rules see, and never replace a field. */
	readonly names?: (event: EventRecord) => EventRecord;
	/** What takes more than one field, for example a URL of host and path. */
	readonly more?: (event: EventRecord, taker: Taker) => void;
}

/** An object format whose observables are told by a field map; the record goes to the rules with its own names and `names`. */
export function objectFormat(name: string, accepts: ObjectFormat['accepts'], parts: Parts): ObjectFormat {
	const fields = compileFields(parts.fields);
	const { names } = parts;
	if (names === undefined) return { name, accepts, read: (event) => readRecord(event, fields, parts) };
	const read = (event: EventRecord): Reading => {
		const reading = readRecord(event, fields, parts);
		return { ...reading, event: { ...withValues(names(event)), ...event } };
	};
	return { name, accepts, read };
}

/** Without the names that have no value. */
export function withValues(record: EventRecord): EventRecord {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== null && value !== ''));
}

/** What a text line says, as a record with field names that rules know, told apart by its `logsource`. */
export function readLineRecord(
	event: EventRecord,
	time: Date | undefined,
	source: string,
	fields: CompiledFields,
	more?: Parts['more'],
): Reading {
	return readRecord(event, fields, { time: () => time, source: () => source, more });
}

function readRecord(event: EventRecord, fields: CompiledFields, parts: Omit<Parts, 'fields' | 'names'>): Reading {
	const taker = new Taker();
	taker.takeFields(event, fields);
	parts.more?.(event, taker);
	return { event, time: parts.time(event), source: parts.source(event).slice(0, 120), observables: taker.found };
}

/** The value as text when it is text or a number, else ''. */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** The object inside, or an empty one. */
export function objectIn(value: unknown, name: string): Readonly<Record<string, unknown>> {
	const inner = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
	return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Record<string, unknown>) : {};
}

export function lower(value: unknown): string {
	return textOf(value).toLowerCase();
}

/** Parts of a source's name, empty ones left out. */
export function sourceName(...parts: unknown[]): string {
	return parts
		.map(lower)
		.filter((part) => part !== '')
		.join('/');
}
