import { fold, foldDashes } from '../text/fold.ts';

export type Scalar = string | number | boolean | null;
const absent = 0;
/** No event may hold up the stream: of longer values the two ends are judged, of longer lists the beginning. */
const longestText = 1 << 20;
const longestList = 20_000;
const single = 1;
const list = 2;

/**
 * The fields of the event at hand that some rule asks for, each under a number (its slot). Reused for every event: a slot
 * counts as filled only when its stamp is that of this event.
 */
export class EventContext {
	event: Readonly<Record<string, unknown>> = {};
	now = 0;
	private readonly stamps: Int32Array;
	private readonly foldStamps: Int32Array;
	private readonly ranks: Uint8Array;
	private readonly kinds: Uint8Array;
	private readonly values: unknown[];
	private readonly folded: string[];
	private readonly foldedLists = new Map<number, readonly string[]>();
	private foldedListStamp = 0;
	private leafStamp = 0;
	private leafTexts: readonly string[] = [];
	private foldedLeaves: (string | undefined)[] = [];

	constructor(slots: number) {
		this.stamps = new Int32Array(slots);
		this.foldStamps = new Int32Array(slots);
		this.ranks = new Uint8Array(slots);
		this.kinds = new Uint8Array(slots);
		this.values = Array(slots).fill(undefined);
		this.folded = Array(slots).fill('');
	}

	begin(event: Readonly<Record<string, unknown>>): void {
		this.event = event;
		this.now++;
	}

	/** Notes a value; a lower rank (a truer name) wins, equal ranks add up. */
	put(slot: number, rank: number, value: unknown): void {
		const filled = this.stamps[slot] === this.now;
		const before = this.ranks[slot] ?? 0;
		if (filled && before < rank) return;
		const more = typeof value === 'object' && value !== null ? scalarsOf(value) : undefined;
		const one = typeof value === 'string' && value.length > longestText ? shortened(value) : value;
		if (filled && before === rank) {
			const known = this.kinds[slot] === list ? (this.values[slot] as Scalar[]) : [this.values[slot] as Scalar];
			this.values[slot] = known.concat(more ?? [one as Scalar]);
			this.kinds[slot] = list;
			return;
		}
		this.stamps[slot] = this.now;
		this.ranks[slot] = rank;
		this.kinds[slot] = more ? list : single;
		this.values[slot] = more ?? one;
	}

	has(slot: number): boolean {
		return this.stamps[slot] === this.now;
	}

	/** The lower-case text of a field with one value; `undefined` when it is absent, null or has several. */
	text(slot: number): string | undefined {
		if (this.foldStamps[slot] === this.now) return this.folded[slot];
		if (this.stamps[slot] !== this.now || this.kinds[slot] !== single) return undefined;
		const value = this.values[slot];
		if (value === null) return undefined;
		const text = fold(typeof value === 'string' ? value : String(value));
		this.folded[slot] = text;
		this.foldStamps[slot] = this.now;
		return text;
	}

	raw(slot: number): string | undefined {
		if (this.stamps[slot] !== this.now || this.kinds[slot] !== single) return undefined;
		const value = this.values[slot];
		if (value === null) return undefined;
		return typeof value === 'string' ? value : String(value);
	}

	/** All values of a field; empty when it is absent. */
	all(slot: number): readonly Scalar[] {
		if (this.stamps[slot] !== this.now || this.kinds[slot] === absent) return [];
		return this.kinds[slot] === list ? (this.values[slot] as Scalar[]) : [this.values[slot] as Scalar];
	}

	/** Lower-case texts of a field with several values. */
	foldedList(slot: number): readonly string[] {
		if (this.foldedListStamp !== this.now) {
			this.foldedLists.clear();
			this.foldedListStamp = this.now;
		}
		const known = this.foldedLists.get(slot);
		if (known) return known;
		const texts = this.all(slot).flatMap((value) => (value === null ? [] : fold(String(value))));
		this.foldedLists.set(slot, texts);
		return texts;
	}

