const longest = 255;

/** Finds whole texts. A look at the length spares most texts the reading that a table asks for. */
export class ExactSearch {
	private readonly literals: ReadonlyMap<string, readonly number[]>;
	private readonly lengths = new Uint8Array(longest + 1);

	constructor(literals: ReadonlyMap<string, readonly number[]>) {
		this.literals = literals;
		for (const { length } of literals.keys()) this.lengths[Math.min(length, longest)] = 1;
	}

	scan(text: string, found: (owner: number) => void): void {
		if (this.lengths[text.length < longest ? text.length : longest] === 0) return;
		const owners = this.literals.get(text);
		if (owners) for (const owner of owners) found(owner);
	}
}
