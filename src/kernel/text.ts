/** Dutch first, English beside it. */
export type Locale = 'nl' | 'en';
export const locales: readonly Locale[] = ['nl', 'en'];

/** Text that was written in both languages by its author (content, not screens). */
export interface Bilingual {
	readonly nl: string;
	readonly en: string;
}
