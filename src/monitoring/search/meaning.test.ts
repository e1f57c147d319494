import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Telemetry } from '#platform';
import { recognise } from '../formats/recognise.ts';
import type { Observable } from '../observables.ts';
import { countEvents, searchEvents } from '../telemetry/search-events.ts';
import { writeEvents } from '../telemetry/write-events.ts';
import { conditionOf } from './condition.ts';
import { parseQuery } from './parse.ts';
import type { Pattern, Query } from './query.ts';
import { storeForAll } from '../testing/store.ts';

const school = '00000000-0000-4000-8000-000000000001';
const received = new Date('2026-10-01T12:00:00Z');
const span = { from: new Date('2026-09-01'), to: new Date('2026-11-01') };
let telemetry: Telemetry;
storeForAll((opened) => {
	telemetry = opened;
});

const texts = [
	...[
		'kit',
		'KIT',
		'pass',
		'pass9',
		'x9pass',
		'é',
		'É',
		'straße',
		'STRASSE',
		'İx',
		'💧',
		'',
		' ',
		'null',
		'true',
		'inf',
		'nan',
		' 7',
	],
	...['a\nb', 'a\tbcd', 'tbcd', 'end\r\n', '\u0001x', '\u007fx', 'a"b', 'C:\\users\\kit', 'C:/users', '100%', 'a_b', 'a*b'],
	...['4625', '4625.0', '1e3', '0x10', '-5', '1.50', '[1,2]', '{"a":1}', '192.0.2.1', '192.0.2.77', '10.0.0.217', '2001:db8::1'],
];
const numbers = [
	...['0', '-0', '7', '4625', '4625.0', '4.625e3', '1E3', '1000', '1.5', '1.50', '-5', '0.1', '1e21', '1e-7', '0.0000001'],
	...['9007199254740993', '12345678901234567890', '123456789012345678901234567890', '-18446744073709551616'],
];
const text = fc.constantFrom(...texts);
const number = fc.constantFrom(...numbers);

const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
const spelled = (value: string) => [
	JSON.stringify(value),
	`"${value.split('').map(escaped).join('')}"`,
	JSON.stringify(value).replaceAll('/', '\\/').replace(/k/gi, escaped),
];
const leaf = fc.oneof(
	{ weight: 4, arbitrary: fc.tuple(text, fc.nat(2)).map(([value, way]) => spelled(value)[way]!) },
	{ weight: 2, arbitrary: number },
	fc.constantFrom('true', 'false', 'null', '[]', '{}', '1e400', '"half \\ud800 pair"'),
);
const name = fc.constantFrom('a', 'b', 'user', 'a.b', 'user.name', 'src_ip', 'event_type', '@x');
const { object } = fc.letrec<{ value: string; object: string }>((tie) => ({
	value: fc.oneof(
		{ weight: 5, arbitrary: leaf },
		fc.array(leaf, { maxLength: 3 }).map((of) => `[${of.join(', ')}]`),
		tie('object'),
	),
	object: fc
		.uniqueArray(fc.tuple(name, tie('value')), { minLength: 1, maxLength: 4, selector: ([one]) => one })
		.map((pairs) => `{${pairs.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(', ')}}`),
}));
const line = fc.oneof(
	{ weight: 6, arbitrary: object },
	fc.array(text, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' ')),
);

