import type { Locale } from '#kernel';
import { formatClock, formatNumber } from '../format.ts';
import type { Column } from './columns.ts';

/** A column of counts, right aligned; what is not known is a dash. */
export function countColumn<T>(locale: Locale, id: string, head: string, value: (row: T) => number | null): Column<T> {
	const cell = (row: T) => {
		const count = value(row);
		return count === null ? '–' : formatNumber(count, locale);
	};
	return { ...{ id, head, value, cell }, align: 'end' };
}

/** A column of moments: today the hour, before that the day too; never is a dash. */
export function clockColumn<T>(locale: Locale, id: string, head: string, value: (row: T) => string | null): Column<T> {
	const cell = (row: T) => {
		const moment = value(row);
		return moment === null ? '–' : formatClock(moment, locale);
	};
	return { id, head, value, cell };
}
