import fc from 'fast-check';
import { base64, wideBytes } from './reference/encodings.ts';
import type { Drawn, Item } from './rules-at-random.ts';

type Plain = string | number | boolean | null | readonly unknown[];
/** How a value is bent away from what the rule asks for. */
type Bend = (text: string, at: number) => string;

const bends: readonly Bend[] = [
	(text) => text,
	(text) => text,
	(text) => text.toUpperCase(),
	(text) => text.toLowerCase(),
	(text, at) => text.slice(0, at) + text.slice(at + 1),
	(text, at) => `${text.slice(0, at)}q${text.slice(at + 1)}`,
	(text, at) => `${text.slice(0, at)}z${text.slice(at)}`,
	(text) => `pre${text}`,
	(text) => `${text}post`,
	(text) => `x ${text} y`,
	(text) => text.replaceAll('-', '/').replaceAll('\u2013', '-'),
	(text) => text.replaceAll('/', '\u2015'),
	(text) => text.replaceAll('*', '').replaceAll('?', ''),
	(text) => text.replaceAll('*', 'any\nthing').replaceAll('?', '\u{1F600}'),
	(text) => text.replaceAll('?', 'x').replaceAll('*', ''),
	(text) => text.replaceAll('\\\\', '\\').replaceAll('\\*', '*').replaceAll('\\?', '?'),
	() => '',
	() => '2026-11-25T10:07:30Z',
	() => '10.1.2.3',
	() => 'fe80::1',
	() => '2001:db8:8000::5',
	() => '4625',
	() => '  7 ',
];

function meant({ modifiers, values }: Item, which: number): string {
	const value = String(values[which % values.length] ?? '');
	if (!modifiers.some((name) => /64|wide|utf16/.test(name))) return value;
	const wide = modifiers.find((name) => /wide|utf16/.test(name));
	const bytes = wide ? wideBytes(value, wide) : [...Buffer.from(value)];
	return modifiers.some((name) => name.startsWith('base64'))
		? base64([...Array(which % 3).fill(65), ...bytes])
		: String.fromCharCode(...bytes);
}

const choice = fc.record({
	item: fc.nat(30),
	value: fc.nat(5),
	bend: fc.nat(bends.length - 1),
	at: fc.nat(8),
	shape: fc.nat(11),
	take: fc.nat(3),
});
export type Choices = readonly (typeof choice extends fc.Arbitrary<infer T> ? T : never)[];
/** Choices from which `eventNear` makes an event, whatever the rules are. */
export const choices: fc.Arbitrary<Choices> = fc.array(choice, { minLength: 1, maxLength: 7 });

/** An event made of what the rules ask for, each value perhaps bent a little. */
export function eventNear(rules: readonly Drawn[], chosen: Choices): Record<string, unknown> {
	const items = rules.flatMap(({ parts }) => Object.values(parts).flat(2));
	const event: Record<string, unknown> = {};
	for (const { item, value, bend, at, shape, take } of chosen) {
		const one = items[item % items.length];
		if (!one) continue;
		const text = (bends[bend] as Bend)(meant(one, value), at);
		const plain: Plain = shaped(text, shape);
		place(event, one.field || 'message', plain, take);
	}
	return event;
}

function shaped(text: string, shape: number): Plain {
	if (shape === 0) return [text, 'other'];
	if (shape === 1) return ['other', [text]];
	if (shape === 2) return null;
	if (shape === 3 && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
	if (shape === 4) return [null, { deep: text }];
	return shape === 5 ? [] : text;
}

/** Nested, dotted or half dotted; names with or without their blanks. */
function place(event: Record<string, unknown>, field: string, value: Plain, take: number): void {
	const name = take % 2 === 0 ? field : field.replaceAll(' ', '');
	const dot = name.indexOf('.');
	if (dot < 0 || take === 0) {
		event[name] = value;
		return;
	}
	const [head, rest] = [name.slice(0, dot), name.slice(dot + 1)];
	if (take === 3) {
		event[head] = [{ [rest]: value }, 'loose', { other: 1 }];
		return;
	}
	const inner: Record<string, unknown> = {};
	place(inner, rest, value, take);
	event[head] = inner;
}
