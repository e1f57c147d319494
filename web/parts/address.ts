import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** A filter that lives in the address, so that a link shows the same list. Empty means not set. */
export function useAddress(): {
	get(name: string): string;
	set(changes: Record<string, string>): void;
} {
	const [params, setParams] = useSearchParams();
	const set = useCallback(
		(changes: Record<string, string>) => {
			setParams(
				(before) => {
					const next = new URLSearchParams(before);
					for (const [name, value] of Object.entries(changes)) {
						if (value === '') next.delete(name);
						else next.set(name, value);
					}
					return next;
				},
				{ replace: true },
			);
		},
		[setParams],
	);
	return { get: (name) => params.get(name) ?? '', set };
}

/** `name` up, `-name` down. */
export function readSort(sort: string): { readonly id: string; readonly desc: boolean } | null {
	if (sort === '') return null;
	return sort.startsWith('-') ? { id: sort.slice(1), desc: true } : { id: sort, desc: false };
}

/** Up, down, then as it came. */
export function nextSort(sort: string, id: string): string {
	if (sort === id) return `-${id}`;
	return sort === `-${id}` ? '' : id;
}
