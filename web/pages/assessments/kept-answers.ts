import type { Draft } from './drafts.ts';

/** Answers that are not saved yet, kept in this browser for one person and one assessment until they are. */
export interface KeptAnswers {
	read(): readonly Draft[];
	write(drafts: readonly Draft[]): void;
}

/** @param store the browser's own; it may be full or switched off, and then only the open page keeps them */
export function keptAnswers(store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, person: string, id: string): KeptAnswers {
	const key = `dijkwacht.unsaved.${person}.${id}`;
	return {
		read() {
			try {
				const kept: unknown = JSON.parse(store.getItem(key) ?? '[]');
				return Array.isArray(kept) ? (kept as Draft[]) : [];
			} catch {
				return [];
			}
		},
		write(drafts) {
			try {
				if (drafts.length === 0) store.removeItem(key);
				else store.setItem(key, JSON.stringify(drafts));
			} catch {
				// The page warns before it closes while something is unsaved.
			}
		},
	};
}
