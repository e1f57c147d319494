import type { Bilingual, Finding, Tlp } from '#kernel';
import type { SharedIndicator } from './indicator.ts';

export const efforts = ['minutes', 'hours', 'days', 'weeks'] as const;
export type Effort = (typeof efforts)[number];

export interface SharedLine {
	readonly text: Bilingual;
	readonly effort: Effort;
}

/** An advisory as formats write it. */
export interface AdvisoryPackage {
	readonly id: string;
	readonly title: Bilingual;
	readonly summary: Bilingual;
	readonly tlp: Tlp;
	readonly author: { readonly id: string; readonly name: string };
	/** Web address of this Dijkwacht, as name space of the publisher. */
	readonly namespace: string;
	/** ISO 8601, UTC. */
	readonly createdAt: string;
	readonly publishedAt: string;
	readonly indicators: readonly (SharedIndicator & { readonly id: string; readonly createdAt: string })[];
	readonly lines: readonly (SharedLine & { readonly id: string })[];
}

/** What a file held, as far as an advisory can carry it. */
export interface ReadPackage {
	/** Null when the form has no title. */
	readonly title: Bilingual | null;
	readonly summary: Bilingual;
	/** Null when the file says nothing of it. */
	readonly tlp: Tlp | null;
	readonly indicators: readonly SharedIndicator[];
	readonly lines: readonly SharedLine[];
	/** Parts that were read past, with their place. */
	readonly passedOver: readonly Finding[];
}

/** Text of CSV, or what `JSON.parse` made of the rest. */
export type Given = string | Readonly<Record<string, unknown>>;

export const emptyText: Bilingual = { nl: '', en: '' };
