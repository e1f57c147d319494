const width = 129;
/** Spreads numbers that lie close together (Knuth, multiplicative hashing). */
const spread = 0x9e3779b1;

/** Finds all of many literals at the beginning or at the end of a text, walking no further than they agree with it. */
export class EdgeTrie {
	private readonly fromEnd: boolean;
	/** Steps from node to node as an open hash table: a key (node and character, plus 1) and where it leads, side by side. */
	private readonly steps: Int32Array;
	private readonly shift: number;
	private readonly owners: (number[] | undefined)[] = [undefined];

	constructor(literals: ReadonlyMap<string, readonly number[]>, fromEnd: boolean) {
		this.fromEnd = fromEnd;
		const steps = new Map<number, number>();
		for (const [literal, owners] of literals) {
			let node = 0;
			for (let index = 0; index < literal.length; index++) {
				const key = node * width + literal.charCodeAt(fromEnd ? literal.length - 1 - index : index) + 1;
				let next = steps.get(key);
				if (next === undefined) {
					next = this.owners.push(undefined) - 1;
					steps.set(key, next);
				}
				node = next;
			}
			const known = this.owners[node];
			if (known) known.push(...owners);
			else this.owners[node] = [...owners];
		}
		this.shift = Math.clz32(steps.size) - 1;
		this.steps = new Int32Array(2 << (32 - this.shift));
		for (const [key, next] of steps) this.put(key, next);
	}

	private put(key: number, next: number): void {
		let at = (Math.imul(key, spread) >>> this.shift) << 1;
		while (this.steps[at] !== 0) at = (at + 2) & (this.steps.length - 1);
		this.steps[at] = key;
		this.steps[at + 1] = next;
	}

	scan(text: string, found: (owner: number) => void): void {
		const { steps, shift, fromEnd } = this;
		const length = text.length;
		let node = 0;
		for (let index = 0; index < length; index++) {
			const code = text.charCodeAt(fromEnd ? length - 1 - index : index);
			const key = node * width + (code < 128 ? code : 128) + 1;
			let at = (Math.imul(key, spread) >>> shift) << 1;
			while (steps[at] !== key) {
				if (steps[at] === 0) return;
				at = (at + 2) & (steps.length - 1);
			}
			node = steps[at + 1] as number;
			const owners = this.owners[node];
			if (owners) for (let one = 0; one < owners.length; one++) found(owners[one] as number);
		}
	}
}
