/** Finds all of many literals at the beginning or at the end of a text, walking no further than they agree with it. */
export class EdgeTrie {
	private readonly fromEnd: boolean;
	private readonly steps = new Map<number, number>();
	private readonly owners: (number[] | undefined)[] = [undefined];

	constructor(literals: ReadonlyMap<string, readonly number[]>, fromEnd: boolean) {
		this.fromEnd = fromEnd;
		for (const [literal, owners] of literals) {
			let node = 0;
			for (let index = 0; index < literal.length; index++) {
				const key = node * 129 + literal.charCodeAt(fromEnd ? literal.length - 1 - index : index);
				let next = this.steps.get(key);
				if (next === undefined) {
					next = this.owners.push(undefined) - 1;
					this.steps.set(key, next);
				}
				node = next;
			}
			const known = this.owners[node];
			if (known) known.push(...owners);
			else this.owners[node] = [...owners];
		}
	}

	scan(text: string, found: (owner: number) => void): void {
		let node = 0;
		for (let index = 0; index < text.length; index++) {
			const code = text.charCodeAt(this.fromEnd ? text.length - 1 - index : index);
			const next = this.steps.get(node * 129 + (code < 128 ? code : 128));
			if (next === undefined) return;
			node = next;
			const owners = this.owners[node];
			if (owners) for (const owner of owners) found(owner);
		}
	}
}
