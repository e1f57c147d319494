import type { z } from 'zod';
import type { advisorySummary, handlingRow, indicatorRow } from '../contract.ts';
import type { HandlingRow } from '../store/handling.ts';
import type { IndicatorRow } from '../store/indicators.ts';
import type { AdvisoryRow } from '../store/read-advisories.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function showIndicator(row: IndicatorRow): z.input<typeof indicatorRow> {
	return {
		...row,
		validFrom: row.validFrom.toISOString(),
		validUntil: iso(row.validUntil),
		withdrawnAt: iso(row.withdrawnAt),
		createdAt: row.createdAt.toISOString(),
	};
}

export function showHandling(row: HandlingRow): z.input<typeof handlingRow> {
	return { ...row, doneAt: iso(row.doneAt), verifiedAt: iso(row.verifiedAt), changedAt: row.changedAt.toISOString() };
}

function showAudience(row: AdvisoryRow): z.input<typeof advisorySummary>['audience'] {
	if (row.audience === 'all') return { to: 'all' };
	if (row.audience === 'listed') return { to: 'listed', institutions: row.listed };
	return { to: 'kinds', kinds: row.kinds as ('hbo' | 'wo' | 'mbo' | 'research' | 'nrto')[] };
}

export function showAdvisory(row: AdvisoryRow): z.input<typeof advisorySummary> {
	return {
		id: row.id,
		title: { nl: row.titleNl, en: row.titleEn },
		tlp: row.tlp,
		audience: showAudience(row),
		state: row.state,
		author: { id: row.organisationId, name: row.organisationName },
		createdAt: row.createdAt.toISOString(),
		publishedAt: iso(row.publishedAt),
		indicatorCount: row.indicatorCount,
		lineCount: row.lineCount,
		recipientCount: row.recipientCount,
		own: {
			received: row.received,
			notApplicable: row.notApplicable,
			planned: row.planned,
			done: row.done,
			verified: row.verified,
		},
	};
}

/** Rows of one page and the cursor of the next; the caller asks for one row more than the page holds. */
export function paged<Row extends { id: string }, Shown>(rows: readonly Row[], limit: number, show: (row: Row) => Shown) {
	const items = rows.slice(0, limit).map(show);
	const last = rows[limit - 1];
	return rows.length > limit && last !== undefined ? { items, next: last.id } : { items };
}
