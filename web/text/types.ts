/** Same keys, other words: what makes a forgotten English sentence a type error. */
export type Same<T> = { readonly [Key in keyof T]: string };
/** All areas of a catalogue in the other language. */
export type Catalogue<T> = { readonly [Area in keyof T]: Same<T[Area]> };
/** `area.key` of every sentence. */
export type KeyOf<T> = { [Area in keyof T & string]: `${Area}.${keyof T[Area] & string}` }[keyof T & string];
