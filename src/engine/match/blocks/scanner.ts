import { assembled } from './assemble.ts';
import { layout } from './code.ts';

/** The module at work in this thread: a search runs to its end before another begins. */
export interface Scanner {
	readonly bytes: Uint8Array;
	/** The part of them that takes the text. */
	readonly text: Buffer;
	readonly places: Int32Array;
	readonly scan: (length: number, table: number, letters: number) => number;
}
/** What is used of it; the library of types for the server does not know it. */
declare const WebAssembly: {
	validate(code: Uint8Array): boolean;
	Module: new (code: Uint8Array) => object;
	Instance: new (
		module: object,
	) => { readonly exports: { readonly memory: { readonly buffer: ArrayBuffer } } & Pick<Scanner, 'scan'> };
};
let opened: Scanner | undefined;

/** `undefined` on a machine that cannot compare sixteen letters at a time. */
export function scanner(): Scanner | undefined {
	if (opened) return opened;
	const code = assembled();
	if (!WebAssembly.validate(code)) return undefined;
	const { memory, scan } = new WebAssembly.Instance(new WebAssembly.Module(code)).exports;
	const { buffer } = memory;
	const places = new Int32Array(buffer, layout.places, layout.mostPlaces);
	opened = { bytes: new Uint8Array(buffer), text: Buffer.from(buffer, 0, layout.mostText), places, scan };
	return opened;
}
