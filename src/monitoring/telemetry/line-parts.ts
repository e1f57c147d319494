import { Writer } from './native.ts';

/** Ends every value, and stands in the shape where one was. A line that holds it itself is kept whole. */
const mark = 0x01;
/** Values at the beginning of a line, where its moment stands, change slowly: in a column of their own they pack to next to nothing. */
const headValues = 8;

const other = 0;
const letter = 1;
const digit = 2;
const classes = Uint8Array.from({ length: 256 }, (_, code) => {
	const sign = String.fromCharCode(code);
	return /[0-9]/.test(sign) ? digit : /[A-Za-z]/.test(sign) ? letter : other;
});
const [backslash, u] = [0x5c, 0x75];

/** Columns of the table that hold a line between them, in the order in which they are written. */
export const lineColumns = ['whole', 'shape', 'head', 'tail'] as const;

/** The line as it came. */
export const lineInSql = `if(shape = '', whole, arrayStringConcat(arrayMap((text, value) -> concat(text, value),
	splitByChar('\\x01', shape), splitByChar('\\x01', concat(head, tail)))))`;

/**
 * Lines taken apart into what events of one kind share and what differs: words with a digit in them (numbers, addresses,
 * hashes, moments) are values, all else is the shape. Apart, both pack better than together. After `\u` a word begins anew,
 * so that the shape shows every escape that may hide one.
 */
export class LineParts {
	readonly #columns = { whole: new Writer(64), shape: new Writer(4096), head: new Writer(4096), tail: new Writer(4096) };
	#shape = Buffer.allocUnsafeSlow(4096);
	#values = Buffer.allocUnsafeSlow(8192);

	/** @param line in UTF-8 */
	add(line: Uint8Array): void {
		const { whole, shape, head, tail } = this.#columns;
		const parts = line.includes(mark) ? undefined : this.#takeApart(line);
		whole.text(parts === undefined ? line : nothing);
		shape.text(parts === undefined ? nothing : this.#shape.subarray(0, parts.shape));
		head.text(parts === undefined ? nothing : this.#values.subarray(0, parts.head));
		tail.text(parts === undefined ? nothing : this.#values.subarray(parts.head, parts.values));
	}

	/** Texts behind their lengths, by column. */
	get taken(): Readonly<Record<(typeof lineColumns)[number], Uint8Array>> {
		const { whole, shape, head, tail } = this.#columns;
		return { whole: whole.taken, shape: shape.taken, head: head.taken, tail: tail.taken };
	}

	/** Bytes of the shape, of the values in the head and of all values, which stand in the buffers. */
	#takeApart(line: Uint8Array): { shape: number; head: number; values: number } {
		this.#makeRoom(line.length);
		const [shape, values, end] = [this.#shape, this.#values, line.length];
		let [inShape, inValues, head, count] = [0, 0, 0, 0];
		for (let at = 0; at < end; ) {
			const byte = line[at]!;
			if (classes[byte] === other || (byte === u && at > 0 && line[at - 1] === backslash)) {
				shape[inShape++] = byte;
				at++;
				continue;
			}
			const begin = at;
			let kinds = 0;
			for (; at < end; at++) {
				const kind = classes[line[at]!]!;
				if (kind === other) break;
				kinds |= kind;
			}
			if (kinds < digit) {
				for (let from = begin; from < at; from++) shape[inShape++] = line[from]!;
				continue;
			}
			for (let from = begin; from < at; from++) values[inValues++] = line[from]!;
			values[inValues++] = mark;
			shape[inShape++] = mark;
			if (++count <= headValues) head = inValues;
		}
		return { shape: inShape, head, values: inValues };
	}

	/** A value is at least one byte and gets one more. */
	#makeRoom(length: number): void {
		if (this.#shape.length >= length + 1) return;
		const room = Math.max(length + 1, this.#shape.length * 2);
		this.#shape = Buffer.allocUnsafeSlow(room);
		this.#values = Buffer.allocUnsafeSlow(room * 2);
	}
}

const nothing = new Uint8Array(0);
