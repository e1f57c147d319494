import type { FieldReading } from '../logsource/router.ts';
import { member } from '../logsource/own.ts';
import { BlockSearch } from './blocks/block-search.ts';
import type { EventContext } from './context.ts';

/** What to do with one key of an object: note its value, look inside it, or both. */
interface Plan {
	readonly takes: { readonly slot: number; readonly rank: number }[];
	children: Map<string, Plan> | undefined;
}
const skip: Plan = { takes: [], children: undefined };
const maxKeys = 20_000;
const maxParts = 6;
/** A step of a path that any member answers to, unless a rule asks for it by name. */
const anyName = '*';

/** Fills the slots of one group of rules from events that are read in one way. */
export class FieldReader {
	private readonly plans = new Map<string, Plan>();
	private readonly cache = new Map<string, Plan>();

	constructor(fields: ReadonlyMap<string, number>, reading: FieldReading) {
		for (const [field, slot] of fields) {
			const names = [field, ...(Object.hasOwn(reading.aliases, field) ? (reading.aliases[field] ?? []) : [])];
			let rank = 0;
			for (const container of ['', ...reading.containers]) {
				for (const name of names) plant(this.plans, container ? `${container}.${name}` : name, slot, rank++);
			}
		}
	}

	read(event: Readonly<Record<string, unknown>>, into: EventContext): void {
		const cache = this.cache;
		for (const key in event) {
			const plan = cache.get(key) ?? this.learn(key);
			if (plan !== skip) this.apply(plan, event[key], into);
		}
	}

	/** The same, and all texts of the event behind each other, or enough of them to show that there are too many. */
	readAll(event: Readonly<Record<string, unknown>>, into: EventContext, wanted: WantedTexts): string {
		const { cache } = this;
		const { shortest, inNumbers } = wanted;
		let texts = '';
		for (const key in event) {
			const value = event[key];
			const plan = cache.get(key) ?? this.learn(key);
			if (plan !== skip) this.apply(plan, value, into);
			if (typeof value === 'string') {
				if (value.length >= shortest && texts.length <= BlockSearch.longest) texts += value;
			} else if (typeof value === 'object') {
				if (value !== null) texts = textsBehind(texts, value, wanted);
			} else if (inNumbers) texts += String(value);
		}
		return texts;
	}

	/** Blanks in names are dropped: "Threat Name" is ThreatName. */
	private learn(key: string): Plan {
		const plan = this.plans.get(key.includes(' ') ? key.replaceAll(' ', '') : key) ?? skip;
		if (this.cache.size < maxKeys) this.cache.set(key, plan);
		return plan;
	}

	private apply(plan: Plan, value: unknown, into: EventContext): void {
		for (const { slot, rank } of plan.takes) into.put(slot, rank, value);
		if (plan.children && typeof value === 'object' && value !== null) this.descend(plan.children, value, into);
	}

	private descend(children: Map<string, Plan>, value: object, into: EventContext): void {
		if (Array.isArray(value)) {
			for (const item of value)
				if (typeof item === 'object' && item !== null && !Array.isArray(item)) this.descend(children, item, into);
			return;
		}
		const named = nameOfPair(value);
		if (named) {
			const plan = children.get(named.name);
			if (plan) this.apply(plan, named.value, into);
		}
		const others = children.get(anyName);
		for (const key in value) {
			const plan = children.get(key.includes(' ') ? key.replaceAll(' ', '') : key) ?? others;
			if (plan) this.apply(plan, (value as Record<string, unknown>)[key], into);
			if (key === 'Data') this.pairs(children, (value as Record<string, unknown>)[key], into);
		}
	}

	/** EVTX as JSON may list its data with the names inside. */
	private pairs(children: Map<string, Plan>, value: unknown, into: EventContext): void {
		for (const item of Array.isArray(value) ? value : [value]) {
			const named = nameOfPair(item) ?? plainPair(item);
			const plan = named && children.get(named.name);
			if (plan) this.apply(plan, named.value, into);
		}
	}
}

/** What of an event is looked at for keywords. */
export interface WantedTexts {
	readonly shortest: number;
	readonly inNumbers: boolean;
}

function textsBehind(before: string, value: object, { shortest, inNumbers }: WantedTexts): string {
	let texts = before;
	const open: unknown[] = [value];
	while (open.length > 0 && texts.length <= BlockSearch.longest) {
		const one = open.pop();
		if (typeof one === 'string') {
			if (one.length >= shortest) texts += one;
		} else if (typeof one === 'object' && one !== null) {
			if (Array.isArray(one)) for (const item of one) open.push(item);
			else for (const key in one) open.push((one as Record<string, unknown>)[key]);
		} else if (inNumbers && one !== null) texts += String(one);
	}
	return texts;
}

interface Pair {
	readonly name: string;
	readonly value: unknown;
}

/** XML as JSON: `{"@Name": n, "#text": v}`, `{"#attributes": {"Name": n}, ...}` or `{"$": {"Name": n}, "_": v}`. */
function nameOfPair(value: unknown): Pair | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const object = value as Record<string, unknown>;
	const name =
		object['@Name'] ??
		object['@_Name'] ??
		member(object['#attributes'], 'Name') ??
		member(object.$, 'Name') ??
		member(object._attributes, 'Name');
	return typeof name === 'string' ? { name, value: textOfPair(object) } : undefined;
}

/** `{"Name": n, "#text": v}` or `{"Name": n, "Value": v}`, which are pairs in a list of data only. */
function plainPair(value: unknown): Pair | undefined {
	const name = member(value, 'Name');
	return typeof name === 'string' ? { name, value: textOfPair(value as Record<string, unknown>) } : undefined;
}

function textOfPair(pair: Readonly<Record<string, unknown>>): unknown {
	return pair['#text'] ?? pair._ ?? pair._text ?? pair.Value ?? null;
}

/** Both `{"a.b": 1}` and `{"a": {"b": 1}}` are the field a.b. */
function plant(plans: Map<string, Plan>, path: string, slot: number, rank: number): void {
	const parts = path.split('.');
	const cuts = parts.length > maxParts ? 1 : parts.length;
	for (let cut = parts.length > maxParts ? parts.length : 1; cut <= Math.max(cuts, parts.length); cut++) {
		const key = parts.slice(0, cut).join('.');
		let plan = plans.get(key);
		if (!plan) {
			plan = { takes: [], children: undefined };
			plans.set(key, plan);
		}
		if (cut === parts.length) plan.takes.push({ slot, rank });
		else {
			plan.children ??= new Map();
			plant(plan.children, parts.slice(cut).join('.'), slot, rank);
		}
	}
}
