import { isIP } from 'node:net';
import { type Finding, fail, finding, ok, type Result } from '#kernel';
import { readTime } from '../formats/time.ts';
import { type Observable, type ObservableKind, observableKinds } from '../observables.ts';
import { normaliseObservable, readAddress } from '../observables-normalise.ts';
import { anchorOf } from '../telemetry/anchor.ts';
import { mayHold } from '../telemetry/may-hold.ts';
import { textsIn, writtenAt } from './line-fields.ts';
import type { StoredName } from './names-asked.ts';
import type { Pattern, Query, Range } from './query.ts';

/** A condition on rows of dijkwacht.events; every value is bound. */
export interface Condition {
	readonly sql: string;
	readonly parameters: Readonly<Record<string, unknown>>;
}

/** Every row. */
export const anything: Condition = { sql: 'true', parameters: {} };

const columns = new Map([
	['format', 'format'],
	['source', 'logsource'],
	['sensor', 'toString(sensor)'],
	['institution', 'toString(institution)'],
]);
const kinds = new Set<string>(observableKinds);

/** SQL of a search. Whose events and when is bound by who makes the statement, see `scope`. */
export function conditionOf(query: Query, stored: StoredName = () => undefined): Result<Condition> {
	const writer = new Writer(stored);
	const sql = writer.write(query);
	return writer.findings.length > 0 ? fail(...writer.findings) : ok({ sql, parameters: writer.parameters });
}

class Writer {
	readonly parameters: Record<string, unknown> = {};
	readonly findings: Finding[] = [];
	readonly #stored: StoredName;
	#count = 0;

	constructor(stored: StoredName) {
		this.#stored = stored;
	}

	write(query: Query): string {
		if (query.op === 'and') return query.of.length === 0 ? 'true' : `(${query.of.map((part) => this.write(part)).join(' AND ')})`;
		if (query.op === 'or') return `(${query.of.map((part) => this.write(part)).join(' OR ')})`;
		if (query.op === 'not') return `NOT ${this.write(query.of)}`;
		if (query.op === 'text') return this.#inText(query.pattern);
		return query.op === 'range' ? this.#range(query.field, query) : this.#field(query.field, query.pattern);
	}

