import { readYaml, type YamlEntry, type YamlNode } from '../yaml/tree.ts';
import { base64, wideBytes } from './reference/encodings.ts';

type Event = Record<string, unknown>;

/**
 * Events made from the detection of one rule: some that should hit it, and for each some that miss by one field. Which of them
 * really hit is not told here.
 */
export function eventsFromRule(text: string): Event[] {
	const read = readYaml('rule.yml', text);
	const document = read.ok ? read.value[0] : undefined;
	const detection = document?.kind === 'map' ? document.entries.find(({ key }) => key === 'detection')?.value : undefined;
	if (detection?.kind !== 'map') return [];
	const parts = detection.entries.filter(({ key }) => key !== 'condition' && key !== 'timeframe');
	const wanted = parts.filter(({ key }) => !/^(filter|exclu|fp|_)/i.test(key));
	const events: Event[] = [];
	for (let which = 0; which < 3; which++) {
		const whole: Event = {};
		for (const { value } of wanted) add(whole, value, which);
		events.push(whole, ...parts.map(({ value }) => add({ ...whole }, value, which)));
		for (const field of Object.keys(whole)) {
			const { [field]: left, ...rest } = whole;
			events.push(rest, { ...rest, [field]: bent(left, which) }, { ...rest, [field]: [left, 'other'] });
		}
	}
	return events;
}

function add(event: Event, node: YamlNode, which: number): Event {
	if (node.kind === 'scalar') event.message = `${event.message ?? ''} ${madeFor(node.text, [], which)} end`;
	if (node.kind === 'map') for (const entry of node.entries) addItem(event, entry, which);
	const item = node.kind === 'list' ? node.items[which % node.items.length] : undefined;
	return item ? add(event, item, which) : event;
}

function addItem(event: Event, { key, value }: YamlEntry, which: number): void {
	const [name = '', ...modifiers] = key.split('|');
	const field = name || 'message';
	const items = value.kind === 'list' ? value.items : [value];
	const texts = items.map((item) => (item.kind === 'scalar' ? item.text : ''));
	const one = items[which % items.length];
	if (modifiers.includes('exists')) {
		if (/^(true|yes)$/i.test(texts[0] ?? '')) event[field] ??= 'there';
	} else if (one?.kind === 'scalar' && one.value === null) {
		if (which === 1) event[field] ??= null;
	} else {
		const made = modifiers.includes('all')
			? texts.map((text) => madeFor(text, modifiers, which)).join(' ')
			: madeFor(texts[which % texts.length] ?? '', modifiers, which);
		event[field] = joined(event[field], made, modifiers);
	}
}

/** Two wishes for one field: what begins it first, what ends it last; a whole value goes before all. */
function joined(before: unknown, made: unknown, modifiers: readonly string[]): unknown {
	if (typeof before !== 'string' || typeof made !== 'string') return made;
	if (modifiers.includes('startswith')) return `${made} ${before}`;
	return modifiers.includes('contains') || modifiers.includes('endswith') ? `${before} ${made}` : made;
}

function madeFor(text: string, modifiers: readonly string[], which: number): unknown {
	const has = (name: string) => modifiers.includes(name);
	if (has('gt') || has('gte')) return Number(text) + (has('gt') ? 1 : 0);
	if (has('lt') || has('lte')) return Number(text) - (has('lt') ? 1 : 0);
	if (has('cidr')) return text.replace(/\/.*$/, '');
	if (has('re')) return fromExpression(text);
	if (has('fieldref')) return `same ${text}`;
	const plain = text
		.replace(/\\([\\*?])/g, (_, char: string) => `\ue000${char.charCodeAt(0)};`)
		.replaceAll('*', which === 0 ? '' : 'any')
		.replaceAll('?', 'q')
		.replace(/\ue000(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
	if (modifiers.some((name) => name.startsWith('base64'))) {
		const bytes = has('wide') || has('utf16le') ? wideBytes(plain, 'wide') : [...Buffer.from(plain)];
		return base64([...Array(which).fill(65), ...bytes]);
	}
	const dashed = has('windash') && which > 0 ? plain.replaceAll('-', which === 1 ? '/' : '\u2013') : plain;
	return `${has('contains') || has('endswith') ? 'x' : ''}${which === 2 ? dashed.toUpperCase() : dashed}${has('contains') || has('startswith') ? 'y' : ''}`;
}

/** A guess at a text that a simple expression takes. */
function fromExpression(source: string): string {
	return source
		.replace(/^\(\?[ims]+\)|\(\?:|[()^$]/g, '')
		.replace(/\|.*$/, '')
		.replace(/\[\^?(?:\\.|[^\]\\])(?:\\.|[^\]\\])*\]/g, (set) =>
			set.startsWith('[^') ? '~' : (/^\[\\?(.)/.exec(set)?.[1] ?? ''),
		)
		.replace(/(.)\{(\d+)[^}]*\}/g, (_, char: string, count: string) => char.repeat(Math.min(Number(count), 50)))
		.replace(/\\d/g, '7')
		.replace(/\\[ws]/g, (set) => (set === '\\w' ? 'w' : ' '))
		.replace(/\\(.)/g, '$1')
		.replace(/\.[*+]\??/g, 'x')
		.replace(/[*+?]/g, '');
}

function bent(value: unknown, which: number): unknown {
	const text = String(value);
	return which === 0 ? `${text}q` : which === 1 ? `q${text}` : text.slice(0, -1);
}