const field = fc.oneof(name, fc.constantFrom('a.b.a', 'user.user', 'b.a'));
const quoted = (value: string) => `"${value.replace(/[\\"]/g, '\\$&')}"`;
const bare = (value: string) => value.replace(/[\\*\s"()[\]:]/g, '\\$&').replace(/^[<>]/, '\\$&');
const part = fc.tuple(text, fc.nat(2), fc.nat(6)).map(([value, from, length]) => value.slice(from, from + length));
const value = fc.oneof(
	text.map(quoted),
	fc.constantFrom(...texts.filter((one) => one !== ''), ...numbers).map(bare),
	fc.array(part, { minLength: 2, maxLength: 3 }).map((pieces) => pieces.map(bare).join('*')),
);
const special = fc.constantFrom('192.0.2.0/24', '192.0.2.64/26', '2001:db8::/32', '0.0.0.0/0', '::/0', '*', '**');
const bound = fc.oneof(number, fc.constant('*'));
const term = fc.oneof(
	{ weight: 4, arbitrary: fc.tuple(field, fc.oneof(value, special)).map((both) => both.join(':')) },
	{ weight: 2, arbitrary: value },
	fc.tuple(field, number, bound).map(([one, from, to]) => `${one}:[${from} TO ${to}]`),
	fc.tuple(field, fc.constantFrom('>', '>=', '<', '<='), number).map(([one, sign, to]) => `${one}:${sign}${to}`),
	fc.constantFrom('ip:192.0.2.0/24', 'ip:192.0.2.*', 'ip:2001:db8::/32', 'ip:192.0.2.1', 'ipv4:192.0.2.77'),
);
const query = fc.oneof(
	{ weight: 3, arbitrary: term },
	term.map((one) => `NOT ${one}`),
	fc.tuple(term, term).map((both) => both.join(' ')),
	fc.tuple(term, term, term).map(([a, b, c]) => `(${a} OR NOT ${b}) AND ${c}`),
);

interface Event {
	readonly raw: string;
	readonly parsed: unknown;
	readonly observables: readonly Observable[];
}

function eventOf(raw: string): Event {
	const reading = recognise(raw, received);
	return { raw, parsed: parsedOf(raw), observables: 'fault' in reading ? [] : reading.observables };
}

/** Numbers that a double does not hold keep their signs. */
function parsedOf(raw: string): unknown {
	const exact = (_: string, of: unknown, { source = '' }: { source?: string }) =>
		typeof of === 'number' && /^-?\d{16}|e\+?\d{3}/i.test(source) ? source : of;
	try {
		return JSON.parse(raw, exact as (key: string, of: unknown) => unknown);
	} catch {
		return undefined;
	}
}

function valuesAt(parsed: unknown, path: string): string[] {
	const step = (of: unknown, key: string) =>
		typeof of === 'object' && of !== null && !Array.isArray(of) && Object.hasOwn(of, key)
			? (of as Record<string, unknown>)[key]
			: undefined;
	const whole = step(parsed, path);
	const found = whole === undefined ? path.split('.').reduce(step, parsed) : whole;
	const all = found === undefined ? [] : [found, ...(Array.isArray(found) ? found : [])];
	// Half a pair falls away.
	return all.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)).replace(/\ud800(?![\udc00-\udfff])/g, ''));
}

function expression({ pieces }: Pattern): string {
	return pieces.map((piece) => piece.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('.*');
}

function inNetwork(address: string, network: string): boolean {
	const [start = '', prefix = ''] = network.split('/');
	if (isIP(start) === 0 || isIP(address) !== isIP(start) || !/^\d+$/.test(prefix)) return false;
	const list = new BlockList();
	list.addSubnet(start, Number(prefix), isIP(start) === 4 ? 'ipv4' : 'ipv6');
	return list.check(address, isIP(start) === 4 ? 'ipv4' : 'ipv6');
}

/** What docs/how-to/search-events.md says, said once more without a store. */
function holds(asked: Query, event: Event): boolean {
	if (asked.op === 'and') return asked.of.every((one) => holds(one, event));
	if (asked.op === 'or') return asked.of.some((one) => holds(one, event));
	if (asked.op === 'not') return !holds(asked.of, event);
	if (asked.op === 'text') return new RegExp(expression(asked.pattern), 'isu').test(event.raw);
	if (asked.op === 'range') {
		const { from, to, beyond } = asked;
		const fits = (one: number) =>
			Number.isFinite(one) &&
			(from === '*' || (beyond ? one > Number(from) : one >= Number(from))) &&
			(to === '*' || (beyond ? one < Number(to) : one <= Number(to)));
		return valuesAt(event.parsed, asked.field).some((one) => /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(one) && fits(Number(one)));
	}
	const among = { ip: ['ipv4', 'ipv6'], ipv4: ['ipv4'] }[asked.field];
	const values =
		among === undefined
			? valuesAt(event.parsed, asked.field)
			: event.observables.filter(({ kind }) => among.includes(kind)).map((one) => one.value);
	const whole = new RegExp(`^(?:${expression(asked.pattern)})$`, 'isu');
	return values.some((one) => whole.test(one) || inNetwork(one, asked.pattern.pieces.join('*')));
}

test('a search finds what its words say, and nothing else', async () => {
	const events = fc.sample(line, { numRuns: 800, seed: 21 }).map(eventOf);
	const until = new Date('2099-01-01');
	const about = { institution: school, sensor: school, token: 't', received };
	await writeEvents(
		telemetry,
		{ ...about, keepEventsUntil: until, keepObservablesUntil: until },
		events.map(({ raw, observables }, at) => ({ line: at, time: received, format: 'plain', logsource: '//', raw, observables })),
	);
	let met = 0;
	for (const q of fc.sample(query, { numRuns: 250, seed: 22 })) {
		const asked = parseQuery(q);
		const condition = asked.ok ? conditionOf(asked.value) : asked;
		if (!asked.ok || !condition.ok) throw new Error(`${q} is refused`);
		const found = await searchEvents(telemetry, [school], span, condition.value, { limit: 5000, ascending: true, rawLength: 1 });
		const should = [...events.keys()].filter((at) => holds(asked.value, events[at]!));
		expect(
			found.map((one) => one.line),
			q,
		).toEqual(should);
		expect(await countEvents(telemetry, [school], span, condition.value), q).toBe(should.length);
		if (should.length > 0 && should.length < events.length) met++;
	}
	expect(met).toBeGreaterThan(100);
});
