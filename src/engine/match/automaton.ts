/** Numbers the characters that occur in literals; all others are 0. Everything beyond ASCII counts as one character. */
class Alphabet {
	readonly classes = new Uint8Array(129);
	size = 1;

	constructor(literals: Iterable<string>) {
		for (const literal of literals) {
			for (let at = 0; at < literal.length; at++) {
				const code = literal.charCodeAt(at);
				if (this.classes[code] === 0) this.classes[code] = this.size++;
			}
		}
	}
}

interface Node {
	readonly next: Map<number, number>;
	readonly owners: number[];
	fail: number;
}

/**
 * Finds all of many literals in one pass (Aho and Corasick 1975), as a table: one load per character. Literals must be
 * lower-case ASCII and `\x80`. `owners` are numbers that belong to a literal.
 */
export class Automaton {
	private readonly classes: Uint8Array;
	private readonly width: number;
	private readonly table: Int32Array;
	/** States from here on have owners. */
	private readonly firstFinal: number;
	private readonly owners: Int32Array[];

	constructor(literals: ReadonlyMap<string, readonly number[]>) {
		const alphabet = new Alphabet(literals.keys());
		this.classes = alphabet.classes;
		this.width = alphabet.size;
		const nodes = buildTrie(literals, alphabet.classes);
		const order = linkFailures(nodes);
		const states = numberStates(nodes, order);
		this.firstFinal = states.firstFinal * this.width;
		this.owners = states.finals.map((node) => Int32Array.from(new Set(node.owners)));
		this.table = fillTable(nodes, order, states.numbers, this.width);
	}

	/** Calls `found` for the owners of each literal in the text; an owner may come more than once. */
	scan(text: string, found: (owner: number) => void): void {
		const { classes, table, firstFinal, width } = this;
		let state = 0;
		for (let at = 0; at < text.length; at++) {
			const code = text.charCodeAt(at);
			state = table[state + (classes[code < 128 ? code : 128] as number)] as number;
			if (state >= firstFinal) {
				const owners = this.owners[(state - firstFinal) / width] as Int32Array;
				for (let one = 0; one < owners.length; one++) found(owners[one] as number);
			}
		}
	}

	/** Whether any of the literals is in the text. */
	finds(text: string): boolean {
		const { classes, table, firstFinal } = this;
		let state = 0;
		for (let at = 0; at < text.length; at++) {
			const code = text.charCodeAt(at);
			state = table[state + (classes[code < 128 ? code : 128] as number)] as number;
			if (state >= firstFinal) return true;
		}
		return false;
	}
}

function buildTrie(literals: ReadonlyMap<string, readonly number[]>, classes: Uint8Array): Node[] {
	const nodes: Node[] = [{ next: new Map(), owners: [], fail: 0 }];
	for (const [literal, owners] of literals) {
		let at = 0;
		for (let index = 0; index < literal.length; index++) {
			const step = classes[literal.charCodeAt(index)] ?? 0;
			let to = nodes[at]?.next.get(step);
			if (to === undefined) {
				to = nodes.push({ next: new Map(), owners: [], fail: 0 }) - 1;
				nodes[at]?.next.set(step, to);
			}
			at = to;
		}
		nodes[at]?.owners.push(...owners);
	}
	return nodes;
}

/** Breadth first: where to go on when the text leaves the trie. Answers the order of visiting. */
function linkFailures(nodes: Node[]): number[] {
	const order = [0];
	for (let head = 0; head < order.length; head++) {
		const at = order[head] ?? 0;
		const node = nodes[at] as Node;
		for (const [step, to] of node.next) {
			order.push(to);
			const child = nodes[to] as Node;
			if (at !== 0) {
				let fail = node.fail;
				while (fail !== 0 && nodes[fail]?.next.get(step) === undefined) fail = nodes[fail]?.fail ?? 0;
				child.fail = nodes[fail]?.next.get(step) ?? 0;
			}
			child.owners.push(...(nodes[child.fail]?.owners ?? []));
		}
	}
	return order;
}

/** Those near the root come first: they are where texts mostly are, and lie close together so. */
function numberStates(
	nodes: readonly Node[],
	order: readonly number[],
): { numbers: Int32Array; firstFinal: number; finals: Node[] } {
	const finals: Node[] = [];
	const firstFinal = nodes.reduce((plain, node) => plain + (node.owners.length > 0 ? 0 : 1), 0);
	const numbers = new Int32Array(nodes.length);
	let plain = 0;
	for (const at of order) {
		const node = nodes[at] as Node;
		numbers[at] = node.owners.length > 0 ? firstFinal + finals.push(node) - 1 : plain++;
	}
	return { numbers, firstFinal, finals };
}

function fillTable(nodes: readonly Node[], order: readonly number[], numbers: Int32Array, width: number): Int32Array {
	const table = new Int32Array(nodes.length * width);
	for (const at of order) {
		const node = nodes[at] as Node;
		const row = (numbers[at] as number) * width;
		const failRow = (numbers[node.fail] as number) * width;
		for (let step = 0; step < width; step++) {
			const to = node.next.get(step);
			table[row + step] = to !== undefined ? (numbers[to] as number) * width : at === 0 ? 0 : (table[failRow + step] as number);
		}
	}
	return table;
}
