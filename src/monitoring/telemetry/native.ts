/**
 * One block of ClickHouse's Native form: the number of columns and rows, then every column with name, type and values.
 * Blocks may stand behind each other.
 */
export function nativeBlock(rows: number, columns: readonly NativeColumn[]): Uint8Array {
	const names = columns.map(({ name, type }) => [utf8(name), utf8(type)] as const);
	const heads = names.reduce((sum, [name, type]) => sum + name.length + type.length + 20, 20);
	const writer = new Writer(heads + columns.reduce((sum, { values }) => sum + sizeOf(values), 0));
	writer.length(columns.length);
	writer.length(rows);
	for (const [at, { values }] of columns.entries()) {
		for (const text of names[at]!) writer.text(text);
		if (values instanceof Uint8Array) writer.raw(values);
		else for (const text of values) writer.text(text);
	}
	return writer.taken;
}

export interface NativeColumn {
	readonly name: string;
	/** As in `CREATE TABLE`. */
	readonly type: string;
	/** As laid out in memory, little-endian; or each text by itself, so that long ones are copied once. */
	readonly values: Uint8Array | readonly Uint8Array[];
}

function sizeOf(values: NativeColumn['values']): number {
	return values instanceof Uint8Array ? values.length : values.reduce((sum, text) => sum + text.length + 5, 0);
}

const utf8 = (text: string) => Buffer.from(text, 'utf8');

/** Numbers of a fixed width as a column has them. */
export function bytesOf(numbers: ArrayBufferView): Uint8Array {
	return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** Moments in milliseconds as 64-bit numbers. */
export function momentBytes(moments: readonly number[]): Uint8Array {
	const halves = new Uint32Array(moments.length * 2);
	for (let at = 0; at < moments.length; at++) {
		halves[at * 2] = moments[at]! >>> 0;
		halves[at * 2 + 1] = Math.floor(moments[at]! / 4_294_967_296);
	}
	return bytesOf(halves);
}

/** The same value in every row. */
export function repeated(rows: number, value: Uint8Array): Uint8Array {
	return Buffer.alloc(rows * value.length, value);
}

/** A UUID as ClickHouse lays it out: two halves of 64 bits, each little-endian. */
export function uuidBytes(uuid: string): Uint8Array {
	const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex');
	return Buffer.concat([bytes.subarray(0, 8).reverse(), bytes.subarray(8, 16).reverse()]);
}

/** A column of text while it is written: each value behind its length. */
export class Writer {
	#bytes: Buffer;
	#end = 0;

	constructor(room: number) {
		this.#bytes = Buffer.allocUnsafeSlow(room);
	}

	get taken(): Uint8Array {
		return this.#bytes.subarray(0, this.#end);
	}

	/** LEB128, as far as 32 bits. */
	length(value: number): void {
		this.#room(5);
		let rest = value;
		while (rest > 127) {
			this.#bytes[this.#end++] = (rest & 127) | 128;
			rest >>>= 7;
		}
		this.#bytes[this.#end++] = rest;
	}

	text(bytes: Uint8Array): void {
		this.length(bytes.length);
		this.raw(bytes);
	}

	/** Short text is mostly ASCII, where its length is that of its bytes. */
	string(value: string): void {
		const length = value.length > 100 ? Buffer.byteLength(value) : asciiLength(value);
		this.length(length);
		this.#room(length);
		if (length === value.length) this.#bytes.write(value, this.#end, length, 'latin1');
		else this.#bytes.write(value, this.#end, length, 'utf8');
		this.#end += length;
	}

	raw(bytes: Uint8Array): void {
		this.#room(bytes.length);
		this.#bytes.set(bytes, this.#end);
		this.#end += bytes.length;
	}

	#room(more: number): void {
		if (this.#end + more <= this.#bytes.length) return;
		const wider = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#end + more));
		wider.set(this.#bytes.subarray(0, this.#end));
		this.#bytes = wider;
	}
}

function asciiLength(value: string): number {
	for (let at = 0; at < value.length; at++) if (value.charCodeAt(at) > 127) return Buffer.byteLength(value);
	return value.length;
}