	#bind(value: unknown, type = 'String'): string {
		const name = `p${this.#count++}`;
		this.parameters[name] = value;
		return `{${name}:${type}}`;
	}

	#field(field: string, pattern: Pattern): string {
		const column = columns.get(field);
		if (column !== undefined) return `${column} ILIKE ${this.#bind(likeOf(pattern))}`;
		if (field === 'ip') return this.#address(pattern);
		if (kinds.has(field)) return this.#observable(field as ObservableKind, pattern);
		return pattern.pieces.length > 1 && pattern.pieces.join('') === '' ? this.#isThere(field) : this.#inEvent(field, pattern);
	}

	#inText(pattern: Pattern): string {
		const like = this.#like('raw', pattern, ({ pieces }) => ({ pieces: ['', ...pieces, ''] }));
		return this.#amongLikely(longestOf(pattern.pieces), pattern, like);
	}

	/** The value, or any element of a list. */
	#inEvent(field: string, pattern: Pattern): string {
		const either = `arrayExists(x -> ${this.#valueAt('x', pattern)}, ${textsIn(this.#writtenIn(field))})`;
		return isNetwork(pattern) ? either : this.#amongLikely(writtenIn(pattern), pattern, either);
	}

	/** The condition, behind one that is quick and leaves out most of what cannot meet it: lines without this text, and without the pseudonym. */
	#amongLikely(text: string, { pieces }: Pattern, condition: string): string {
		const stored = pieces.length === 1 ? this.#stored(pieces[0]!) : undefined;
		const chance = mayHold(stored === undefined ? [text] : [text, stored], `p${this.#count++}`);
		Object.assign(this.parameters, chance?.values);
		return chance === undefined ? condition : `(${chance.sql} AND ${condition})`;
	}

	/** A network holds its addresses, and is found as text too. */
	#valueAt(place: string, pattern: Pattern): string {
		const like = this.#like(place, pattern, (one) => one);
		if (!isNetwork(pattern)) return like;
		const isAddress = `(isIPv4String(${place}) OR isIPv6String(${place}))`;
		return `(${like} OR ${isAddress} AND isIPAddressInRange(if(${isAddress}, ${place}, '::'), ${this.#bind(pattern.pieces[0])}))`;
	}

	#isThere(field: string): string {
		return this.#amongLikely(field, anyValue, `${this.#writtenIn(field)} != ''`);
	}

	/** A field with a dot in its name, or else nested. */
	#writtenIn(field: string): string {
		const whole = [this.#bind(field)];
		return writtenAt(field.includes('.') ? [whole, field.split('.').map((step) => this.#bind(step))] : [whole]);
	}

	/** A name is looked for under its pseudonym too. */
	#like(place: string, pattern: Pattern, within: (pattern: Pattern) => Pattern): string {
		const [typed = '', ...more] = pattern.pieces;
		const stored = more.length === 0 ? this.#stored(typed) : undefined;
		const domain = typed.slice(0, typed.lastIndexOf('\\') + 1);
		const like = (one: Pattern) => `${place} ILIKE ${this.#bind(likeOf(within(one)))}`;
		return stored === undefined ? like(pattern) : `(${like(pattern)} OR ${like({ pieces: [domain + stored] })})`;
	}

	#observable(kind: ObservableKind, pattern: Pattern): string {
		const kindText = this.#bind(kind);
		if (pattern.pieces.length > 1) return seen(`kind = ${kindText} AND value ILIKE ${this.#bind(likeOf(pattern).toLowerCase())}`);
		const value = normaliseObservable(kind, pattern.pieces[0] ?? '')?.value;
		if (value === undefined) return this.#fault(kind, pattern);
		const stored = this.#stored(pattern.pieces[0] ?? '');
		const values = `(${[value, ...(stored === undefined ? [] : [stored])].map((one) => this.#bind(one)).join(', ')})`;
		return seen(`kind = ${kindText} AND anchor = ${this.#bind(anchorOf(kind, value))} AND value IN ${values}`);
	}

	/** `ip:192.0.2.1`, `ip:192.0.2.0/24`, `ip:192.0.2.*`. */
	#address(pattern: Pattern): string {
		const either = `kind IN ('ipv4', 'ipv6')`;
		if (pattern.pieces.length > 1) return seen(`${either} AND value ILIKE ${this.#bind(likeOf(pattern).toLowerCase())}`);
		const [text = ''] = pattern.pieces;
		if (isNetwork(pattern)) return seen(`${either} AND isIPAddressInRange(if(${either}, value, '::'), ${this.#bind(text)})`);
		const address = addressOf(text);
		if (address === undefined) return this.#fault('ip', pattern);
		const [kind, anchor, value] = [
			this.#bind(address.kind),
			this.#bind(anchorOf(address.kind, address.value)),
			this.#bind(address.value),
		];
		return seen(`kind = ${kind} AND anchor = ${anchor} AND value = ${value}`);
	}

	#range(field: string, range: Range): string {
		const time = field === 'time';
		const read = time ? momentOf : numberOf;
		const [low, high] = [range.from, range.to].map((bound) => (bound === '*' ? '*' : read(bound)));
		if (low === undefined || high === undefined || (low === '*' && high === '*')) return this.#faultyRange(field, range);
		const value = time ? 'time' : 'toFloat64OrNull(x)';
		const type = time ? "DateTime64(3, 'UTC')" : 'Float64';
		const equal = range.beyond ? '' : '=';
		const sides = [
			...(low === '*' ? [] : [`${value} >${equal} ${this.#bind(low, type)}`]),
			...(high === '*' ? [] : [`${value} <${equal} ${this.#bind(high, type)}`]),
		].join(' AND ');
		if (time) return `(${sides})`;
		return `arrayExists(x -> ifNull(isFinite(${value}) AND ${sides}, false), ${textsIn(this.#writtenIn(field))})`;
	}

	#faultyRange(field: string, { from, to }: Range): string {
		return this.#fault(field, { pieces: [`[${from} TO ${to}]`] });
	}

	#fault(field: string, pattern: Pattern): string {
		this.findings.push(finding('search-value', field, `"${pattern.pieces.join('*')}" cannot be a value of this field`));
		return 'false';
	}
}

const anyValue: Pattern = { pieces: ['', ''] };

function longestOf(texts: readonly string[]): string {
	return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}

/** What stands in every line with such a value. Numbers may be written in other ways, alone and inside a value that is no text. */
function writtenIn({ pieces }: Pattern): string {
	const [text = '', ...more] = pieces;
	if (more.length === 0 && Number.isNaN(Number(text)) && !/["[{]/.test(text)) return text;
	return longestOf(pieces.flatMap((piece) => piece.match(/[0-9A-Za-z]*[a-df-z][0-9A-Za-z]*/gi) ?? []));
}

/** Only what the store takes for one too: it refuses the whole question for an address with brackets or a zone. */
function isNetwork({ pieces }: Pattern): boolean {
	const [, address = '', length = ''] = /^([\da-f.:]+)\/(\d{1,3})$/i.exec(pieces.length === 1 ? pieces[0]! : '') ?? [];
	const family = isIP(address);
	return family !== 0 && Number(length) <= (family === 6 ? 128 : 32);
}

/** Events whose observables meet the condition, of the same institution and span. */
function seen(condition: string): string {
	return `(batch, line) IN (SELECT batch, line FROM dijkwacht.observables
		WHERE ${condition} AND institution IN {institutions:Array(UUID)}
			AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')})`;
}

/** Pattern of LIKE; its own signs stand for themselves. */
function likeOf(pattern: Pattern): string {
	return pattern.pieces.map((piece) => piece.replace(/[\\%_]/g, '\\$&')).join('%');
}

function numberOf(text: string): number | undefined {
	return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** A day alone is its first moment. */
function momentOf(text: string): Date | undefined {
	return readTime(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
}

/** Loopback is asked for in vain: no observable is made of it. */
function addressOf(text: string): Observable | undefined {
	const family = isIP(text);
	return readAddress(text) ?? (family === 0 ? undefined : { kind: family === 6 ? 'ipv6' : 'ipv4', value: text });
}
