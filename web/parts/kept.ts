import { useEffect, useState } from 'react';
import { useGiven } from './given.ts';

/** What was kept in this tab under a name; undefined when there is nothing that can be read. */
export function readKept<T extends object>(store: Pick<Storage, 'getItem'>, name: string): Partial<T> | undefined {
	try {
		const found: unknown = JSON.parse(store.getItem(name) ?? 'null');
		return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Like `useGiven`, and what was filled in survives a reload of this tab. It stays in this browser, under `name`, until it is
 * sent, thrown away, or somebody signs out.
 */
export function useKept<T extends object>(name: string, start: () => T) {
	const [found] = useState(() => readKept<T>(sessionStorage, name));
	const form = useGiven<T>(() => ({ ...start(), ...found }));
	const [fresh] = useState(() => JSON.stringify(start()));
	const { given, set } = form;
	useEffect(() => {
		const text = JSON.stringify(given);
		if (text === fresh) sessionStorage.removeItem(name);
		else sessionStorage.setItem(name, text);
	}, [given, name, fresh]);
	return {
		...form,
		/** Something of an earlier visit stands in the form. */
		restored: found !== undefined && JSON.stringify(given) !== fresh,
		forget: () => sessionStorage.removeItem(name),
		startOver: () => set(JSON.parse(fresh) as T),
	};
}
