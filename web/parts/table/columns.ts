import {
	columnFilteringFeature,
	createFilteredRowModel,
	createSortedRowModel,
	globalFilteringFeature,
	rowSortingFeature,
	tableFeatures,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { Choice } from '../Field.tsx';

export type CellValue = string | number | null;

export interface Column<T> {
	readonly id: string;
	readonly head: string;
	/** What the list sorts, searches and filters by. */
	value(row: T): CellValue;
	/** What it sorts by, when that is something else. */
	order?(row: T): CellValue;
	/** What is shown, when that is more than the value. */
	cell?(row: T): ReactNode;
	readonly align?: 'end';
	readonly sortable?: boolean;
	/** A choice above the list; the first choice "all" is added. */
	readonly filter?: { readonly label: string; readonly choices: readonly Choice[] };
}

/** Table 9 does only what is registered here. */
export const features = tableFeatures({
	rowSortingFeature,
	columnFilteringFeature,
	globalFilteringFeature,
	sortedRowModel: createSortedRowModel(),
	filteredRowModel: createFilteredRowModel(),
});

const collator = new Intl.Collator('nl', { numeric: true, sensitivity: 'base' });

/** Text by the alphabet with numbers in it by size; what is absent stands before all that is there. */
export function compareValues(a: CellValue, b: CellValue): number {
	if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	return collator.compare(String(a), String(b));
}

/** Without regard to capitals and accents. */
export function plain(text: string): string {
	return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('nl');
}

/** Every word of the question must stand somewhere in the row. */
export function rowHolds(values: readonly CellValue[], question: string): boolean {
	const text = plain(values.filter((value) => value !== null).join(' '));
	return plain(question)
		.split(/\s+/)
		.every((word) => text.includes(word));
}
