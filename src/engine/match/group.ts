import type { FieldReading } from '../logsource/router.ts';
import type { Anchor } from './anchors.ts';
import { Automaton } from './automaton.ts';
import type { Check } from './compile.ts';
import type { EventContext } from './context.ts';
import { EdgeTrie } from './edge-trie.ts';
import { ExactSearch } from './exact-search.ts';
import { KeywordSearch } from './keyword-search.ts';
import { FieldReader } from './reading.ts';
import { SkipSearch } from './skip-search.ts';

/** One rule made ready for one engine. */
export interface ReadyRule {
	readonly number: number;
	readonly fields: readonly string[];
	readonly check: Check;
	/** `undefined`: no literal can be named, so the rule is tried on every event of its route. */
	readonly anchors: readonly Anchor[] | undefined;
}

/** The searches over one field; each tells which rules got one of their literals. */
interface FieldSearch {
	readonly slot: number;
	readonly exact: ExactSearch | undefined;
	readonly starts: EdgeTrie | undefined;
	readonly ends: EdgeTrie | undefined;
	readonly inside: TextSearch | undefined;
	/** Whether the text can be searched as it came, which saves making it lower case. */
	readonly anyCase: boolean;
}
type Literals = Map<string, number[]>;
type TextSearch = Automaton | SkipSearch;

/** All rules of one route, with the searches that tell which of them have a chance on an event. */
export class RuleGroup {
	readonly rules: readonly ReadyRule[];
	private readonly reader: FieldReader;
	private readonly searches: readonly FieldSearch[];
	private readonly keywords: KeywordSearch | undefined;
	private readonly always: readonly number[];
	private readonly marks: Int32Array;
	private readonly candidates: number[] = [];
	private stamp = 0;

	constructor(rules: readonly ReadyRule[], slots: ReadonlyMap<string, number>, reading: FieldReading) {
		this.rules = rules;
		this.marks = new Int32Array(rules.length);
		this.always = rules.flatMap((rule, at) => (rule.anchors === undefined ? [at] : []));
		const fields = new Set(rules.flatMap((rule) => rule.fields));
		this.reader = new FieldReader(new Map([...fields].map((field) => [field, slots.get(field) ?? 0])), reading);
		const perField = collect(rules);
		const keywords = perField.get(undefined)?.contains;
		this.keywords = keywords && new KeywordSearch(keywords);
		this.searches = [...perField].flatMap(([field, modes]) =>
			field === undefined ? [] : [searchOf(slots.get(field) ?? 0, modes)],
		);
	}

	/** Calls `visit` for each rule that has a chance, each once, in the order of the rules. */
	run(context: EventContext, visit: (rule: ReadyRule) => void): void {
		if (this.rules.length === 0) return;
		this.stamp++;
		const { candidates, keywords } = this;
		candidates.length = 0;
		const texts = keywords?.takesAll ? this.reader.readAll(context.event, context, keywords) : '';
		if (!keywords?.takesAll) this.reader.read(context.event, context);
		for (const search of this.searches) this.search(search, context);
		keywords?.scan(texts, context, this.mark);
		for (const rule of this.always) this.mark(rule);
		inOrder(candidates);
		for (const at of candidates) visit(this.rules[at] as ReadyRule);
	}

	private search(search: FieldSearch, context: EventContext): void {
		const text = search.anyCase ? context.raw(search.slot) : context.text(search.slot);
		if (text !== undefined) this.searchText(search, text);
		else if (context.isList(search.slot)) {
			for (const text of context.foldedList(search.slot)) this.searchText(search, text);
		}
	}

	private searchText(search: FieldSearch, text: string): void {
		search.exact?.scan(text, this.mark);
		search.starts?.scan(text, this.mark);
		search.ends?.scan(text, this.mark);
		search.inside?.scan(text, this.mark);
	}

	private readonly mark = (rule: number): void => {
		if (this.marks[rule] === this.stamp) return;
		this.marks[rule] = this.stamp;
		this.candidates.push(rule);
	};
}

const mostInserted = 64;

/** Few as they nearly always are, putting each in its place takes a third of what a general sort does. */
function inOrder(numbers: number[]): void {
	if (numbers.length > mostInserted) numbers.sort((a, b) => a - b);
	else
		for (let from = 1; from < numbers.length; from++) {
			const one = numbers[from] as number;
			let to = from;
			for (; to > 0 && (numbers[to - 1] as number) > one; to--) numbers[to] = numbers[to - 1] as number;
			numbers[to] = one;
		}
}

function collect(rules: readonly ReadyRule[]): Map<string | undefined, Record<Anchor['mode'], Literals>> {
	const perField = new Map<string | undefined, Record<Anchor['mode'], Literals>>();
	for (const [at, rule] of rules.entries()) {
		for (const { field, mode, text } of rule.anchors ?? []) {
			let modes = perField.get(field);
			if (!modes) {
				modes = { equals: new Map(), contains: new Map(), startswith: new Map(), endswith: new Map() };
				perField.set(field, modes);
			}
			const owners = modes[mode].get(text);
			if (!owners) modes[mode].set(text, [at]);
			else if (owners.at(-1) !== at) owners.push(at);
		}
	}
	return perField;
}

function searchOf(slot: number, modes: Record<Anchor['mode'], Literals>): FieldSearch {
	const inside = modes.contains.size > 0 ? insideOf(modes.contains) : undefined;
	return {
		slot,
		exact: modes.equals.size > 0 ? new ExactSearch(modes.equals) : undefined,
		starts: modes.startswith.size > 0 ? new EdgeTrie(modes.startswith, false) : undefined,
		ends: modes.endswith.size > 0 ? new EdgeTrie(modes.endswith, true) : undefined,
		inside,
		anyCase: inside instanceof SkipSearch && modes.equals.size + modes.startswith.size + modes.endswith.size === 0,
	};
}

function insideOf(literals: Literals): TextSearch {
	return SkipSearch.fits(literals) ? new SkipSearch(literals) : new Automaton(literals);
}
