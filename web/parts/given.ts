import { useState } from 'react';

/** Keys of `T` that hold text, and so can stand in a field. */
type Texts<T> = { [K in keyof T]: T[K] extends string ? K : never }[keyof T] & string;

interface Change {
	readonly target: { readonly value: string };
}

/** What is filled in a form, and the props that tie a field to one part of it. */
export function useGiven<T extends object>(start: T | (() => T)) {
	const [given, setGiven] = useState(start);
	const set = (change: Partial<T>) => setGiven((before) => ({ ...before, ...change }));
	return {
		given,
		set,
		/** @param name where the server finds it, when that is not the key; faults come back by that name */
		field: (key: Texts<T>, name: string = key) => ({
			name,
			value: given[key] as string,
			onChange: ({ target }: Change) => set({ [key]: target.value } as unknown as Partial<T>),
		}),
	};
}