	isList(slot: number): boolean {
		return this.stamps[slot] === this.now && this.kinds[slot] === list;
	}

	/** Every text, number and truth value anywhere in the event, as text. */
	leaves(): readonly string[] {
		if (this.leafStamp !== this.now) {
			this.leafTexts = leavesOf(this.event);
			this.foldedLeaves = [];
			this.leafStamp = this.now;
		}
		return this.leafTexts;
	}

	/** Whether any of them passes a test in lower case; each is made lower case once, and only when it is looked at. */
	someLeaf(passes: (text: string) => boolean, shortest: number): boolean {
		const leaves = this.leaves();
		const folded = this.foldedLeaves;
		for (let at = 0; at < leaves.length; at++) {
			const leaf = leaves[at] as string;
			if (leaf.length < shortest) continue;
			folded[at] ??= fold(leaf);
			if (passes(folded[at] as string)) return true;
		}
		return false;
	}

	release(): void {
		this.event = {};
		this.foldedLists.clear();
		this.leafTexts = [];
		this.foldedLeaves = [];
		this.leafStamp = 0;
	}
}

/** The plain values in a list, however deep, and the text part of EVTX values with attributes. */
function scalarsOf(value: object): Scalar[] {
	const scalars: Scalar[] = [];
	const open: unknown[] = [value];
	while (open.length > 0 && scalars.length < longestList) {
		const one = open.pop();
		if (isScalar(one)) scalars.push(typeof one === 'string' && one.length > longestText ? shortened(one) : one);
		else if (Array.isArray(one)) for (let at = one.length - 1; at >= 0; at--) open.push(one[at]);
		else if (typeof one === 'object') {
			const text = xmlText(one);
			if (text !== undefined) open.push(text);
			else if (isPair(one)) open.push(one.Value, one.Name);
		}
	}
	return scalars;
}

/** What stands between the tags where XML was written as JSON: `#text` (a list where a tag came several times), or `_` as xml2js has it. */
function xmlText(value: object): Scalar | readonly unknown[] | undefined {
	const { '#text': text, _: other } = value as Record<string, unknown>;
	const one = text === undefined ? other : text;
	return isScalar(one) || Array.isArray(one) ? one : undefined;
}

/** Microsoft 365 lists parameters as names with values; both count as values of the list. */
function isPair(value: object): value is { readonly Name: string; readonly Value: unknown } {
	const { Name: name, Value: of } = value as Record<string, unknown>;
	return typeof name === 'string' && isScalar(of) && Object.keys(value).length === 2;
}

function shortened(text: string): string {
	return text.slice(0, longestText / 2) + text.slice(-longestText / 2);
}

/** The longest stands first, since what is looked for is mostly there. */
function leavesOf(event: object): string[] {
	const leaves: string[] = [];
	let longest = 0;
	const open: unknown[] = [event];
	while (open.length > 0) {
		const one = open.pop();
		if (typeof one === 'string') leaves.push(one.length > longestText ? shortened(one) : one);
		else if (typeof one === 'number' || typeof one === 'boolean') leaves.push(String(one));
		else if (typeof one === 'object' && one !== null) {
			if (Array.isArray(one)) for (const item of one) open.push(item);
			else for (const key in one) open.push((one as Record<string, unknown>)[key]);
		}
	}
	for (let at = 1; at < leaves.length; at++) if ((leaves[at] as string).length > (leaves[longest] as string).length) longest = at;
	if (longest > 0) [leaves[0], leaves[longest]] = [leaves[longest] as string, leaves[0] as string];
	return leaves;
}

export function isScalar(value: unknown): value is Scalar {
	return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

export function prepared(text: string, cased: boolean, dash: boolean): string {
	const one = cased ? text : fold(text);
	return dash ? foldDashes(one) : one;
}
