import { code, layout, names, table } from './code.ts';

/** Word -> bytes of WebAssembly; nothing here compiles at build time, so the module is put together when it is first needed. */
const plain: Readonly<Record<string, readonly number[]>> = {
	block: [0x02, 0x40],
	loop: [0x03, 0x40],
	if: [0x04, 0x40],
	end: [0x0b],
	return: [0x0f],
	select: [0x1b],
	'not-below': [0x4f],
	lowest: [0x68],
	add: [0x6a],
	subtract: [0x6b],
	multiply: [0x6c],
	and: [0x71],
	or: [0x72],
	left: [0x74],
	shift: [0x76],
	splat: [0xfd, 0x0f],
	differs128: [0xfd, 0x24],
	and128: [0xfd, 0x4e],
	or128: [0xfd, 0x50],
	some128: [0xfd, 0x53],
	bits128: [0xfd, 0x64],
	shift128: [0xfd, 0x6d],
	swizzle: [0xfd, 0x80, 0x02],
};
/** Words that a number or a name follows. */
const withNumber: Readonly<Record<string, readonly number[]>> = {
	exit: [0x0c],
	'exit-if': [0x0d],
	get: [0x20],
	set: [0x21],
	load: [0x28, 0],
	load8: [0x2d, 0],
	store: [0x36, 2],
	const: [0x41],
	load128: [0xfd, 0, 0],
};
const [number, vector] = [0x7f, 0x7b];
const locals = `${names.numbers} ${names.vectors}`.split(' ');
const argumentsGiven = 3;

/** The bytes of the module; it brings the memory `memory` and the function `scan`. */
export function assembled(): Uint8Array<ArrayBuffer> {
	const body = instructions(code.split(/\s+/).filter((word) => word !== ''));
	const kept = [2, names.numbers.split(' ').length - argumentsGiven, number, names.vectors.split(' ').length, vector];
	const pages = Math.ceil((layout.tables + layout.mostTables * table.size) / 65_536);
	return Uint8Array.from([
		...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
		...section(1, [1, 0x60, argumentsGiven, number, number, number, 1, number]),
		...section(3, [1, 0]),
		...section(5, [1, 1, ...unsigned(pages), ...unsigned(pages)]),
		...section(7, [2, ...text('memory'), 2, 0, ...text('scan'), 0, 0]),
		...section(10, [1, ...unsigned(kept.length + body.length), ...kept, ...body]),
	]);
}

function instructions(words: readonly string[]): number[] {
	const bytes: number[] = [];
	for (let at = 0; at < words.length; at++) {
		const word = words[at] as string;
		const start = withNumber[word];
		bytes.push(...(start ?? (plain[word] as readonly number[])));
		if (!start) continue;
		const given = words[++at] as string;
		const value = word === 'get' || word === 'set' ? locals.indexOf(given) : Number(given);
		bytes.push(...(word === 'const' ? signed(value | 0) : unsigned(value)));
	}
	return bytes;
}

function section(id: number, content: readonly number[]): number[] {
	return [id, ...unsigned(content.length), ...content];
}

function text(name: string): number[] {
	return [name.length, ...Buffer.from(name)];
}

/** Numbers in sevens of bits, the lowest first (LEB128). */
function unsigned(value: number): number[] {
	return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
	return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}
