/** One event that counts in a window. */
export interface Entry {
	readonly time: number;
	/** Place of the rule in the correlation's list. */
	readonly rule: number;
	/** Identity of the event; entries of one identity and rule count once. */
	readonly id: string;
	/** What the value types look at; '' for the others. */
	readonly value: string;
}

/** The events of one group inside the timespan, in the order of their time, with running counts. */
export class Window {
	private entries: Entry[] = [];
	private start = 0;
	private readonly seen = new Set<string>();
	private readonly values = new Map<string, number>();
	private readonly events = new Map<string, number>();
	private readonly perRule: number[];
	/** Whether the condition held when last looked at, and when it last fired. */
	holds = false;
	firedAt = Number.NEGATIVE_INFINITY;

	constructor(rules: number) {
		this.perRule = Array<number>(rules).fill(0);
	}

	get size(): number {
		return this.entries.length - this.start;
	}
	/** Number of different events. */
	get eventCount(): number {
		return this.events.size;
	}
	get distinctValues(): number {
		return this.values.size;
	}
	get newest(): number {
		return this.entries.at(-1)?.time ?? Number.NEGATIVE_INFINITY;
	}

	/** False when the same event was counted for the same rule already. */
	add(entry: Entry): boolean {
		if (this.knows(entry)) return false;
		if (this.perRule.length > 1) this.seen.add(`${entry.rule} ${entry.id}`);
		let at = this.entries.length;
		while (at > this.start && (this.entries[at - 1] as Entry).time > entry.time) at--;
		if (at === this.entries.length) this.entries.push(entry);
		else this.entries.splice(at, 0, entry);
		count(this.values, entry.value, 1);
		count(this.events, entry.id, 1);
		this.perRule[entry.rule] = (this.perRule[entry.rule] ?? 0) + 1;
		return true;
	}

	/** With one rule the events themselves say what was counted. */
	private knows({ rule, id }: Entry): boolean {
		return this.perRule.length > 1 ? this.seen.has(`${rule} ${id}`) : this.events.has(id);
	}

	/** Forgets entries before a time. */
	forgetBefore(time: number): void {
		while (this.size > 0 && (this.entries[this.start] as Entry).time < time) this.forgetOldest();
	}

	forgetOldest(): void {
		const entry = this.entries[this.start++];
		if (!entry) return;
		if (this.perRule.length > 1) this.seen.delete(`${entry.rule} ${entry.id}`);
		count(this.values, entry.value, -1);
		count(this.events, entry.id, -1);
		this.perRule[entry.rule] = (this.perRule[entry.rule] ?? 0) - 1;
		if (this.start > 64 && this.start * 2 > this.entries.length) {
			this.entries = this.entries.slice(this.start);
			this.start = 0;
		}
	}

	has(rule: number): boolean {
		return (this.perRule[rule] ?? 0) > 0;
	}

	rulesSeen(): number {
		return this.perRule.filter((number) => number > 0).length;
	}

	/** Whether these rules were seen one after the other, each by an event of its own. */
	inOrder(rules: readonly number[]): boolean {
		let next = 0;
		let last = '';
		for (let at = this.start; at < this.entries.length && next < rules.length; at++) {
			const entry = this.entries[at] as Entry;
			if (entry.rule !== rules[next] || (entry.id !== '' && entry.id === last)) continue;
			last = entry.id;
			next++;
		}
		return next === rules.length;
	}

	numbers(): number[] {
		return this.list().flatMap(({ value }) => (value.trim() !== '' && Number.isFinite(Number(value)) ? [Number(value)] : []));
	}

	list(): Entry[] {
		return this.entries.slice(this.start);
	}
}

function count(counts: Map<string, number>, key: string, by: 1 | -1): void {
	const now = (counts.get(key) ?? 0) + by;
	if (now > 0) counts.set(key, now);
	else counts.delete(key);
}
