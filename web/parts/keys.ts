import { type RefObject, useEffect, useRef } from 'react';

const writing = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** Names of keys to what they do, working only while the focus is inside `area` (WCAG 2.1.4: character keys need a home). */
export function useKeys(area: RefObject<HTMLElement | null>, keys: Readonly<Record<string, () => void>>): void {
	const latest = useRef(keys);
	latest.current = keys;
	useEffect(() => {
		const place = area.current;
		if (place === null) return;
		const press = (event: KeyboardEvent) => {
			const target = event.target as HTMLElement;
			if (event.ctrlKey || event.metaKey || event.altKey) return;
			if (writing.has(target.tagName)) {
				// Out of a field and back to the letters, with what was typed kept.
				if (event.key !== 'Escape') return;
				event.preventDefault();
				return place.focus({ preventScroll: true });
			}
			if (event.key === 'Enter' && ['A', 'BUTTON'].includes(target.tagName)) return;
			const act = latest.current[event.key];
			if (act === undefined) return;
			event.preventDefault();
			act();
		};
		place.addEventListener('keydown', press);
		return () => place.removeEventListener('keydown', press);
	}, [area]);
}

/** The row `by` places further, held inside the list; the first when none was chosen. */
export function stepIn(ids: readonly string[], from: string | null, by: number): string | null {
	if (ids.length === 0) return null;
	const at = from === null ? -1 : ids.indexOf(from);
	if (at < 0) return ids[0] ?? null;
	return ids[Math.min(ids.length - 1, Math.max(0, at + by))] ?? null;
}
