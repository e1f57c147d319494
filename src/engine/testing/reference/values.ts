import type { YamlScalar } from '../../yaml/tree.ts';
import { base64, base64Anywhere, wideBytes } from './encodings.ts';
import type { Leaf } from './fields.ts';
import { fits, literal, type Place, placesOf } from './text.ts';

/** Whether one value of a field passes; `others` gives the values of another field. */
export type Passes = (value: Leaf, others: (field: string) => readonly Leaf[]) => boolean;

const dashes = ['-', '/', '\u2013', '\u2014', '\u2015'];
const compared: Record<string, (a: number, b: number) => boolean> = {
	lt: (a, b) => a < b,
	lte: (a, b) => a <= b,
	gt: (a, b) => a > b,
	gte: (a, b) => a >= b,
};
const encoding = /^(base64|base64offset|wide|utf16\w*)$/;
const parts = ['minute', 'hour', 'day', 'week', 'month', 'year'];

/** What a value of a detection item means under its modifiers (Sigma modifiers appendix 2.1). */
export function meaningOf(node: YamlScalar, modifiers: readonly string[], keyword: boolean): Passes {
	const has = (name: string) => modifiers.includes(name);
	const operator = modifiers.find((name) => name in compared);
	const part = modifiers.find((name) => parts.includes(name));
	if (operator || part) return numeric(Number(node.text), operator, part);
	if (node.value === null) return (value) => value === null;
	if (has('re')) {
		const flags = [...'ims'].filter((flag) => has(flag)).join('');
		const inside = /^\(\?([ims]+)\)/.exec(node.text);
		const expression = new RegExp(node.text.slice(inside?.[0].length ?? 0), [...new Set(flags + (inside?.[1] ?? ''))].join(''));
		return (value) => value !== null && expression.test(String(value));
	}
	if (has('cidr')) return inNetwork(node.text.trim());
	const mode = ['contains', 'startswith', 'endswith'].find(has) ?? (keyword ? 'contains' : 'equals');
	// Dashes are spelled out before an encoding; in what comes out of it a slash is a letter of Base64.
	const comparing = { cased: has('cased'), dashes: has('windash') && !modifiers.some((name) => encoding.test(name)) };
	if (has('fieldref')) {
		return (value, others) =>
			value !== null &&
			others(node.text.replaceAll(' ', '')).some(
				(other) => other !== null && fits(opened(literal(String(other)), mode), String(value), { ...comparing, dashes: false }),
			);
	}
	if (has('expand') && /(?<!\\)%[^%\s\\]+%/.test(node.text)) return () => false;
	const patterns = spellings(node, modifiers).map((places) => opened(places, mode));
	return (value) => value !== null && patterns.some((places) => fits(places, String(value), comparing));
}

function opened(places: readonly Place[], mode: string): Place[] {
	return [
		...(mode === 'contains' || mode === 'endswith' ? (['any'] as const) : []),
		...places,
		...(mode === 'contains' || mode === 'startswith' ? (['any'] as const) : []),
	];
}

function spellings(node: YamlScalar, modifiers: readonly string[]): Place[][] {
	const encodings = modifiers.filter((name) => encoding.test(name));
	const expanded = modifiers.includes('expand') ? node.text.replaceAll('\\%', '%') : node.text;
	const number = typeof node.value === 'number' && /^[-+.\d]/.test(node.text) && !/^[-+]?0[xob]/i.test(node.text);
	if (encodings.length === 0) return [expanded, ...(number ? [String(node.value)] : [])].map(placesOf);
	const plain = placesOf(node.text).map((place) => (typeof place === 'string' ? '' : place.char));
	let texts = [plain.join('')];
	if (modifiers.includes('windash')) {
		texts = plain.reduce<string[]>(
			(all, char) => all.flatMap((start) => (dashes.includes(char) ? dashes : [char]).map((one) => start + one)),
			[''],
		);
	}
	return texts.flatMap((text) => encoded(text, encodings)).map(literal);
}

function encoded(text: string, encodings: readonly string[]): string[] {
	let forms: number[][] = [[...Buffer.from(text, 'utf8')]];
	let chars = text;
	for (const encoding of encodings) {
		if (encoding === 'base64' || encoding === 'base64offset') {
			const texts = forms.flatMap((bytes) => (encoding === 'base64' ? [base64(bytes)] : base64Anywhere(bytes)));
			forms = texts.map((one) => [...Buffer.from(one, 'utf8')]);
		} else {
			forms = [wideBytes(chars, encoding)];
			chars = String.fromCharCode(...(forms[0] ?? []));
		}
	}
	return forms.map((bytes) => String.fromCharCode(...bytes));
}

function numeric(wanted: number, operator: string | undefined, part: string | undefined): Passes {
	const holds = compared[operator ?? ''] ?? ((a, b) => a === b);
	return (value) => {
		if (value === null || typeof value === 'boolean') return false;
		const number = part ? partOf(String(value), part) : asNumber(String(value));
		return number !== undefined && holds(number, wanted);
	};
}

function asNumber(text: string): number | undefined {
	return /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : undefined;
}

function partOf(value: string, part: string): number | undefined {
	const epoch = /^\d{9,16}(\.\d+)?$/.test(value) ? Number(value) : undefined;
	const text = epoch === undefined ? value : new Date(epoch > 1e11 ? epoch : epoch * 1000).toISOString();
	const match = /^\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?/.exec(text);
	if (!match) return undefined;
	const [, year, month, day, hour, minute] = match.map((one) => (one === undefined ? undefined : Number(one)));
	if (part !== 'week') return { year, month, day, hour, minute }[part];
	// The week that holds the Thursday nearest to the day (ISO 8601).
	const thursday = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day));
	while (thursday.getUTCDay() !== 4)
		thursday.setUTCDate(thursday.getUTCDate() + (thursday.getUTCDay() === 0 || thursday.getUTCDay() > 4 ? -1 : 1));
	let week = 1;
	for (const before = new Date(thursday); ; week++) {
		before.setUTCDate(before.getUTCDate() - 7);
		if (before.getUTCFullYear() < thursday.getUTCFullYear()) return week;
	}
}

/** By the bits written out as text. */
function inNetwork(network: string): Passes {
	const [address = '', length] = network.split('/');
	const wanted = bitsOf(address) ?? '';
	const prefix = wanted.slice(0, length === undefined ? undefined : Number(length));
	return (value) => {
		const bits = bitsOf(String(value).trim());
		return bits !== undefined && bits.length === wanted.length && bits.startsWith(prefix);
	};
}

function bitsOf(address: string): string | undefined {
	const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
	if (four) {
		const bytes = four.slice(1).map(Number);
		const odd = bytes.some((byte) => byte > 255) || four.slice(1).some((text) => /^0\d/.test(text));
		return odd ? undefined : bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
	}
	if (!/^[0-9a-f:]+$/i.test(address) || !URL.canParse(`http://[${address}]/`)) return undefined;
	const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
	const groups = (text: string) => (text === '' ? [] : text.split(':'));
	const missing = 8 - groups(head).length - groups(tail ?? '').length;
	return [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail ?? '')]
		.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
		.join('');
}
